import type { Dirty } from './dirty.ts'
import type { Model } from './model.ts'
import { attributeOf, firstChildOf, nameOf, nextSiblingOf, typeOf } from './natives.ts'
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
