import type { Dirty } from './dirty.ts'
import type { Model } from './model.ts'
import {
  allMatching,
  attributeOf,
  firstChildOf,
  nameOf,
  nextSiblingOf,
  rootOf,
  sheetsOf,
  typeOf,
} from './natives.ts'
import * as TYPE from './node-type.ts'

/** Whether an element with this attribute change should have its sheet looked at again. */
export function isSheetAttribute(element: Element, name: string): boolean {
  const of = nameOf(element)
  if (of === 'style') return name === 'media' || name === 'type'
  return (
    of === 'link' &&
    /^(href|rel|media|disabled|title|type)$/.test(name) &&
    attributeOf(element, 'rel') !== null
  )
}

/** Whether there was no time yet for some of the texts in an element: its sheet would be another one. */
export function isUnwritten(owner: Element, model: Model, { texts }: Dirty): boolean {
  for (let child = firstChildOf(owner); child; child = nextSiblingOf(child)) {
    if (typeOf(child) !== TYPE.text) continue
    const id = model.idOf(child)
    if (id === undefined || texts.has(id)) return true
  }
  return false
}

/**
 * Whether the browser applies a sheet, as far as its title goes; `byScript`: owners that a script has switched. Sheets with a title are a choice: Chromium
 * says of none that it is disabled, and applies those of the first title that is no alternate (HTML standard, 4.6.7.8), and
 * links that a script has enabled; others are disabled then.
 */
export function isChosen(
  { title }: CSSStyleSheet,
  owner: Element | undefined,
  byScript: WeakSet<Element>,
): boolean {
  if (!owner || byScript.has(owner)) return true
  if (!title) return !isAlternate(owner)
  const root = rootOf(owner)
  if (typeOf(root) !== TYPE.document) return true
  const first = [...sheetsOf(root as Document)].find(
    (sheet) => sheet.title && !isAlternate(sheet.ownerNode as Element),
  )
  const isOff = '[title][rel~=stylesheet i][disabled]'
  return (
    first?.title === title ||
    (isAlternate(owner) && allMatching(root as Document, isOff).length > 0)
  )
}

function isAlternate(owner: Element): boolean {
  return /\balternate\b/i.test(attributeOf(owner, 'rel') ?? '')
}
