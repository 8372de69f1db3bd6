import type { Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Tree } from './tree.ts'

/** Live state of form controls: properties, whatever the attributes say. */

export function applyValue(tree: Tree, op: Extract<Op, { op: 'value' }>): void {
  const element = tree.element(op.id)
  const mask = 'data-alongside-masked'
  if (op.masked) dom.setAttribute(element, mask, '')
  else if (dom.hasAttribute(element, mask)) dom.removeAttribute(element, mask)
  if (dom.isHtml(element, 'textarea')) {
    Reflect.set(HTMLTextAreaElement.prototype, 'value', op.value, element)
  } else if (dom.isHtml(element, 'select')) {
    Reflect.set(HTMLSelectElement.prototype, 'value', op.value, element)
  } else if (dom.isHtml(element, 'input')) {
    // A file input takes no value but the empty one, from anybody.
    if (Reflect.get(HTMLInputElement.prototype, 'type', element) === 'file') return
    Reflect.set(HTMLInputElement.prototype, 'value', op.value, element)
  }
}

export function applyChecked(tree: Tree, op: Extract<Op, { op: 'checked' }>): void {
  const element = tree.element(op.id)
  if (!dom.isHtml(element, 'input')) return
  Reflect.set(HTMLInputElement.prototype, 'checked', op.checked, element)
  Reflect.set(HTMLInputElement.prototype, 'indeterminate', op.indeterminate, element)
}

export function applySelected(tree: Tree, op: Extract<Op, { op: 'selected' }>): void {
  const element = tree.element(op.id)
  if (!dom.isHtml(element, 'select')) return
  const options: HTMLOptionsCollection = Reflect.get(
    HTMLSelectElement.prototype,
    'options',
    element,
  )
  const wanted = new Set(op.indices)
  if (!Reflect.get(HTMLSelectElement.prototype, 'multiple', element)) {
    Reflect.set(HTMLSelectElement.prototype, 'selectedIndex', op.indices[0] ?? -1, element)
    return
  }
  for (let i = 0; i < options.length; i++) {
    const option = options.item(i)
    if (option) Reflect.set(HTMLOptionElement.prototype, 'selected', wanted.has(i), option)
  }
}
