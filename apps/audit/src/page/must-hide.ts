import type { Reason, Rules } from './slot.ts'

/** Autofill tokens of the HTML standard (4.10.18.7) that no rule can lift. */
const FLOOR = /(^|\s)((current|new)-password|one-time-code|cc-[a-z-]+)(\s|$)/i

/** Why an element's content must not leave; by the rules as they are documented, not by the code that is audited. */
export function mustHide(element: Element, isValue: boolean, rules: Rules): Reason | null {
  const around = [...ancestors(element)]
  const named = (selectors: readonly string[]): boolean =>
    around.some((each) => selectors.some((selector) => each.matches(selector)))
  if (named(rules.forbidden)) return 'forbidden'
  if (named(['[data-alongside-block]'])) return 'blocked'
  const masking = ['[data-alongside-mask]', ...rules.maskSelectors]
  const unmasking = ['[data-alongside-unmask]', ...rules.unmaskSelectors]
  for (const each of around) {
    if (masking.some((selector) => each.matches(selector))) return 'masked'
    if (unmasking.some((selector) => each.matches(selector))) return floorOf(element, isValue)
  }
  return rules.mode === 'strict' ? 'masked' : floorOf(element, isValue)
}

function floorOf(element: Element, isValue: boolean): Reason | null {
  if (!isValue) return null
  const type = element.getAttribute('type')?.toLowerCase()
  if (element.localName === 'input' && (type === 'password' || type === 'hidden')) return type
  return FLOOR.test(element.getAttribute('autocomplete') ?? '') ? 'floor' : null
}

/** Itself first, through shadow roots and frames. */
function* ancestors(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = above(at)) yield at
}

function above(element: Element): Element | null {
  const root = element.getRootNode() as Document | ShadowRoot
  const host = 'host' in root ? root.host : element.ownerDocument.defaultView?.frameElement
  return element.parentElement ?? host ?? null
}
