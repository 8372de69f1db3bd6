import { ROOT } from '@alongside/protocol'
import * as FLAG from './flag.ts'
import {
  aboveOf,
  attributeOf,
  dataOf,
  firstChildOf,
  isElement,
  matchesOf,
  nextSiblingOf,
  typeOf,
} from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Host } from './part.ts'
import type { PrivacyRules, Recogniser } from './privacy.ts'

/** What of an element leaves the page, and what decides that; `at` is the element that the rule names. */
export type Explanation = {
  /** `parts`: text that is shown, but for numbers in it. */
  readonly leaves: 'all' | 'parts' | 'shape' | 'box' | 'nothing'
  readonly why: Why
}

export type Why =
  | { readonly by: 'none' | 'floor' | 'hidden' | 'personal' | 'mode' | 'numbers' | 'unknown' }
  | {
      readonly by: 'mask' | 'unmask' | 'markedMask' | 'markedUnmask' | 'markedBlock'
      /** As the rules have it; of a mark in the page its attribute. */
      readonly selector: string
      readonly at: Element
    }

const MASK = 'data-alongside-mask'
const UNMASK = 'data-alongside-unmask'
const BLOCK = 'data-alongside-block'

/** Says of one element what the capture has decided: that is read from its model, and never decided again. */
export function explain(
  element: Element,
  { rules, recogniser }: { readonly rules: PrivacyRules; readonly recogniser: Recogniser },
  { page }: Host,
): Explanation {
  const { model, classifier } = page
  const around = [...upFrom(element)]
  const block = around.find((it) => attributeOf(it, BLOCK) !== null)
  if (block) return { leaves: 'box', why: { by: 'markedBlock', selector: BLOCK, at: block } }
  const id = model.idOf(element)
  if (!id) return { leaves: 'nothing', why: { by: 'unknown' } }
  const flags = model.flagsOf(id)
  if (flags & FLAG.sensitive) return { leaves: 'shape', why: { by: kindOf(element, recogniser) } }
  const scope = scopeOf(around, rules)
  if (flags & FLAG.masked)
    return { leaves: 'shape', why: scope?.masks ? scope.why : { by: 'mode' } }
  const isPart = textsOf(element).some((it) => classifier.text(it, dataOf(it)) !== dataOf(it))
  if (isPart) return { leaves: 'parts', why: { by: 'numbers' } }
  return { leaves: 'all', why: scope?.why ?? { by: 'none' } }
}

/** The nearest of the page's elements, this one included, of which the capture knows. */
export function knownAt(node: Node | null, { page }: Host): Element | null {
  for (let at = node; at; at = aboveOf(at)) {
    const id = isElement(at) && page.model.idOf(at)
    if (id && id !== ROOT) return at as Element
  }
  return null
}

function* upFrom(element: Element): Generator<Element> {
  for (let at: Node | null = element; at; at = aboveOf(at)) if (isElement(at)) yield at
}

/** The nearest rule that says something; where two name the same element, a mask counts. */
function scopeOf(
  around: readonly Element[],
  rules: PrivacyRules,
): { readonly why: Why; readonly masks: boolean } | null {
  for (const at of around)
    for (const masks of [true, false]) {
      const selectors = masks ? rules.maskSelectors : rules.unmaskSelectors
      const selector = selectors.find((it) => matchesOf(at, it))
      if (selector) return { why: { by: masks ? 'mask' : 'unmask', selector, at }, masks }
      const mark = masks ? MASK : UNMASK
      if (attributeOf(at, mark) === null) continue
      return { why: { by: masks ? 'markedMask' : 'markedUnmask', selector: mark, at }, masks }
    }
  return null
}

/** What was once recognised stays hidden: a password field that shows its text is still one. */
function kindOf(field: Element, recogniser: Recogniser): 'hidden' | 'floor' | 'personal' {
  const type = attributeOf(field, 'type') ?? ''
  if (/^hidden$/i.test(type)) return 'hidden'
  return /^password$/i.test(type) ? 'floor' : (recogniser.field(field) ?? 'floor')
}

function textsOf(element: Element): Text[] {
  const texts: Text[] = []
  for (let child = firstChildOf(element); child; child = nextSiblingOf(child))
    if (typeOf(child) === TYPE.text) texts.push(child as Text)
  return texts
}
