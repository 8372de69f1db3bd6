import type { Container } from './containers.ts'
import type { Wrap } from './hooks.ts'
import type { SheetWatch } from './sheet-watch.ts'
import type { Sheets } from './sheets.ts'

const CONTAINERS = ['StyleSheet', 'GroupingRule', 'StyleRule']
/** Rules of every kind that this browser has. */
const RULES = /^CSS\w+(Rule|Declarations)$/
/** What leads to something of a rule that can be changed: these are properties of no prototype, so that nobody hears of a change. */
const WAYS = ['style', 'styleMap', 'media']
const VALUES = [...WAYS, 'selectorText', 'keyText', 'name']

/** Hears of what scripts do to style sheets in one window. */
export function hookSheets(
  view: Window & typeof globalThis,
  wrap: Wrap,
  sheets: Sheets,
  watch: SheetWatch,
): void {
  const of = (name: string): object | undefined =>
    (view as unknown as Record<string, { prototype: object }>)[name]?.prototype
  for (const name of CONTAINERS) {
    const container = of(`CSS${name}`)
    wrap(container, 'insertRule', 'value', (self: Container, [text], index) =>
      watch.edited(self, index as number, 1, text),
    )
    wrap(container, 'addRule', 'value', (self: Container, [selector, block, index]) =>
      watch.edited(self, Number(index ?? self.cssRules.length - 1), 1, `${selector}{${block}}`),
    )
    for (const method of ['deleteRule', 'removeRule'])
      wrap(container, method, 'value', (self: Container, [index]) =>
        watch.edited(self, Number(index ?? 0), 0),
      )
    watch.hook(container)
  }
  for (const name of Object.getOwnPropertyNames(view)) {
    if (!RULES.test(name)) continue
    const rule = of(name)
    for (const way of WAYS) wrap(rule, way, 'get', (self: CSSRule) => watch.suspect(self))
    for (const value of VALUES)
      wrap(rule, value, 'set', (self: CSSRule) => watch.suspect(self, true))
  }
  for (const method of ['appendRule', 'deleteRule'])
    wrap(of('CSSKeyframesRule'), method, 'value', (self: CSSRule) => watch.suspect(self, true))
  const constructed = of('CSSStyleSheet')
  wrap(constructed, 'replaceSync', 'value', (self: CSSStyleSheet, [text]) =>
    watch.replaced(self, text),
  )
  wrap(constructed, 'replace', 'value', async (self: CSSStyleSheet, [text], result) => {
    // Chromium has the new rules already, others will: until then nobody knows the text of what is there.
    watch.replaced(self, null, result)
    try {
      await result
      watch.settled(self, text, result)
    } catch {
      // The page hears of it.
    }
  })
  const switched = (): void => sheets.switched()
  for (const type of ['StyleSheet', 'HTMLStyleElement', 'SVGStyleElement'])
    for (const name of ['disabled', 'media']) wrap(of(type), name, 'set', switched)
  wrap(of('MediaList'), 'mediaText', 'set', switched)
  for (const method of ['appendMedium', 'deleteMedium'])
    wrap(of('MediaList'), method, 'value', switched)
  for (const type of ['Document', 'ShadowRoot'])
    for (const kind of ['get', 'set'] as const)
      wrap(of(type), 'adoptedStyleSheets', kind, (self: Document) => sheets.adopting(self))
}
