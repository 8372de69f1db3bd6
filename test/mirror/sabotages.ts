import type { NodeId, Op, SheetId } from '@alongside/protocol'
import type { OpenReplica } from '../../packages/replica/src/replica.ts'
import { elementsIn, rootsOf } from '../support/roots.ts'
import type { Joined } from './joined.ts'

type Scene = {
  readonly joined: Joined
  readonly replica: OpenReplica
  readonly random: (below: number) => number
  /** Changes the page, and the browser tells nobody. */
  lose(change: () => void): Promise<void>
}

/** Damage that nobody tells of. `damage` says what it did, or null where there was nothing to do. */
export type Sabotage = {
  readonly name: string
  damage(scene: Scene): string | null | Promise<string | null>
}

/** What has to be the same node afterwards, and what it is in. */
const KEPT = 'html, head, body, #turning, #scroller, #tick, #inner'

/** Done to the replica's own document. */
const LIVE: readonly Sabotage[] = [
  live('a node dropped', (element) => {
    element.remove()
  }),
  live('a node moved', (element, { random }) => {
    const parent = element.parentNode as ParentNode & Node
    parent.insertBefore(element, parent.childNodes[random(parent.childNodes.length)] ?? null)
  }),
  live('a node moved away', (element, scene) => {
    const to = pick(scene)
    if (to && !element.contains(to) && to.localName === element.localName) to.append(element)
  }),
  live('a node added', (element) => {
    element.append(element.ownerDocument.createElement('u'))
  }),
  live('a text changed', (element, { random }) => {
    const text = textIn(element)
    if (text) text.data = `${text.data}${random(100)}`
  }),
  live('a text dropped', (element) => textIn(element)?.remove()),
  live('an attribute changed', (element, { random }) =>
    element.setAttribute(random(2) ? 'class' : 'title', `c${random(9)}`),
  ),
  live('an attribute dropped', (element, { random }) => {
    const own = [...element.attributes].filter(({ name }) => !name.startsWith('data-alongside-'))
    const { name } = own[random(own.length)] ?? {}
    if (name && name !== 'id') element.removeAttribute(name)
  }),
  {
    name: 'a control changed',
    damage({ joined, random }) {
      const copy = joined.replica.document as Document
      const of = (id: string) => copy.getElementById(id)
      const which = random(4)
      if (which === 0) (of('typed') as HTMLInputElement).value = 'other'
      if (which === 1) (of('area') as HTMLTextAreaElement).value = 'other'
      if (which === 2) (of('box') as HTMLInputElement).checked = false
      if (which === 3) (of('list') as HTMLSelectElement).selectedIndex = 0
      return `${which}`
    },
  },
  {
    name: 'a sheet lost',
    damage({ joined, random }) {
      const copy = joined.replica.document as Document
      const roots = [...rootsOf(copy)].filter((root) => root.adoptedStyleSheets.length > 1)
      const root = roots[random(roots.length)]
      if (root && random(3) === 0) {
        root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, 1)
        return 'adopted'
      }
      const owners = [...elementsIn(copy, 'style, link')] as HTMLStyleElement[]
      const owner = owners[random(owners.length)]
      const { sheet } = owner ?? {}
      if (!owner || !sheet) return null
      if (owner.localName === 'link' && random(2)) owner.removeAttribute('href')
      else if (random(2) || sheet.cssRules.length === 0) sheet.disabled = true
      else sheet.deleteRule(random(sheet.cssRules.length))
      return owner.localName
    },
  },
]

/** Ops that the capture never said, or that say something else than it did: what the replica remembers is wrong too. */
const FORGED: readonly Sabotage[] = [
  forged('free', (id) => ({ op: 'free', id })),
  forged('text', (id, { replica, random }) =>
    replica.nodeOf(id)?.nodeType === Node.TEXT_NODE
      ? { op: 'text', id, text: `${random(999)}` }
      : null,
  ),
  forged('attribute', (id, { replica, random }) =>
    isElement(replica.nodeOf(id))
      ? { op: 'attribute', id, name: 'title', value: `${random(99)}` }
      : null,
  ),
  forged('move', (id, { joined, replica }) => {
    const parent = replica.nodeOf(id)?.parentNode as Element | null
    const last = parent?.lastElementChild
    const into = parent?.parentElement
    const target = into && idOf(joined, replica, into)
    return last && target ? { op: 'move', id, parent: target, before: 0 as NodeId } : null
  }),
  forged('freeSheet', (_, { random }) => ({ op: 'freeSheet', sheet: (1 + random(6)) as SheetId })),
  forged('sheetState', (_, { random }) => ({
    op: 'sheetState',
    sheet: (1 + random(4)) as SheetId,
    media: random(2) ? 'print' : '',
    disabled: random(2) === 0,
  })),
]

/** Done to the page, unheard. */
const LOST: readonly Sabotage[] = [
  lost('insert', (element) => element.append(element.ownerDocument.createElement('s'), 'new')),
  lost('removal', (element) => element.remove()),
  lost('move', (element, { random }) => {
    const parent = element.parentNode as ParentNode & Node
    parent.insertBefore(element, parent.childNodes[random(parent.childNodes.length)] ?? null)
  }),
  lost('text', (element, { random }) => {
    const text = textIn(element)
    if (text) text.data = `${random(1000)}`
  }),
  lost('attribute', (element, { random }) => element.setAttribute('title', `${random(1000)}`)),
  lost('removal of an attribute', (element) => element.removeAttribute('class')),
]

export const SABOTAGES: readonly Sabotage[] = [...LIVE, ...FORGED, ...LOST]

/**
 * A browser that can be made not to tell of changes, with an observer that says of itself that it is native. For captures
 * that start from now on, until it is restored.
 */
export function deafen(): { lose: Scene['lose']; restore(): void } {
  const native = MutationObserver
  let isDeaf = false
  const deaf = new Proxy(native, {
    construct(target, [heard]: [MutationCallback]) {
      const observer = new target((records, self) => {
        if (!isDeaf) heard(records, self)
      })
      const take = observer.takeRecords.bind(observer)
      observer.takeRecords = () => {
        const records = take()
        return isDeaf ? [] : records
      }
      return observer
    },
  })
  const { prototype } = Function
  const say = prototype.toString
  prototype.toString = function () {
    return say.call(this === deaf ? native : this)
  }
  window.MutationObserver = deaf
  return {
    async lose(change) {
      isDeaf = true
      change()
      // The browser delivers its records in a microtask.
      await new Promise((resolve) => setTimeout(resolve))
      isDeaf = false
    },
    restore() {
      window.MutationObserver = native
      prototype.toString = say
    },
  }
}

function live(name: string, damage: (element: HTMLElement, scene: Scene) => void): Sabotage {
  return {
    name,
    damage(scene) {
      const element = pick(scene)
      if (!element) return null
      const what = `<${element.localName} ${element.outerHTML.slice(0, 60)}>`
      damage(element, scene)
      return what
    },
  }
}

function lost(name: string, change: (element: HTMLElement, scene: Scene) => void): Sabotage {
  return {
    name: `a lost ${name}`,
    async damage(scene) {
      const element = pick(scene, scene.joined.page)
      if (!element) return null
      const what = `<${element.localName} ${element.outerHTML.slice(0, 60)}>`
      await scene.lose(() => change(element, scene))
      return what
    },
  }
}

function forged(name: string, make: (id: NodeId, scene: Scene) => Op | null): Sabotage {
  return {
    name: `a forged ${name}`,
    damage(scene) {
      const { joined, replica, random } = scene
      const element = pick(scene)
      const node = element && (random(2) ? element : (element.firstChild ?? element))
      const id = node && idOf(joined, replica, node)
      const op = id ? make(id, scene) : null
      if (!op || (node && keeps(node))) return null
      try {
        replica.applyOps([op])
      } catch {
        return null // no such sheet
      }
      return JSON.stringify(op)
    },
  }
}

/** An element of the replica (or of the page), in whatever document or shadow root. */
function pick(
  { joined, random }: Scene,
  page = joined.replica.document as Document,
): HTMLElement | null {
  const roots = [...rootsOf(page)]
  const all = roots.flatMap((root) => [...elementsIn(root, '*')])
  const element = all[random(all.length)] as HTMLElement | undefined
  return element && !keeps(element) ? element : null
}

/** Whether this is, or has in it, what must stay. */
function keeps(node: Node): boolean {
  if (!isElement(node)) return node.parentElement?.matches('#tick') ?? false
  return node.matches(KEPT) || node.querySelector(KEPT) !== null
}

function isElement(node: Node | null): node is Element {
  return node?.nodeType === Node.ELEMENT_NODE
}

function textIn(element: Element): Text | null {
  const found = [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE)
  return (found as Text | undefined) ?? null
}

/** The number of a node of the replica, found by trying. */
function idOf({ capture }: Joined, replica: OpenReplica, node: Node): NodeId | null {
  for (let id = 1 as NodeId, missing = 0; missing < 5000; id++) {
    const at = replica.nodeOf(id)
    if (at === node) return capture.nodeAt(id) ? id : null
    missing = at ? 0 : missing + 1
  }
  return null
}
