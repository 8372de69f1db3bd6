import { contentOf } from './css-text.ts'

/**
 * Refused by the policy of every document of a replica (shell.ts), which tells of it (CSP 3, 5.5): nothing is sent, nobody is asked.
 * By a scheme that no image can have, so that the policy that lets images of other sites in refuses it too. (Of one that a
 * browser does not know, it tells the scheme alone.)
 */
const REFUSED = 'wss://asset.invalid/'

/**
 * Tells which of the assets that CSS names the browser would load by now: those of styles in use, and not the thousand icons
 * and the hundred slices of a font that a sheet has in store. Each has a number, and stands for itself until it is here.
 */
export class Needs {
  readonly #wanted: (number: number) => void
  readonly #noFont: string

  /** `noFont`: an address of no font, so that who uses it hears of it. */
  constructor(noFont: string, wanted: (number: number) => void) {
    this.#noFont = noFont
    this.#wanted = wanted
  }

  /** The address of an image that is not here. */
  image(number: number): string {
    return REFUSED + number
  }

  /** The address of a font that is not here. (A policy refuses fonts before anybody uses them, Chromium 156.) */
  font(number: number): string {
    return `${this.#noFont}#${number}`
  }

  watch(document: Document): void {
    const on = EventTarget.prototype.addEventListener
    on.call(document, 'securitypolicyviolation', (event) => {
      // Anybody may dispatch an event of this name.
      const { blockedURI = '' } = event as Partial<SecurityPolicyViolationEvent>
      if (blockedURI.startsWith(REFUSED)) this.#wanted(Number(blockedURI.slice(REFUSED.length)))
    })
    const fonts: FontFaceSet = Reflect.get(Document.prototype, 'fonts', document)
    on.call(fonts, 'loadingerror', () => {
      // The event names faces of rules of before too, and of those also some that nobody used (Chromium 156).
      const failed = new Set(
        [...fonts].filter(({ status }) => status === 'error').map((face) => keyOf(face)),
      )
      for (const { style } of fontFaces(document)) {
        const [, first] = style.getPropertyValue('src').split(`${this.#noFont}#`)
        if (first && failed.has(keyOfRule(style))) this.#wanted(Number.parseInt(first, 10))
      }
    })
  }
}

/** The `@font-face` rules of a document. (Those of shadow trees count for nothing: CSS Scoping 3.2.2.) */
function* fontFaces(document: Document): Generator<CSSFontFaceRule> {
  const sheets: StyleSheetList = Reflect.get(Document.prototype, 'styleSheets', document)
  const adopted: CSSStyleSheet[] = Reflect.get(Document.prototype, 'adoptedStyleSheets', document)
  for (const sheet of [...sheets, ...adopted]) yield* facesIn(sheet)
}

function* facesIn(group: { readonly cssRules: CSSRuleList }): Generator<CSSFontFaceRule> {
  for (const rule of group.cssRules) {
    if (rule.type === CSSRule.FONT_FACE_RULE) yield rule as CSSFontFaceRule
    else if ('styleSheet' in rule && rule.styleSheet)
      yield* facesIn(rule.styleSheet as CSSStyleSheet)
    else if (rule.type !== CSSRule.STYLE_RULE && 'cssRules' in rule)
      yield* facesIn(rule as CSSGroupingRule)
  }
}

function keyOf(face: FontFace, family: string = face.family): string {
  return [family, face.style, face.weight, face.stretch, face.unicodeRange].join('|')
}

function keyOfRule(rule: CSSStyleDeclaration): string {
  const of = (name: string) => rule.getPropertyValue(name)
  // Only to have the descriptors in the words of a face.
  const face = new FontFace('family', 'local("")', {
    style: of('font-style') || 'normal',
    weight: of('font-weight') || 'normal',
    stretch: of('font-stretch') || 'normal',
    unicodeRange: of('unicode-range') || 'U+0-10FFFF',
  })
  const family = of('font-family')
  return keyOf(face, /^["']/.test(family) ? contentOf(family) : family)
}
