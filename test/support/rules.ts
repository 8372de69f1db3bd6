import type { Capture } from '@alongside/capture'
import type { Replica } from '@alongside/replica'
import { Media as PageMedia } from '../../packages/capture/src/media.ts'
import { type CssRewrite, rewriteCss, rewriteMedia } from '../../packages/replica/src/css.ts'
import { Media } from '../../packages/replica/src/media.ts'
import { pageRewrite } from '../../packages/replica/src/page-rewrite.ts'
import { type Root, rootsOf } from './roots.ts'

/** Made when they are needed: mostly nothing differs that they would explain. */
type Rewrites = () => readonly CssRewrite[]

/**
 * The first way in which the style sheets of the page differ from those of the replica: which there are in each document and
 * shadow root, whether they are on and for which media, and each of their rules. null when nothing does. What the replica
 * rewrites is rewritten here too; addresses are compared as pixels, elsewhere.
 */
export function rulesDifference(
  page: Document,
  capture: Pick<Capture, 'idOf'>,
  replica: Pick<Replica, 'nodeOf'>,
): string | null {
  const rewrites = rewritesOf(page)
  const twinOf = (node: Node): Node | null => {
    const id = capture.idOf(node)
    return id === undefined ? null : replica.nodeOf(id)
  }
  for (const root of rootsOf(page)) {
    const twin = twinOf(root) as Root | null
    if (!twin) continue
    const found = ownedDifference(root, twinOf, rewrites) ?? adoptedDifference(root, twin, rewrites)
    if (found)
      return `${root === page ? '' : `in ${(root as ShadowRoot).host?.localName}: `}${found}`
  }
  return null
}

function rewritesOf(page: Document): Rewrites {
  let made: readonly CssRewrite[] | undefined
  return () => {
    if (made || !page.defaultView) return made ?? []
    const features = new PageMedia(() => {}).features(page.defaultView)
    // The frame answers for the colour scheme itself, or does not.
    made = [true, false].map((ownsScheme) => {
      const media = new Media(() => ownsScheme)
      media.say(features)
      return pageRewrite(media, () => null)
    })
    return made
  }
}

function ownedDifference(
  root: Root,
  twinOf: (node: Node) => Node | null,
  rewrites: Rewrites,
): string | null {
  for (const owner of root.querySelectorAll<HTMLStyleElement>('style, link')) {
    const twin = twinOf(owner) as HTMLStyleElement | null
    if (!twin) continue
    const name = `<${owner.localName}${owner.id ? `#${owner.id}` : ''}>`
    // Of a choice of sheets Chromium does not say which are chosen: that shows in computed styles.
    if (owner.title || /alternate/i.test(owner.getAttribute('rel') ?? '')) continue
    const found = sheetDifference(owner.sheet, twin.sheet, rewrites)
    if (found) return `${name} ${found}`
  }
  return null
}

function adoptedDifference(root: Root, twin: Root, rewrites: Rewrites): string | null {
  const mine = root.adoptedStyleSheets
  // The first is the replica's own; the last may stand for faces that scripts have made.
  const theirs = twin.adoptedStyleSheets.slice(1)
  if (theirs.length > mine.length && isOfFaces(theirs.at(-1))) theirs.pop()
  if (mine.length !== theirs.length)
    return `${mine.length} adopted sheets, in the replica ${theirs.length}`
  for (const [i, sheet] of mine.entries()) {
    const found = sheetDifference(sheet, theirs[i] ?? null, rewrites)
    if (found) return `adopted sheet ${i} ${found}`
  }
  return null
}

function isOfFaces(sheet: CSSStyleSheet | undefined): boolean {
  return !!sheet && [...sheet.cssRules].every(({ type }) => type === CSSRule.FONT_FACE_RULE)
}

function sheetDifference(
  mine: CSSStyleSheet | null,
  theirs: CSSStyleSheet | null,
  rewrites: Rewrites,
): string | null {
  const rules = mine && readable(mine)
  if (mine && !rules) return null
  if (!mine || mine.disabled) {
    const shows = theirs && !theirs.disabled && theirs.cssRules.length > 0
    return shows ? 'is off, in the replica on' : null
  }
  if (!theirs) return rules?.length ? 'has no sheet in the replica' : null
  if (theirs.disabled) return 'is on, in the replica off'
  const [a, b] = [mine.media.mediaText, theirs.media.mediaText]
  if (
    !rewrites().some(
      (rewrite) => a === b || rewriteMedia(a ?? '', { rewrite: rewrite.media }) === b,
    )
  )
    return `is for "${a}", in the replica for "${b}"`
  return listDifference(rules ?? [], readable(theirs) ?? [], rewrites)
}

function listDifference(
  mine: ArrayLike<CSSRule>,
  theirs: ArrayLike<CSSRule>,
  rewrites: Rewrites,
): string | null {
  for (let i = 0; i < Math.max(mine.length, theirs.length); i++) {
    const [a, b] = [mine[i], theirs[i]]
    if (!a || !b)
      return `has ${mine.length} rules, in the replica ${theirs.length}: ${(a ?? b)?.cssText}`
    if (a.cssText === b.cssText) continue
    const imported = [a, b].map((rule) => (rule as Partial<CSSImportRule>).styleSheet)
    if (imported[0]) {
      const found = sheetDifference(imported[0], imported[1] ?? null, rewrites)
      if (found) return `@import ${i} ${found}`
    }
    const theirText = normal(b.cssText)
    const texts = rewrites().map((rewrite) => normal(rewriteCss(a.cssText, rewrite)))
    if (!texts.includes(theirText))
      return `rule ${i} is
${texts[0]}
in the replica
${theirText}`
  }
  return null
}

const parser = new CSSStyleSheet()

/** As the browser serialises what it has read, without addresses. */
function normal(text: string): string {
  parser.replaceSync(text)
  const rules = Array.from(parser.cssRules, (rule) => rule.cssText).join('\n')
  return (rules || text).replace(/url\("(?!#)[^"]*"\)/g, 'url()')
}

function readable(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules
  } catch {
    return null
  }
}
