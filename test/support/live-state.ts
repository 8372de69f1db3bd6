import { isOwn, maskText } from '../../packages/capture/src/privacy.ts'

/** The page, a part of it under a mask, or the replica. */
export type Seen = 'page' | 'masked' | 'replica'

/** Told by an attribute in the replica, because its browser cannot come to them by itself. */
const TOLD = ['valid', 'invalid', 'user-valid', 'user-invalid', 'autofill']
/** The replica's own browser must come to the same answer. */
const NATIVE =
  'checked default indeterminate disabled required read-only placeholder-shown in-range out-of-range'.split(
    ' ',
  )
const TAKES_PART = ':valid, :invalid, [data-alongside-is-valid], [data-alongside-is-invalid]'
/** Of these types a masked value is told as being there or not: bullets are no value of theirs. */
const TYPED = /^(number|date|month|week|time|datetime-local)$/
const UNTOLD = /^(button|submit|reset|image|hidden)$/

/**
 * What a person sees of an element beyond its attributes, as text: equal for a page and its replica exactly when the
 * replica is right. On the page's side it is what should have left; `seenOf` says that of the controls of a form.
 */
export function liveState(
  element: Element,
  seen: Seen,
  seenOf: (control: Element) => Seen,
): string {
  const isGroup = isHtml(element) && /^(form|fieldset)$/.test(element.localName)
  const state = isGroup ? ` is=${validityOfGroup(element, seenOf)}` : controlState(element, seen)
  return `${layerOf(element)}${state}`
}

function isHtml(element: Element): boolean {
  return element.namespaceURI === 'http://www.w3.org/1999/xhtml'
}

/** How an element is in the top layer; a fullscreen one of a replica only fills its viewport. */
function layerOf(element: Element): string {
  if (element.matches(':fullscreen,[data-alongside-is-fullscreen]')) return ' fullscreen'
  if (element.matches(':modal')) return ' modal'
  return element.matches(':popover-open') ? ' popover' : ''
}

function controlState(element: Element, seen: Seen): string {
  if (!isHtml(element)) return ''
  if (!matches(element, ':defined')) return ' undefined'
  const name = element.localName
  if (name === 'slot')
    return ` shows=${(element as HTMLSlotElement).assignedNodes().filter(isShown).length}`
  if (name.includes('-') && element.matches(TAKES_PART))
    return ` is=${TOLD.filter((state) => isTold(element, seen, state))}`
  if (!/^(input|textarea|select|option|button)$/.test(name)) return ''
  return `${shownOf(element, seen)} is=${statesOf(element, seen)}`
}

/** A form answers `form.matches` with a field of that name. */
function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector)
}

function hasAttribute(element: Element, name: string): boolean {
  return Element.prototype.hasAttribute.call(element, name)
}

function isShown(node: Node): boolean {
  return node.nodeType !== Node.ELEMENT_NODE || !isOwn(node as Element)
}

/** Whether what a control holds is masked, on either side. */
function isHidden(element: Element, seen: Seen): boolean {
  return seen === 'masked' || (seen === 'replica' && element.hasAttribute('data-alongside-masked'))
}

function isCheckable(element: Element): boolean {
  return /^(checkbox|radio)$/.test((element as HTMLInputElement).type)
}

function shownOf(element: Element, seen: Seen): string {
  const hidden = isHidden(element, seen)
  switch (element.localName) {
    case 'select': {
      const select = element as HTMLSelectElement
      const on = Array.from(select.selectedOptions)
      if (!hidden) return ` selected=${on.map(({ index }) => index)} length=${select.length}`
      const closed = !select.multiple && select.size < 2
      return ` shown=${closed ? maskText(on[0]?.text ?? '') : ''}`
    }
    case 'textarea':
      return ` value=${value((element as HTMLTextAreaElement).value, hidden)}`
    case 'input':
      return shownOfInput(element as HTMLInputElement, hidden)
    default:
      return ''
  }
}

function shownOfInput(input: HTMLInputElement, hidden: boolean): string {
  const { type } = input
  // A framework's own property may stand before the native one.
  const own: string = Reflect.get(HTMLInputElement.prototype, 'value', input)
  if (UNTOLD.test(type)) return ''
  if (isCheckable(input)) return hidden ? '' : ` checked=${input.checked}`
  if (type === 'file') {
    const count = input.files?.length ?? 0
    return ` files=${hidden ? Math.min(count, 1) : count}`
  }
  if (hidden && /^(range|color)$/.test(type)) return ''
  if (hidden && TYPED.test(type)) return ` value=${own === '' ? 'none' : 'some'}`
  // Something stands there that no script can read.
  if (input.hasAttribute('data-alongside-is-bad-input')) return ' value='
  return ` value=${value(own, hidden)}`
}

function value(text: string, hidden: boolean): string {
  return hidden ? maskText(text) : text
}

function statesOf(element: Element, seen: Seen): string {
  // A stand-in for what is masked, or for what no script can read, has other bounds than that.
  const hidden =
    isHidden(element, seen) ||
    element.hasAttribute('data-alongside-is-bad-input') ||
    (element as HTMLInputElement).validity?.badInput
  const native = NATIVE.filter((name) => {
    // Chromium asks again which button is a form's default one only now and then.
    if (name === 'default' && /^(submit|image)$/.test((element as HTMLInputElement).type))
      return false
    if (name === 'indeterminate' && (element as HTMLInputElement).type === 'radio')
      return !hidden && isUndecided(element as HTMLInputElement)
    if (hidden && /^(checked|default|indeterminate|in-range|out-of-range)$/.test(name)) return false
    return element.localName !== 'option' || /^(disabled|default)$/.test(name)
      ? element.matches(`:${name}`)
      : false
  })
  return [...native, ...TOLD.filter((name) => isTold(element, seen, name))].join()
}

/** Nobody of its group is checked. Chromium 156 may take one that has left the group for the checked one still. */
function isUndecided(radio: HTMLInputElement): boolean {
  const { name, form } = radio
  const inputs = (radio.getRootNode() as ParentNode).querySelectorAll('input')
  const group = Array.from(inputs).filter(
    (other) => other === radio || (name && other.name === name && other.form === form),
  )
  return !group.some(({ type, checked }) => type === 'radio' && checked)
}

function isTold(element: Element, seen: Seen, name: string): boolean {
  if (element.localName === 'option') return false
  const looksValid = isCheckable(element) && isHidden(element, seen)
  if (seen === 'replica') return hasAttribute(element, `data-alongside-is-${name}`)
  if (looksValid && /^(in)?valid$/.test(name))
    return name === 'valid' && matches(element, ':valid, :invalid')
  return matches(element, `:is(:${name})`)
}

function membersOf(element: Element): HTMLFormControlsCollection {
  const type = element.localName === 'form' ? HTMLFormElement : HTMLFieldSetElement
  return Reflect.get(type.prototype, 'elements', element)
}

/** A form is as valid as its fields look. */
function validityOfGroup(element: Element, seenOf: (control: Element) => Seen): string {
  if (seenOf(element) === 'replica')
    return TOLD.filter((name) => hasAttribute(element, `data-alongside-is-${name}`)).join()
  const members = Array.from(membersOf(element))
  const invalid = members.some(
    (member) => member.localName !== 'fieldset' && isTold(member, seenOf(member), 'invalid'),
  )
  return invalid ? 'invalid' : 'valid'
}
