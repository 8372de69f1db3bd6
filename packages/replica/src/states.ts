import * as dom from './dom.ts'

/**
 * Pseudo-classes that are told instead of matched by the replica's own browser: rewritten selectors ask for the attribute
 * `data-alongside-is-<name>` in their place, of the same specificity. Custom states are words of `data-alongside-is-state`.
 */
const PREFIX = 'data-alongside-is-'
const NAME = /^[a-z][a-z-]{0,39}$/
const CUSTOM = /^state\(([^\s]{1,100})\)$/
/** Set from the `interaction` op only, on more elements than the one it names. (A key makes one element `active`.) */
const POINTED: ReadonlySet<string> = new Set(['hover', 'focus', 'focus-visible', 'focus-within'])

/** Whether a rewritten `:name` matches this element. Writes only what changes: every write restyles. */
export function setState(element: Element, name: string, on: boolean): void {
  const attribute = PREFIX + name
  if (dom.hasAttribute(element, attribute) === on) return
  if (on) dom.setAttribute(element, attribute, '')
  else dom.removeAttribute(element, attribute)
}

const told = /* @__PURE__ */ new WeakMap<Element, ReadonlySet<string>>()

/** The `states` op: these and no others of those it can tell. Names that nobody could have meant are left out. */
export function applyStates(element: Element, names: readonly string[]): void {
  const now = new Set(names.filter((name) => NAME.test(name) && !POINTED.has(name)))
  for (const name of told.get(element) ?? []) if (!now.has(name)) setState(element, name, false)
  for (const name of now) setState(element, name, true)
  told.set(element, now)
  const custom = names.flatMap((name) => CUSTOM.exec(name)?.[1] ?? []).join(' ')
  if (custom !== '') dom.setAttribute(element, `${PREFIX}state`, custom)
  else dom.removeAttribute(element, `${PREFIX}state`)
}
