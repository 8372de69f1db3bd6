import type { NodeId } from '@alongside/protocol'
import * as dom from './dom.ts'
import { outermost, rectOf } from './geometry.ts'
import { popupSheet } from './popup-sheet.ts'
import type { Tree } from './tree.ts'
import type { ReplicaWords } from './words.ts'

/** A hostile page may have any number of options. */
const MOST_ROWS = 1000
/** Between the control and its list, and between that and the edge of the viewport. Px of the page. */
const GAP = 2

type Row = {
  readonly label: string
  /** The name of the group it is in. */
  readonly group: string | null
  readonly selected?: boolean
  readonly disabled?: boolean
}
type Content = { readonly title: string; readonly rows: readonly Row[]; readonly value?: string }

/**
 * The native popup that the customer has open, drawn above the frame: a browser shows its own only to who clicks. It is
 * no part of the page's copy, takes no input, and shows masked options as masked as they came.
 */
export class Popup {
  readonly #tree: Tree
  readonly #container: HTMLElement
  readonly #words: ReplicaWords
  readonly #isSeen: () => boolean
  #control: Element | null = null
  #host: HTMLElement | null = null
  #panel: HTMLElement | null = null
  #drawn = ''

  constructor(parts: {
    tree: Tree
    container: HTMLElement
    words: ReplicaWords
    /** false while the picture stands behind another one. */
    isSeen(): boolean
  }) {
    this.#tree = parts.tree
    this.#container = parts.container
    this.#words = parts.words
    this.#isSeen = parts.isSeen
  }

  /** 0: none is open. */
  open(id: NodeId): void {
    this.close()
    const node = id === 0 ? null : this.#tree.find(id)
    if (dom.isHtml(node, 'select', 'input')) this.#control = node
  }

  freed(node: Node): void {
    if (node === this.#control) this.close()
  }

  close(): void {
    this.#host?.remove()
    this.#host = this.#panel = this.#control = null
    this.#drawn = ''
  }

  /** After a batch, and when it was laid out anew: the options and the place may be others. */
  refresh(): void {
    if (!this.#control || !this.#isSeen()) return
    const content = contentOf(this.#control, this.#words)
    const now = JSON.stringify(content)
    if (now !== this.#drawn) this.#draw(content)
    this.#drawn = now
    this.#place(this.#control)
  }

  #draw(content: Content): void {
    const scrolled = this.#panel?.scrollTop
    const panel = this.#panel ?? this.#mount()
    panel.replaceChildren()
    // What a list of suggestions has nothing for, no browser opens.
    panel.hidden = content.value === undefined && content.rows.length === 0
    panel.setAttribute('role', content.value === undefined ? 'listbox' : 'status')
    panel.setAttribute('aria-label', content.title)
    const { ownerDocument } = panel
    if (content.value !== undefined) {
      panel.className = 'panel note'
      const value = box(ownerDocument, 'value', content.value)
      if (isColour(content.value)) value.style.setProperty('--colour', content.value)
      panel.append(box(ownerDocument, 'title', content.title), value)
      return
    }
    panel.className = 'panel'
    let group = { name: null as string | null, into: panel }
    for (const row of content.rows) {
      if (row.group !== group.name) {
        const into = row.group === null ? panel : groupIn(panel, row.group)
        group = { name: row.group, into }
      }
      const element = box(ownerDocument, 'option', row.label)
      element.setAttribute('role', 'option')
      element.setAttribute('aria-selected', String(row.selected ?? false))
      if (row.disabled) element.setAttribute('aria-disabled', 'true')
      group.into.append(element)
    }
    const selected = panel.querySelector<HTMLElement>('[aria-selected=true]')
    if (scrolled !== undefined) panel.scrollTop = scrolled
    else if (selected) panel.scrollTop = selected.offsetTop - panel.clientHeight / 2
  }

  #mount(): HTMLElement {
    const host = this.#container.ownerDocument.createElement('div')
    host.setAttribute('data-alongside-popup', '')
    const { style } = host
    style.all = 'initial'
    style.position = 'absolute'
    style.zIndex = '1'
    style.left = style.top = '0'
    style.pointerEvents = 'none'
    // The app's rules end here.
    const root = host.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [popupSheet(host.ownerDocument)]
    const panel = box(host.ownerDocument, 'panel', '')
    root.append(panel)
    this.#container.append(host)
    this.#host = host
    this.#panel = panel
    return panel
  }

  /** Below the control, above it where there is more room. */
  #place(control: Element): void {
    const id = this.#tree.idOf(control)
    const rect = id === undefined ? null : rectOf(this.#tree, id)
    const panel = this.#panel
    const { root } = outermost(this.#tree)
    const view = root?.document && dom.viewOf(root.document)
    if (!rect || !panel || !view) return
    const { innerWidth, innerHeight } = view
    const below = innerHeight - rect.bottom - 2 * GAP
    const above = rect.top - 2 * GAP
    panel.style.minWidth = `${rect.width}px`
    panel.style.maxHeight = `${Math.max(96, Math.min(360, Math.max(above, below)))}px`
    const { offsetWidth: width, offsetHeight: height } = panel
    const isAbove = height > below && above > below
    const top = isAbove ? rect.top - GAP - height : rect.bottom + GAP
    const left = Math.max(0, Math.min(rect.left, innerWidth - width))
    panel.style.transform = `translate(${left}px, ${top}px)`
  }
}

function isColour(value: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(value)
}

function box(owner: Document, name: string, text: string): HTMLElement {
  const element = owner.createElement('div')
  element.className = name
  element.textContent = text
  return element
}

function groupIn(panel: HTMLElement, name: string): HTMLElement {
  const group = box(panel.ownerDocument, 'group', '')
  group.setAttribute('role', 'group')
  group.setAttribute('aria-label', name)
  const label = box(panel.ownerDocument, 'title', name)
  label.setAttribute('aria-hidden', 'true')
  group.append(label)
  panel.append(group)
  return group
}

function contentOf(control: Element, words: ReplicaWords): Content {
  const masked = dom.hasAttribute(control, 'data-alongside-masked')
  if (dom.isHtml(control, 'select')) {
    const options: Iterable<HTMLOptionElement> = Reflect.get(
      HTMLSelectElement.prototype,
      'options',
      control,
    )
    return { title: words.list, rows: rowsOf(options, masked) }
  }
  const get = (name: string) => Reflect.get(HTMLInputElement.prototype, name, control)
  const list: Element | null = get('list')
  const [type, value] = [String(get('type')), String(get('value'))]
  if (list && !/^(date|month|week|time|datetime-local|color)$/.test(type)) {
    const options: Iterable<HTMLOptionElement> = Reflect.get(
      HTMLDataListElement.prototype,
      'options',
      list,
    )
    return { title: words.list, rows: suggestions(options, masked ? '' : value) }
  }
  const title = type === 'color' ? words.colour : words.date
  return { title, rows: [], value: masked ? words.hidden : value || words.empty }
}

function rowsOf(options: Iterable<HTMLOptionElement>, masked: boolean): Row[] {
  const rows: Row[] = []
  for (const option of options) {
    if (rows.length >= MOST_ROWS) break
    if (getComputedStyle(option).display === 'none') continue
    const parent = dom.parentOf(option)
    rows.push({
      label: dom.getAttribute(option, 'label') || option.text,
      group: dom.isHtml(parent, 'optgroup') ? (dom.getAttribute(parent, 'label') ?? '') : null,
      // Of a masked list only the look of the selected option is known.
      selected: option.selected && !masked,
      disabled: Element.prototype.matches.call(option, ':disabled'),
    })
  }
  return rows
}

/** Those that go on with what is typed. */
function suggestions(options: Iterable<HTMLOptionElement>, typed: string): Row[] {
  const rows: Row[] = []
  const start = typed.toLowerCase()
  for (const option of options) {
    if (rows.length >= MOST_ROWS) break
    const label = dom.getAttribute(option, 'label') ?? ''
    const text = [option.value, label].filter(Boolean)
    if (text.some((part) => part.toLowerCase().includes(start)))
      rows.push({ group: null, label: [...new Set(text)].join(' · ') })
  }
  return rows
}
