import { closedRoots, shadowRootOf } from '../support/canonical.ts'
import { elementsIn, type Root, rootsOf } from '../support/roots.ts'
import { randomFrom } from './random-edits.ts'
import { runStep } from './random-step.ts'

/** Whose children are its value, its code or nobody's. */
const NO_PARENTS =
  'style,script,noscript,noscript *,iframe,textarea,select,option,optgroup,datalist,input,template,svg *,html,head,title,link,meta,br'
const NAMES = ['x-tile', 'x-0', 'x-1', 'x-2', 'x-3']
const MARKUP = [
  '<p>a<b>b</b></p>tail',
  '<ul><li>1<li>2</ul>',
  '<x-1 class=a>in x</x-1><x-2><i slot=one>in slot</i></x-2>',
  '<details open name=d><summary>s</summary>body</details>',
  '<template><p>inert</p></template><noscript>no</noscript>',
  '<svg width=10 height=10><g><rect width=5 height=5 /></g></svg><math><mi>x</mi></math>',
  '<section><template shadowrootmode=open><i>shade</i><slot></slot></template>light</section>',
]
/** What is in a list of options stays as it is: Chromium does not measure a select again for what is deep in an option. */
const ELEMENTS =
  ':not(html, head, head *, body, form, select *, datalist, datalist *, textarea, option, optgroup, noscript *)'
/** More elements than this are too many to compare after every flush. */
const MOST = 300

/**
 * The less common ways in which a tree changes: ranges, fragments, clones, templates, markup of every kind, moves that keep
 * state, shadow roots of every kind, frames that move, custom elements that are defined late.
 */
export class RandomStructure {
  readonly #page: Document
  readonly #view: Window & typeof globalThis
  readonly #random: (below: number) => number
  readonly #defines: boolean
  readonly #internals = new WeakMap<Element, ElementInternals>()
  counts: Record<string, number> = {}

  /** `defines`: custom elements are defined at some time. */
  constructor(page: Document, seed: number, defines: boolean) {
    this.#page = page
    this.#defines = defines
    this.#view = page.defaultView as Window & typeof globalThis
    this.#random = randomFrom(seed ^ 0x7ee5)
  }

  step(): void {
    const kinds = [
      ['move before', this.#moveBefore],
      ['range', this.#range],
      ['range', this.#range],
      ['fragment', this.#fragment],
      ['replace', this.#replace],
      ['html', this.#html],
      ['html', this.#html],
      ['template', this.#template],
      ['shadow mode', this.#shadow],
      ['slot', this.#slot],
      ['frame moved', this.#frame],
      ['custom element', this.#custom],
      ['details', this.#details],
    ] as const
    runStep(this, kinds, this.#random)
    this.#thin()
  }

  /** Without leaving the document, with all state: what frames, scrollers and dialogs keep only then. */
  #moveBefore(): void {
    const parent = this.#parent()
    const node = this.#element()
    // Chromium 156 crashes by itself, some time after a move between trees, or of what is or was in a slot.
    const from = node.parentElement
    const slotted = [parent, from].some((it) => it && 'attachShadow' in it && shadowRootOf(it))
    if (mayStandIn(node, parent) && !slotted && node.getRootNode() === parent.getRootNode())
      Reflect.apply(Reflect.get(parent, 'moveBefore'), parent, [node, this.#childOf(parent)])
  }

  #range(): void {
    const parent = this.#parent()
    const range = this.#page.createRange()
    const [from, to] = [this.#deepIn(parent), this.#deepIn(parent)]
    range.setStart(from, this.#random(lengthOf(from) + 1))
    range.setEnd(to, this.#random(lengthOf(to) + 1))
    if (range.cloneContents().querySelector('form')) return
    const roll = this.#random(5)
    if (roll === 0) range.deleteContents()
    else if (roll === 1) range.surroundContents(this.#page.createElement('em'))
    else if (roll === 2) range.insertNode(this.#page.createTextNode('ranged'))
    else if (roll === 3) this.#parent().append(range.extractContents())
    else range.insertNode(range.cloneContents())
  }

  #fragment(): void {
    const fragment = this.#page.createDocumentFragment()
    for (let i = this.#random(4); i >= 0; i--) {
      const element = this.#element()
      if (element.querySelector('form')) continue
      fragment.append(this.#random(2) === 0 ? element.cloneNode(true) : element)
    }
    const parent = this.#parent()
    parent.insertBefore(fragment, this.#childOf(parent))
  }

  #replace(): void {
    const element = this.#element()
    const roll = this.#random(3)
    if (roll === 0) element.replaceWith('replaced', this.#page.createElement('em'))
    else if (roll === 1) element.replaceWith(...element.childNodes)
    else {
      const parent = this.#parent()
      if (parent.nodeType === 1 && parent !== this.#page.body)
        parent.replaceChildren(...[...parent.childNodes].reverse().slice(0, 3), 'last')
    }
  }

  #html(): void {
    const element = this.#element()
    const html = this.#pick(MARKUP)
    const roll = this.#random(5)
    if (roll === 0) element.outerHTML = html
    else if (roll === 1) this.#into(element).innerHTML = html
    else if (roll === 2) this.#into(element).setHTMLUnsafe(html)
    else if (roll === 3 || element.matches(NO_PARENTS)) element.insertAdjacentHTML('afterend', html)
    else element.insertAdjacentHTML(this.#pick(['beforebegin', 'afterbegin', 'beforeend']), html)
  }

  /** What has much in it, and what `html` is not for, gets a new child instead. */
  #into(element: Element): Element {
    if (element.querySelectorAll('*').length < 12 && !element.matches(NO_PARENTS)) return element
    const fresh = this.#page.createElement('div')
    element.after(fresh)
    return fresh
  }

  #template(): void {
    const templates = this.#page.querySelectorAll('template')
    const template = templates[this.#random(templates.length)]
    if (!template) return
    const roll = this.#random(3)
    if (roll === 0) template.content.append(this.#page.createElement('b'))
    else if (roll === 1) template.append('a child of its own')
    else this.#parent().append(this.#page.importNode(template.content, true))
  }

  #shadow(): void {
    const host = this.#element()
    if (host.shadowRoot || closedRoots.has(host)) {
      const root = host.shadowRoot ?? closedRoots.get(host)
      root?.prepend(this.#pick(['shade', this.#page.createElement('slot')]))
      return
    }
    const root = host.attachShadow({
      // Nobody can know of a closed one that was there before the frame's page was looked at.
      mode: this.#pick(['open', host.ownerDocument === this.#page ? 'closed' : 'open'] as const),
      delegatesFocus: this.#random(4) === 0,
      slotAssignment: this.#pick(['named', 'manual'] as const),
    })
    if (root.mode === 'closed') closedRoots.set(host, root)
    if (this.#random(4) > 0)
      root.innerHTML = `<style>b{color:teal}</style><b>shade</b><slot name=one></slot><slot></slot>`
  }

  #slot(): void {
    const roots = [...rootsOf(this.#page)].filter((root) => 'host' in root)
    const root = this.#random(2) === 0 ? this.#pick(roots) : undefined
    const slots = root ? elementsIn(root, 'slot') : []
    const slot = slots[this.#random(slots.length)] as HTMLSlotElement | undefined
    if (slot && root?.slotAssignment === 'manual') {
      const text = this.#page.createTextNode('assigned')
      root.host.append(text)
      slot.assign(text, ...[...root.host.children].filter(() => this.#random(2) === 0))
    } else if (slot) slot.name = this.#pick(['one', '', 'two'])
    else if (this.#random(3) === 0) this.#element().removeAttribute('slot')
    else this.#element().slot = this.#pick(['one', 'two', ''])
  }

  #frame(): void {
    const frames = this.#page.querySelectorAll('iframe')
    const frame = frames[this.#random(frames.length)]
    const inner = frame?.contentDocument
    if (!frame || !inner) return
    const roll = this.#random(5)
    const parent = this.#parent()
    if (roll === 0 && mayStandIn(frame, parent)) parent.append(frame)
    else if (roll === 1) {
      inner.open()
      inner.write(`${this.#pick(['<!doctype html>', ''])}<body><p class=a>written <b>anew</b>`)
      inner.close()
    } else if (roll === 2) inner.documentElement.replaceWith(inner.createElement('html'))
    else if (roll === 3)
      inner.documentElement.append(this.#page.adoptNode(this.#page.createElement('p')))
    else (inner.body ?? inner.documentElement)?.insertAdjacentHTML('beforeend', this.#pick(MARKUP))
  }

  #custom(): void {
    const name = this.#pick(NAMES)
    const known = this.#page.querySelectorAll(name)
    const element = known[this.#random(known.length)] as HTMLElement | undefined
    if (!element || this.#random(3) === 0) {
      this.#parent().append(this.#page.createElement(name))
    } else if (!this.#view.customElements.get(name)) {
      if (this.#defines && this.#random(4) === 0) this.#define(name)
    } else {
      const internals = this.#internals.get(element) ?? element.attachInternals()
      this.#internals.set(element, internals)
      if (this.#random(3) > 0 && !internals.states.delete('on')) internals.states.add('on')
      else internals.setValidity({ customError: this.#random(2) === 0 }, 'wrong', element)
    }
  }

  #define(name: string): void {
    const shadowed = this.#random(2) === 0
    this.#view.customElements.define(
      name,
      class extends this.#view.HTMLElement {
        static formAssociated = name === 'x-3'
        connectedCallback(): void {
          if (shadowed && !this.shadowRoot && !closedRoots.has(this))
            this.attachShadow({ mode: 'open' }).innerHTML = '<i>by class</i><slot></slot>'
          else this.title = 'connected'
        }
      },
    )
  }

  #details(): void {
    const all = this.#page.querySelectorAll('details')
    const details = all[this.#random(all.length)]
    if (!details) return
    const roll = this.#random(4)
    if (roll === 0) details.name = this.#pick(['d', 'e', ''])
    else if (roll === 1) details.setAttribute('open', this.#pick(['', 'open']))
    else details.open = !details.open
  }

  #thin(): void {
    const all = elementsIn(this.#page, 'body *:not(form, form *)')
    for (let i = all.length; i > MOST; i -= 20) all[this.#random(all.length)]?.remove()
  }

  #root(): Root {
    const roots = [...rootsOf(this.#page)]
    return this.#random(2) === 0 ? this.#page : this.#pick(roots)
  }

  /** Any element below a body or a shadow root. */
  #element(): Element {
    for (let i = 0; i < 20; i++) {
      const all = elementsIn(this.#root(), ELEMENTS)
      const element = all[this.#random(all.length)]
      if (element && !element.querySelector('form')) return element
    }
    return this.#page.body.appendChild(this.#page.createElement('p'))
  }

  #parent(): Element | ShadowRoot {
    const roll = this.#random(8)
    if (roll === 0) return this.#page.body
    const root = this.#root()
    if (roll === 1 && root.nodeType === 11) return root as ShadowRoot
    const element = this.#element()
    return element.matches(NO_PARENTS) ? this.#page.body : element
  }

  #deepIn(parent: Node): Node {
    let node = parent
    while (node.firstChild && (node === parent || this.#random(2) === 0)) {
      const child = node.childNodes[this.#random(node.childNodes.length)]
      if (!child || (child.nodeType === 1 && (child as Element).matches(NO_PARENTS))) break
      node = child
    }
    return node
  }

  #childOf(parent: Node): Node | null {
    return parent.childNodes[this.#random(parent.childNodes.length + 1)] ?? null
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)] as T
  }
}

/** A form in a form is what no parser makes. */
function mayStandIn(node: Element, parent: Node): boolean {
  return !node.querySelector('form') && !node.contains(parent)
}

function lengthOf(node: Node): number {
  return node.nodeType === 1 ? node.childNodes.length : (node.nodeValue?.length ?? 0)
}
