import {
  allMatching,
  attributeOf,
  dataOf,
  firstChildOf,
  isElement,
  nameOf,
  nextSiblingOf,
  parentOf,
  previousSiblingOf,
  rootOf,
  typeOf,
} from '../natives.ts'
import * as TYPE from '../node-type.ts'
import type { Root } from '../part.ts'

/** What a label is read of, in UTF-16 units and in nodes: a label is short, a page is not. */
const MOST_TEXT = 160
const LONGEST = 100
const MOST_NODES = 60
/** So far around a field its label may stand, in elements; and so many neighbours at each of them. */
const MOST_LEVELS = 6
const MOST_BESIDE = 12
/** A label belongs to what is around the field, never to what is around these. */
const BOUNDS = /^(form|fieldset|table|body|dialog)$/
const CONTROLS = /^(input|select|textarea|button|option)$/
const UNREAD = /^(input|select|textarea|button|script|style|svg|template)$/

const NAMES =
  'name id formcontrolname data-testid data-test data-field data-name data-qa ng-model v-model class'.split(
    ' ',
  )

/** What its author calls a field. */
export function namesOf(field: Element): string {
  return attributes(field, NAMES)
}

/** What people read in it, or hear. */
export function ownTextsOf(field: Element): string {
  return attributes(field, ['aria-label', 'placeholder', 'title', 'label'])
}

const attributes = (of: Element, names: readonly string[]): string =>
  names.map((name) => attributeOf(of, name) ?? '').join(' | ')

/** By `for`, of each root: one look through it is for all its fields. */
export type Labels = WeakMap<Root, ReadonlyMap<string, Element>>

function labelFor(field: Element, labels: Labels): Element | undefined {
  const id = attributeOf(field, 'id')
  if (!id) return undefined
  const root = rootOf(field) as Root
  // A tree that stands nowhere has an element as its root.
  if (isElement(root)) return undefined
  let known = labels.get(root)
  if (!known) {
    const all = [...allMatching(root, 'label[for]')]
    known = new Map(all.map((label) => [attributeOf(label, 'for') ?? '', label]))
    labels.set(root, known)
  }
  return known.get(id)
}

/** What the page says of a field by its labels; where it says nothing, what stands before or right after it. */
export function labelOf(field: Element, labels: Labels): string {
  const found = [labelFor(field, labels), ...labelledBy(field), wrapping(field)]
  const said = found.map((label) => (label ? textOf(label) : '')).join(' ')
  return hasLetters(said) ? said : (beforeOf(field, isShort) ?? afterOf(field))
}

/** What a field is a part of: a legend, a heading, the label of the first of several. `own`: what is not that. */
export function groupOf(field: Element, isOwn: (text: string) => boolean): string {
  return beforeOf(field, (text) => isShort(text) && !isOwn(text), true) ?? ''
}

const hasLetters = (text: string): boolean => /\p{L}/u.test(text)
/** What is no label is longer. */
const isShort = (text: string): boolean => text.length < LONGEST && hasLetters(text)

function labelledBy(field: Element): Element[] {
  const root = rootOf(field) as Root
  const ids = attributeOf(field, 'aria-labelledby')?.trim().split(/\s+/) ?? []
  return ids.flatMap((id) => [...allMatching(root, `[id="${CSS.escape(id)}"]`)].slice(0, 1))
}

function wrapping(field: Element): Element | undefined {
  let at = parentOf(field)
  for (let level = 0; at && isElement(at) && level < MOST_LEVELS; level++, at = parentOf(at))
    if (nameOf(at) === 'label') return at
  return undefined
}

/** The nearest text before a field that is what is looked for. `past`: of other fields too. */
function beforeOf(field: Node, isIt: (text: string) => boolean, past = false): string | null {
  let at: Node | null = field
  for (let level = 0; at && level < MOST_LEVELS; level++, at = parentOf(at)) {
    let beside = previousSiblingOf(at)
    for (let left = MOST_BESIDE; beside && left > 0; left--, beside = previousSiblingOf(beside)) {
      if (!past && isElement(beside) && holdsField(beside)) return null
      const text = textOf(beside)
      if (isIt(text)) return text
    }
    const around = parentOf(at)
    if (!around || !isElement(around) || BOUNDS.test(nameOf(around))) return null
  }
  return null
}

function afterOf(field: Element): string {
  const next = nextSiblingOf(field)
  const label = next && !isElement(next) ? nextSiblingOf(next) : next
  return [next, label]
    .map((at) => (at && !(isElement(at) && holdsField(at)) ? textOf(at) : ''))
    .join(' ')
}

function holdsField(element: Element): boolean {
  for (const node of nodesIn(element))
    if (isElement(node) && CONTROLS.test(nameOf(node))) return true
  return false
}

/** The text in a node, but for what fields hold. */
function textOf(within: Node): string {
  let text = ''
  for (const node of nodesIn(within, UNREAD)) {
    if (typeOf(node) === TYPE.text) text += dataOf(node as Text)
    else text += ' '
    if (text.length > MOST_TEXT) break
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, MOST_TEXT)
}

/** In document order, the node itself first, and not very many. */
export function* nodesIn(within: Node, except?: RegExp): Generator<Node> {
  let at: Node | null = within
  for (let left = MOST_NODES; at && left > 0; left--) {
    yield at
    const isSkipped: boolean = isElement(at) && !!except?.test(nameOf(at))
    let next: Node | null = isSkipped ? null : firstChildOf(at)
    while (!next && at !== within) {
      next = nextSiblingOf(at as Node)
      if (!next) at = parentOf(at as Node)
      if (!at) return
    }
    at = next
  }
}
