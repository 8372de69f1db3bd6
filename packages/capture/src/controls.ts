import type { NodeId, OpWriter } from '@alongside/protocol'
import { FLAG, type Model } from './model.ts'
import { attributeOf, nameOf } from './natives.ts'
import { maskText } from './privacy.ts'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What the replica was told of each control; undefined: tell again. */
type Entry = { readonly control: Control; sent: string | undefined }

const STATELESS = new Set(['button', 'submit', 'reset', 'image', 'hidden', 'file'])

/** Reads through the prototypes: frameworks shadow `value` on the element itself. */
const read = (prototype: object, name: string): ((of: Element) => unknown) => {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get
  return (of) => get?.call(of)
}
const inputValue = read(HTMLInputElement.prototype, 'value')
const inputChecked = read(HTMLInputElement.prototype, 'checked')
const inputIndeterminate = read(HTMLInputElement.prototype, 'indeterminate')
const textareaValue = read(HTMLTextAreaElement.prototype, 'value')
const selectOptions = read(HTMLSelectElement.prototype, 'options')
const optionSelected = read(HTMLOptionElement.prototype, 'selected')

/**
 * The live state of form controls. Whatever changed it (a person, a script, autofill, a form reset), the state read at
 * flush is compared with what the replica was told, so no event has to be trusted to tell everything.
 */
export class Controls {
  readonly #model: Model
  readonly #out: OpWriter
  readonly #entries = new Map<NodeId, Entry>()

  constructor(model: Model, out: OpWriter) {
    this.#model = model
    this.#out = out
  }

  found(element: Element, id: NodeId, name: string): void {
    if (name !== 'input' && name !== 'textarea' && name !== 'select') return
    if (name === 'input' && STATELESS.has(typeOf(element))) return
    this.#entries.set(id, { control: element as Control, sent: undefined })
  }

  gone(id: NodeId): void {
    this.#entries.delete(id)
  }

  /** Its attributes, options or text changed: the replica's own control may have followed them. */
  forget(id: NodeId): void {
    const entry = this.#entries.get(id)
    if (entry) entry.sent = undefined
  }

  flush(): void {
    for (const [id, entry] of this.#entries) {
      const state = this.#stateOf(id, entry.control)
      if (state === entry.sent) continue
      entry.sent = state
      this.#write(id, entry.control, state)
    }
  }

  /** The state that may leave, as one comparable string. */
  #stateOf(id: NodeId, control: Control): string {
    const flags = this.#model.flagsOf(id)
    const hidden = (flags & (FLAG.masked | FLAG.sensitive)) !== 0
    switch (nameOf(control)) {
      case 'select': {
        if (hidden) return ''
        const selected: number[] = []
        const options = selectOptions(control) as HTMLOptionsCollection
        for (let i = 0; i < options.length; i++) {
          const option = options[i]
          if (option && optionSelected(option)) selected.push(i)
        }
        return `${options.length}:${selected.join()}`
      }
      case 'textarea':
        return hidden ? maskText(String(textareaValue(control))) : String(textareaValue(control))
      default: {
        const type = typeOf(control)
        if (type === 'checkbox' || type === 'radio') {
          return hidden
            ? ''
            : `${inputChecked(control) ? 1 : 0}${inputIndeterminate(control) ? 1 : 0}`
        }
        const value = String(inputValue(control))
        return hidden ? maskText(value) : value
      }
    }
  }

  #write(id: NodeId, control: Control, state: string): void {
    const masked = (this.#model.flagsOf(id) & (FLAG.masked | FLAG.sensitive)) !== 0
    const name = nameOf(control)
    const type = name === 'input' ? typeOf(control) : ''
    if (name === 'select') {
      const list = state.slice(state.indexOf(':') + 1)
      if (!masked) this.#out.selected(id, list === '' ? [] : list.split(',').map(Number))
    } else if (type === 'checkbox' || type === 'radio') {
      if (!masked) this.#out.checked(id, state[0] === '1', state[1] === '1')
    } else {
      this.#out.value(id, state, masked)
    }
  }
}

/** The type the control behaves as, lower case; `text` when there is none. */
function typeOf(element: Element): string {
  return attributeOf(element, 'type')?.toLowerCase() ?? 'text'
}
