import { mustHide } from './must-hide.ts'
import { pathOf, rootsIn } from './paths.ts'
import type { Rules, Slot } from './slot.ts'

/** Slots of one page at the most; the rest of a longer page is not looked at, and the report says so. */
export const MOST_SLOTS = 5000

const TEXT_ATTRIBUTES = ['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'label']
/** Types whose values are chosen, not written. */
const CHOSEN = /^(checkbox|radio|range|image|submit|reset|button|time)$/

/** Writes a canary into each slot of the page. `turn`: other canaries each time. */
export function plant(
  page: Document,
  rules: Rules,
  turn: number,
): { slots: Slot[]; more: boolean } {
  const slots: Slot[] = []
  const add = (element: Element, kind: string, write: (index: number) => string | null): void => {
    if (slots.length >= MOST_SLOTS) return
    const canary = write(turn * MOST_SLOTS + slots.length)
    if (canary === null) return
    const isValue = kind === 'value' || kind === 'file name' || kind === 'option'
    const must = mustHide(element, isValue, rules)
    slots.push({ kind, path: pathOf(element), label: labelOf(element), must, canary })
  }
  for (const root of rootsIn(page))
    for (const element of root.querySelectorAll('*')) {
      if (/^(script|style|noscript|template)$/.test(element.localName)) continue
      for (const [kind, write] of writersOf(element)) add(element, kind, write)
    }
  return { slots, more: slots.length >= MOST_SLOTS }
}

type Writer = readonly [kind: string, write: (index: number) => string | null]

function* writersOf(element: Element): Generator<Writer> {
  const view = element.ownerDocument.defaultView as Window & typeof globalThis
  if (element instanceof view.HTMLInputElement) yield inputWriter(element, view)
  else if (element instanceof view.HTMLTextAreaElement)
    yield ['value', (index) => setValue(element, word(index))]
  else
    yield [
      element.localName === 'option' ? 'option' : 'text',
      (index) => addText(element, word(index)),
    ]
  for (const name of [...TEXT_ATTRIBUTES, ...dataNames(element)])
    if (element.getAttribute(name))
      yield [
        name,
        (index) => {
          element.setAttribute(name, `${element.getAttribute(name)} ${word(index)}`)
          return word(index)
        },
      ]
}

function inputWriter(input: HTMLInputElement, view: Window & typeof globalThis): Writer {
  if (input.type === 'file')
    return [
      'file name',
      (index) => {
        const files = new view.DataTransfer()
        files.items.add(new view.File(['x'], `${word(index)}.txt`))
        input.files = files.files
        input.dispatchEvent(new view.Event('change', { bubbles: true }))
        return word(index)
      },
    ]
  return [
    'value',
    (index) => (CHOSEN.test(input.type) ? null : setValue(input, valueFor(input, index))),
  ]
}

/** As a person types: through the setter of the prototype, so that frameworks hear of it. */
function setValue(field: HTMLInputElement | HTMLTextAreaElement, value: string): string | null {
  Reflect.set(Object.getPrototypeOf(field), 'value', value, field)
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
  return field.value === value ? value : null
}

/**
 * What this type of field takes and no page has by itself. Of a change only what differs travels: nothing of the second
 * turn begins or ends as the first did.
 */
function valueFor(input: HTMLInputElement, index: number): string {
  const again = index >= MOST_SLOTS
  const number = again ? `91${index}52` : `83${index}17`
  const year = `${(again ? 2100 : 1000) + (index % 800)}`
  const kinds: Readonly<Record<string, string>> = {
    number,
    date: `${year}-${again ? '06-28' : '05-17'}`,
    month: `${year}-${again ? '06' : '05'}`,
    week: `${year}-W${again ? '22' : '21'}`,
    'datetime-local': `${year}-${again ? '06-28T04:18' : '05-17T03:07'}`,
    color: `#${((again ? 0xa1b2c3 : 0x1a2b3c) + (index % 900) * 257).toString(16)}`,
    email: `${word(index)}@${again ? 'b' : 'a'}.test`,
    url: `https://${word(index)}.test/`,
  }
  return (kinds[input.type] ?? word(index)).slice(0, input.maxLength > 0 ? input.maxLength : 99)
}

/** The first text that the element itself has. */
function addText(element: Element, canary: string): string | null {
  for (const node of element.childNodes)
    if (node.nodeType === 3 && node.nodeValue?.trim()) {
      node.nodeValue = `${node.nodeValue} ${canary}`
      return canary
    }
  return null
}

function dataNames(element: Element): string[] {
  return element
    .getAttributeNames()
    .filter((name) => name.startsWith('data-') && !name.startsWith('data-alongside'))
}

/** What labels have by now. */
const WORDS = /\s*\b(qx[a-z]{4}jq|wj[a-z]{4}vw)/g

/** A word of letters that no language has, so that nothing takes it for a number, a name or a key. */
function word(index: number): string {
  let rest = index
  let letters = ''
  for (let i = 0; i < 4; i++) {
    letters += 'bcdfghklmnprstvz'[rest % 16]
    rest = Math.floor(rest / 16)
  }
  return index < MOST_SLOTS ? `qx${letters}jq` : `wj${letters}vw`
}

function labelOf(element: Element): string {
  const { labels } = element as HTMLInputElement
  const text =
    labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.getAttribute('name')
  return (text ?? '').replace(WORDS, ' ').replace(/\s+/g, ' ').trim().slice(0, 40)
}
