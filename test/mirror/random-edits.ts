import { shadowRootOf } from '../support/canonical.ts'

/** Numbers from a seed: the same seed gives the same run (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const TAGS = ['div', 'p', 'span', 'ul', 'li', 'section', 'b', 'a', 'table', 'x-tile', 'pre', 'h2']
const ATTRIBUTES = ['class', 'id', 'title', 'lang', 'data-state', 'style', 'hidden', 'aria-label']
/** Those of another privacy scope make a text as wide as its mask: such pages differ in their looks. */
const MARKS = ['data-alongside-mask', 'data-alongside-unmask', 'data-alongside-block']
const VALUES = ['a', 'b c', 'top', 'open', 'one two three', '', 'color: red', 'width: 10px']
const SVG = 'http://www.w3.org/2000/svg'

/** Nodes in play beyond this number make removing likelier than inserting. */
const CROWD = 160

/**
 * Random edits of a page's body: inserting, removing, moving (also into new and out of removed subtrees), texts,
 * attributes, shadow roots, frames. Each call of `step` is one operation.
 */
export class RandomEdits {
  readonly #page: Document
  readonly #random: (below: number) => number
  readonly #attributes: readonly string[]
  readonly #frames: boolean
  /** Parents and leaves in play, on the page or off it. */
  #nodes: Node[]
  counts: Record<string, number> = {}

  constructor(page: Document, seed: number, { marks = false, frames = true } = {}) {
    this.#page = page
    this.#frames = frames
    this.#random = randomFrom(seed)
    this.#attributes = marks ? [...ATTRIBUTES, ...MARKS] : ATTRIBUTES
    this.#nodes = [page.body]
  }

  step(): void {
    const crowded = this.#nodes.length > CROWD
    const roll = this.#random(100)
    if (crowded && roll < 30) this.#count('prune', () => this.#prune())
    else if (roll < 26) this.#count('insert', () => this.#insert())
    else if (roll < 46) this.#count('move', () => this.#move())
    else if (roll < 58) this.#count('remove', () => this.#remove())
    else if (roll < 74) this.#count('text', () => this.#text())
    else if (roll < 90) this.#count('attribute', () => this.#attribute())
    else if (roll < 93) this.#count('shadow', () => this.#shadow())
    else if (roll < 95 && this.#frames) this.#count('frame', () => this.#frame())
    else this.#count('markup', () => this.#markup())
  }

  #insert(): void {
    const parent = this.#parent()
    const before = this.#childOf(parent)
    const fresh = this.#fresh()
    this.#place(parent, fresh, before)
  }

  /** A new node, sometimes a new subtree that takes known nodes along. */
  #fresh(): Node {
    const page = this.#page
    const roll = this.#random(12)
    let node: Node
    if (roll < 4) node = page.createTextNode(this.#word())
    else if (roll === 4) node = page.createComment(this.#word())
    else if (roll === 5)
      node = page.createElementNS(SVG, this.#pick(['svg', 'g', 'linearGradient']))
    else node = page.createElement(this.#pick(TAGS))
    this.#nodes.push(node)
    if (isElement(node) && this.#random(3) === 0) {
      node.append(this.#word(), page.createElement(this.#pick(TAGS)))
      for (const child of node.childNodes) this.#nodes.push(child)
      const known = this.#node()
      if (known !== page.body && !known.contains(node)) this.#place(node, known, null)
    }
    return node
  }

  #move(): void {
    const node = this.#node()
    const parent = this.#parent()
    if (node === this.#page.body || node.contains(parent)) return
    this.#place(parent, node, this.#childOf(parent))
  }

  #place(parent: Node, node: Node, before: Node | null): void {
    if (isRoot(node)) return
    try {
      parent.insertBefore(node, before === node ? null : before)
    } catch {
      // A cycle through a shadow root's host: the page, too, is refused.
    }
  }

  #remove(): void {
    const node = this.#node()
    if (node !== this.#page.body && !isRoot(node)) (node as ChildNode).remove()
  }

  /** Lets go of what is off the page, and of a good part of what is on it. */
  #prune(): void {
    this.#nodes = this.#nodes.filter(isShown)
    for (let i = 0; i < 20; i++) this.#remove()
    this.#nodes = this.#nodes.filter(isShown)
  }

  #text(): void {
    const node = this.#node()
    const roll = this.#random(4)
    if (node.nodeType === 3) {
      const text = node as Text
      if (roll === 0 && text.length > 2) this.#nodes.push(text.splitText(1))
      else if (roll === 1) text.appendData(this.#word())
      else text.data = this.#word()
    } else if (node.nodeType === 1 && roll === 0 && node !== this.#page.body) {
      node.textContent = this.#word()
    } else if (roll === 1) node.normalize()
  }

  #attribute(): void {
    const node = this.#node()
    if (node.nodeType !== 1) return
    const element = node as Element
    const name = this.#pick(this.#attributes)
    if (this.#random(4) === 0) element.removeAttribute(name)
    else element.setAttribute(name, this.#pick(VALUES))
  }

  #shadow(): void {
    const host = this.#node() as Element
    if (host.nodeType !== 1 || !/^(div|p|span|section|h2|x-tile)$/.test(host.localName)) return
    if (shadowRootOf(host) || host.namespaceURI === SVG) return
    const root = host.attachShadow({ mode: 'open' })
    root.append(this.#word(), this.#page.createElement('slot'))
    this.#nodes.push(root, ...root.childNodes)
  }

  #frame(): void {
    const frames = this.#page.querySelectorAll('iframe')
    if (frames.length > 2) {
      frames[0]?.remove()
      return
    }
    const frame = this.#page.createElement('iframe')
    this.#page.body.append(frame)
    const body = frame.contentDocument?.body
    if (!body) return
    body.append(this.#word())
    this.#nodes.push(body)
  }

  #markup(): void {
    const parent = this.#parent()
    if (parent === this.#page.body || parent.nodeType !== 1) return
    ;(parent as Element).innerHTML =
      `<i>${this.#word()}</i><!-- c --><u class="k">${this.#word()}</u>`
    this.#nodes.push(...parent.childNodes)
  }

  #node(): Node {
    return this.#nodes[this.#random(this.#nodes.length)] ?? this.#page.body
  }

  #parent(): Node {
    for (let i = 0; i < 8; i++) {
      const node = this.#node()
      if ((node.nodeType === 1 && (node as Element).localName !== 'iframe') || isRoot(node))
        return node
    }
    return this.#page.body
  }

  #childOf(parent: Node): Node | null {
    const count = parent.childNodes.length
    return count === 0 ? null : (parent.childNodes[this.#random(count + 1)] ?? null)
  }

  #word(): string {
    return (
      this.#pick(['alpha', 'beta', ' ', 'γάμμα', '日本', 'x', 'long words follow here']) +
      this.#random(50)
    )
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)] as T
  }

  #count(name: string, run: () => void): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1
    run()
  }
}

/** In a document that a window shows: that of a removed frame is connected still. */
function isShown(node: Node): boolean {
  return node.isConnected && !!node.ownerDocument?.defaultView
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

function isRoot(node: Node): boolean {
  return node.nodeType === 11
}
