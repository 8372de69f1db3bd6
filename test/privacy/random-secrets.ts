import { randomFrom } from '../mirror/random-edits.ts'
import { closedRoots } from '../support/canonical.ts'
import type { Canaries } from './canaries.ts'

/** What the rules of a run mask, besides marks: by class, by what is around an element, by an attribute. */
export const MASKS = ['.secret', '.zone > *', '[data-private]', '#vault b']

const TAGS = ['p', 'div', 'b', 'input', 'textarea', 'section', 'ul', 'a']
const SHOWS = ['data-alongside-mask', 'data-alongside-unmask', 'data-alongside-block']
const FLOOR = ['type', 'autocomplete', 'name']
const VALUES: Readonly<Record<string, readonly string[]>> = {
  type: ['password', 'text', 'search'],
  autocomplete: ['cc-number', 'off', 'one-time-code'],
  name: ['card-number', 'city', 'pin'],
}

type Parent = Element | ShadowRoot

/**
 * Random edits of a page that put secrets into places and places under masks, in any order, in the ways that pages do. What
 * may be seen is decided when it is: `shown` looks at the page as it stands.
 */
export class RandomSecrets {
  readonly #page: Document
  readonly #random: (below: number) => number
  readonly #canaries: Canaries
  readonly #top: HTMLElement
  /** Always there, and under a mask until somebody takes that away. */
  readonly #dark: HTMLElement
  #nodes: Element[] = []
  readonly #everSensitive: WeakSet<Element>

  constructor(page: Document, seed: number, canaries: Canaries, everSensitive: WeakSet<Element>) {
    this.#page = page
    this.#random = randomFrom(seed)
    this.#canaries = canaries
    this.#everSensitive = everSensitive
    this.#top = page.body.appendChild(page.createElement('main'))
    this.#dark = this.#top.appendChild(page.createElement('section'))
    this.#dark.className = 'secret'
    this.#nodes.push(this.#top, this.#dark)
    for (let i = 0; i < 4; i++) this.#insert()
  }

  step(): void {
    const steps = [
      () => this.#write(),
      () => this.#hide(),
      () => this.#hide(),
      () => this.#mark(),
      () => this.#mark(),
      () => this.#insert(),
      () => this.#move(),
      () => this.#copy(),
      () => this.#markup(),
      () => this.#field(),
      () => this.#shadow(),
      () => this.#template(),
      () => (this.#random(3) === 0 ? this.#frame() : this.#move()),
    ]
    try {
      this.#pick(steps)()
    } catch (error) {
      // A node into what is in it: the page would have got nowhere either.
      if ((error as Error).name !== 'HierarchyRequestError') throw error
    }
  }

  remove(): void {
    this.#top.remove()
  }

  /** A secret, in any place of any node. */
  #write(): Element {
    const node = this.#pick(this.#nodes)
    const secret = this.#canaries.plant('')
    const ways = [
      () => node.setAttribute('title', secret),
      () => node.setAttribute('data-owner', secret),
      () => node.setAttribute('value', secret),
      () => node.append(secret),
      () => node.insertAdjacentText('afterbegin', secret),
      () => {
        if ('value' in node) node.value = secret
        else node.setAttribute('aria-label', secret)
      },
      () => {
        const text = [...node.childNodes].find((child) => child instanceof Text || isText(child))
        if (text) (text as Text).data = secret
        else node.prepend(secret)
      },
    ]
    this.#pick(ways)()
    return node
  }

  /** Writes a secret, and moves what it stands in: where to is not known to be under a mask before the flush. */
  #hide(): void {
    let node = this.#write()
    for (let up = this.#random(3); up > 0 && node.parentElement; up--) node = node.parentElement
    if (this.#nodes.includes(node)) this.#move(node, this.#random(2) === 0 ? this.#dark : undefined)
  }

  /** Puts a node under a rule, or takes it out. */
  #mark(): void {
    const node = this.#pick(this.#nodes)
    const name = this.#pick([...SHOWS, 'data-private', 'class', 'class', 'id'])
    if (node.hasAttribute(name) && this.#random(2) === 0) node.removeAttribute(name)
    else if (name === 'id') node.id = this.#pick(['vault', 'hall'])
    else if (name === 'class') node.classList.toggle(this.#pick(['secret', 'zone', 'calm']))
    else node.setAttribute(name, '')
  }

  #insert(): void {
    const node = this.#page.createElement(this.#pick(TAGS))
    this.#nodes.push(node)
    this.#place(node, this.#parent())
  }

  #move(node: Element = this.#pick(this.#nodes), parent: Parent = this.#parent()): void {
    if (node === this.#top || node.contains(parent)) return
    if (this.#random(4) > 0 || !('moveBefore' in parent)) this.#place(node, parent)
    else if (node.isConnected && parent.isConnected && node.ownerDocument === parent.ownerDocument)
      if (node.getRootNode() === parent.getRootNode()) parent.moveBefore(node, null)
  }

  /** Clones, also in place of the original: a field that is made anew has its value. */
  #copy(): void {
    const node = this.#pick(this.#nodes)
    if (node === this.#top || node.querySelector('iframe')) return
    const copy = this.#random(2) === 0 ? node.cloneNode(true) : this.#page.importNode(node, true)
    this.#take(copy as Element)
    if (this.#random(2) === 0) node.replaceWith(copy)
    else this.#place(copy as Element, this.#parent())
  }

  #markup(): void {
    const parent = this.#pick(this.#nodes)
    if (parent.querySelector('iframe')) return
    const secret = this.#canaries.plant('')
    const markup = `<p class="${this.#pick(['secret', 'calm'])}"><b title="${secret}">${secret}</b></p>`
    if (this.#random(2) === 0 && parent !== this.#top) parent.innerHTML = markup
    else parent.insertAdjacentHTML('beforeend', markup)
    this.#take(parent)
  }

  /** What makes a field sensitive, or no longer: it was. */
  #field(): void {
    const fields = this.#nodes.filter((node) => /^(input|textarea)$/.test(node.localName))
    const field = fields.length > 0 ? this.#pick(fields) : null
    const name = this.#pick(FLOOR)
    field?.setAttribute(name, this.#pick(VALUES[name] ?? []))
  }

  #shadow(): void {
    const hosts = this.#nodes.filter(
      (node) => /^(div|section|p)$/.test(node.localName) && !closedRoots.has(node),
    )
    const host = hosts.length > 0 ? this.#pick(hosts) : null
    if (!host) return
    if (host.shadowRoot) {
      // Another slot shows its children.
      for (const child of host.children) child.slot = this.#pick(['a', 'b'])
      return
    }
    const root = host.attachShadow({ mode: this.#pick(['open', 'closed'] as const) })
    closedRoots.set(host, root)
    root.innerHTML = '<div class=secret><slot name=a></slot></div><p><slot name=b></slot></p>'
    for (const child of root.children) this.#nodes.push(child)
  }

  #template(): void {
    const template = this.#page.createElement('template')
    const secret = this.#canaries.plant('')
    template.innerHTML = `<p data-private>${secret}</p><p>a</p>`
    const content = this.#page.importNode(template.content, true)
    for (const child of content.children) this.#nodes.push(child)
    this.#parent().append(content)
  }

  /** A page in a frame: written, written anew, taken out of, replaced. */
  #frame(): void {
    const frames = this.#nodes.filter((node) => node.localName === 'iframe' && node.isConnected)
    const frame = (frames[0] ?? this.#page.createElement('iframe')) as HTMLIFrameElement
    if (!frames[0]) {
      this.#parent().append(frame)
      this.#nodes.push(frame)
    }
    const page = frame.contentDocument
    if (!page) return
    const secret = this.#canaries.plant('')
    const roll = this.#random(4)
    if (roll === 0) {
      page.open()
      page.write(
        `<p class="${this.#pick(['secret', 'calm'])}">${secret}</p><input value=${secret}>`,
      )
      page.close()
    } else if (roll === 1) {
      const node = this.#pick(this.#nodes)
      if (node !== this.#top && !node.contains(frame)) page.body?.append(node)
    } else if (roll === 2) frame.replaceWith(frame)
    else page.body?.append(secret)
    if (page.body) this.#take(page.body)
  }

  /** Elements of a subtree come into play. */
  #take(root: Element): void {
    for (const each of [root, ...root.querySelectorAll('*')])
      if (!this.#nodes.includes(each) && this.#nodes.length < 40) this.#nodes.push(each)
  }

  #place(node: Node, parent: Parent): void {
    if (node.contains(parent)) return
    parent.insertBefore(node, this.#random(2) === 0 ? parent.firstChild : null)
  }

  #parent(): Parent {
    const parents = this.#nodes.filter((node) => !/^(input|textarea|iframe)$/.test(node.localName))
    const parent = this.#pick(parents)
    return (this.#random(4) === 0 && closedRoots.get(parent)) || parent
  }

  #pick<T>(of: readonly T[]): T {
    return of[this.#random(of.length)] as T
  }

  /** All that the rules let be seen now, as one text. */
  shown(): string {
    const said: string[] = []
    this.#look(this.#page, false, said)
    return said.join('\n')
  }

  #look(node: Node, masked: boolean, said: string[]): void {
    if (isText(node) && !masked) said.push((node as Text).data)
    let inside = masked
    if (isElement(node)) {
      if (node.hasAttribute('data-alongside-block')) return
      const named = node.matches(`${MASKS},[data-alongside-mask]`)
      inside = named || (masked && !node.hasAttribute('data-alongside-unmask'))
      const sensitive = this.#isSensitive(node)
      for (const { name, value } of node.attributes)
        if (!inside && !(sensitive && /^(title|value|data-owner)$/.test(name))) said.push(value)
      if (!inside && !sensitive && 'value' in node) said.push(String(node.value))
      if (sensitive && node.localName === 'textarea') inside = true
      const root = node.shadowRoot ?? closedRoots.get(node)
      if (root) this.#look(root, inside, said)
      if (node.localName === 'iframe') {
        const page = (node as HTMLIFrameElement).contentDocument
        if (page) this.#look(page, inside, said)
        return
      }
    }
    for (const child of node.childNodes) this.#look(child, inside, said)
  }

  #isSensitive(node: Element): boolean {
    if (!/^(input|textarea)$/.test(node.localName)) return false
    const { type, autocomplete, name } = node as HTMLInputElement
    const now =
      type === 'password' ||
      /^(cc-number|one-time-code)$/.test(autocomplete) ||
      /^(card-number|pin)$/.test(name)
    if (now) this.#everSensitive.add(node)
    return this.#everSensitive.has(node)
  }
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE
const isText = (node: Node): boolean => node.nodeType === Node.TEXT_NODE
