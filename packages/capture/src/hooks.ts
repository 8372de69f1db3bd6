/**
 * Wraps methods and setters on the prototypes of one window, so that edits which no observer reports are seen. The
 * native runs first with the page's own arguments; what it returns or throws is what the page gets, and an error of
 * ours never reaches it. A Proxy keeps name, length and `toString()` native. Removed on stop.
 */
export interface HookTargets {
  rule(sheet: CSSStyleSheet, path: number[], index: number, text: string | null): void
  sheetReplaced(sheet: CSSStyleSheet): void
  shadow(host: Element, root: ShadowRoot): void
  control(element: Element): void
  /** A custom element name was defined; `base`: the built-in element that it extends. */
  defined(document: Document, name: string, base?: string): void
}

/** Setters and methods that change what a control shows, or whether it is valid. */
const CONTROL_STATE = (
  'value checked indeterminate valueAsNumber valueAsDate selectedIndex selected files setRangeText stepUp stepDown ' +
  'setCustomValidity'
).split(' ')

type AnyFunction = (this: unknown, ...args: never[]) => unknown

export function installHooks(view: Window & typeof globalThis, targets: HookTargets): () => void {
  const undo: (() => void)[] = []

  function wrap<Self, Args extends unknown[]>(
    prototype: object | undefined,
    name: string,
    kind: 'value' | 'set',
    after: (self: Self, args: Args, result: unknown) => void,
  ): void {
    if (!prototype) return
    const before = Object.getOwnPropertyDescriptor(prototype, name)
    const native = before?.[kind] as AnyFunction | undefined
    if (!before || !native || !before.configurable) return
    const hooked = new Proxy(native, {
      apply(target, self, args) {
        const result = Reflect.apply(target, self, args)
        try {
          after(self as Self, args as unknown[] as Args, result)
        } catch {
          // Our trouble is not the page's: the audit finds what this hook has missed.
        }
        return result
      },
    })
    Object.defineProperty(prototype, name, { ...before, [kind]: hooked })
    undo.push(() => {
      // Whoever wrapped after us keeps working: only our own hook is taken out.
      if (Object.getOwnPropertyDescriptor(prototype, name)?.[kind] === hooked) {
        Object.defineProperty(prototype, name, before)
      }
    })
  }

  const sheet = view.CSSStyleSheet?.prototype
  wrap(sheet, 'insertRule', 'value', (self: CSSStyleSheet, [text, index]: [string, number?]) => {
    targets.rule(self, [], index ?? 0, String(text))
  })
  wrap(sheet, 'addRule', 'value', (self: CSSStyleSheet) => targets.sheetReplaced(self))
  for (const name of ['deleteRule', 'removeRule']) {
    wrap(sheet, name, 'value', (self: CSSStyleSheet, [index]: [number?]) => {
      targets.rule(self, [], index ?? 0, null)
    })
  }
  wrap(sheet, 'replaceSync', 'value', (self: CSSStyleSheet) => targets.sheetReplaced(self))
  wrap(sheet, 'replace', 'value', (self: CSSStyleSheet, _args, result) => {
    ;(result as Promise<unknown>).then(
      () => targets.sheetReplaced(self),
      () => {},
    )
  })
  for (const type of ['CSSGroupingRule', 'CSSStyleRule'] as const) {
    const rule = view[type]?.prototype
    wrap(rule, 'insertRule', 'value', (self: CSSRule, [text, index]: [string, number?]) => {
      const at = pathOf(self)
      if (at) targets.rule(at.sheet, at.path, index ?? 0, String(text))
    })
    wrap(rule, 'deleteRule', 'value', (self: CSSRule, [index]: [number]) => {
      const at = pathOf(self)
      if (at) targets.rule(at.sheet, at.path, index, null)
    })
  }

  wrap(view.Element.prototype, 'attachShadow', 'value', (self: Element, _args, root) => {
    targets.shadow(self, root as ShadowRoot)
  })

  wrap(
    view.CustomElementRegistry?.prototype,
    'define',
    'value',
    (_self, [name, , options]: [string, unknown, ElementDefinitionOptions?]) =>
      targets.defined(view.document, String(name), options?.extends),
  )

  for (const type of ['Input', 'TextArea', 'Select', 'Option'] as const) {
    for (const name of CONTROL_STATE) {
      for (const kind of ['set', 'value'] as const) {
        wrap(view[`HTML${type}Element`].prototype, name, kind, targets.control)
      }
    }
  }

  return () => {
    for (const restore of undo) restore()
  }
}

/** Where a nested rule stands: its sheet, and the indices that lead to it. */
function pathOf(rule: CSSRule): { sheet: CSSStyleSheet; path: number[] } | null {
  const path: number[] = []
  for (let at: CSSRule | null = rule; at; at = at.parentRule) {
    const siblings: CSSRuleList | undefined = (
      (at.parentRule ?? at.parentStyleSheet) as CSSGroupingRule | null
    )?.cssRules
    const index = siblings ? Array.prototype.indexOf.call(siblings, at) : -1
    if (index < 0) return null
    path.unshift(index)
  }
  return rule.parentStyleSheet ? { sheet: rule.parentStyleSheet, path } : null
}
