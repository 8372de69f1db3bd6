import {
  CHECK_BLOCK,
  type Check,
  type NodeId,
  type NodeRecord,
  type Op,
  ProtocolError,
  type Request,
  ROOT,
  type SheetId,
  total,
} from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Forms } from './forms.ts'
import { authoredAttributes, contentFrom, contentSum, isRoot, sumAt, toldSum } from './node-sums.ts'
import type { Sheets } from './sheets.ts'
import type { Tally } from './tally.ts'
import type { Tree } from './tree.ts'

type Sums = Extract<Check, { check: 'nodes' | 'sheets' }>
type Told = Extract<Check, { check: 'node' }>

const END = 0 as NodeId
/** Blocks and sheets that are asked for at once; what is wrong beyond that is found again in the next round. */
const MOST_ASKED = 100

/**
 * Compares one picture with what the capture says of the page, and puts right what differs where it is: a block of nodes
 * whose sum is another is asked for node by node, and each is made what it is told to be. Only what the picture does not
 * have at all, or cannot be made to have, is sent anew.
 */
export class Verifier {
  readonly #tree: Tree
  readonly #sheets: Sheets
  readonly #forms: Forms
  readonly #tally: Tally
  readonly #apply: (ops: readonly Op[]) => void
  #requests: Request[] = []
  /** How many more may be asked for in this turn. */
  #left = 0

  constructor(parts: {
    tree: Tree
    sheets: Sheets
    forms: Forms
    tally: Tally
    /** As if they had come from the capture. */
    apply(ops: readonly Op[]): void
  }) {
    this.#tree = parts.tree
    this.#sheets = parts.sheets
    this.#forms = parts.forms
    this.#tally = parts.tally
    this.#apply = parts.apply
  }

  /** The requests since the last call. */
  takeRequests(): Request[] {
    return this.#requests.splice(0)
  }

  /** About the state that all ops so far have led to. Gives whether anything was put right. */
  check(checks: readonly Check[]): boolean {
    const before = this.#tally.heals
    this.#left = MOST_ASKED
    for (const check of checks) {
      if (check.check === 'nodes') this.#compareNodes(check)
      else if (check.check === 'sheets') this.#compareSheets(check)
      else if (check.check === 'round') this.#endRound()
      else if (check.check === 'gone' && this.#tree.has(check.id))
        this.#attempt(check.id, () => this.#healWith({ op: 'free', id: check.id }))
    }
    for (const told of inOrder(checks.filter((check) => check.check === 'node')))
      this.#attempt(told.id, () => this.#heal(told))
    return this.#tally.heals > before
  }

  #endRound(): void {
    const wrong = this.#forms.audit()
    this.#tally.mismatches += wrong
    this.#tally.heals += wrong
    this.#tally.round()
  }

  #compareNodes({ from, to, sums }: Sums): void {
    const found = new Map<number, number[]>()
    for (const id of this.#tree.ids(from * CHECK_BLOCK, to * CHECK_BLOCK)) {
      const block = Math.floor(id / CHECK_BLOCK)
      const list = found.get(block) ?? []
      list.push(sumAt(this.#tree, id, (root) => this.#sheets.adoptedSum(root)))
      found.set(block, list)
      this.#tally.nodes++
    }
    const told = new Map(sums.map(({ at, sum }) => [at, sum]))
    for (const block of new Set([...told.keys(), ...found.keys()])) {
      const list = found.get(block)
      const ours = list ? total(list) : 0
      const theirs = told.get(block) ?? 0
      if (ours === theirs || !this.#mayAsk(`nodes ${block} ${ours} ${theirs}`)) continue
      const first = block * CHECK_BLOCK
      for (let id = Math.max(first, ROOT); id < first + CHECK_BLOCK; id++)
        this.#requests.push({ request: 'tell', node: id as NodeId })
    }
  }

  #compareSheets({ from, to, sums }: Sums): void {
    const told = new Map(sums.map(({ at, sum }) => [at as SheetId, sum]))
    for (const id of new Set([...told.keys(), ...this.#sheets.ids(from, to)])) {
      const ours = this.#sheets.sumAt(id)
      if (ours === null) continue
      const theirs = told.get(id) ?? 0
      const isAsTold = ours === theirs
      if (isAsTold && this.#sheets.holds(id)) continue
      if (!this.#mayAsk(`sheet ${id} ${ours} ${theirs}`)) continue
      this.#tally.heals++
      if (isAsTold) this.#sheets.restore(id)
      else this.#requests.push({ request: 'sheet', sheet: id })
    }
  }

  #mayAsk(difference: string): boolean {
    return this.#tally.differs(difference) && this.#left-- > 0
  }

  /** What cannot be put right in its place is sent anew. */
  #attempt(id: NodeId, heal: () => void): void {
    try {
      heal()
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#anew(id, id)
    }
  }

  #heal(told: Told): void {
    const { id, parent, state } = told
    const node = this.#tree.find(id)
    if (node) {
      this.#removeForeign(node, dom.firstChildOf(node))
      this.#removeForeign(dom.parentOf(node), dom.nextSiblingOf(node))
    }
    // A document or shadow root comes with what it is in.
    const isKindAsTold = !!node && isRoot(node) === (state.kind === 'root')
    if (state.kind === 'root' || (node && !isKindAsTold)) {
      if (!isKindAsTold && this.#tree.has(parent)) this.#anew(parent, parent)
      return
    }
    // Whatever it is in is missing too, and will bring it.
    if (!this.#tree.has(parent)) return
    if (!node) {
      this.#insert(told)
      return
    }
    this.#place(told, node)
    const content = toldSum(dom.isElement(node) ? dom.localNameOf(node) : '', state)
    if (contentSum(node) === content) return
    if (state.kind === 'text') this.#healWith({ op: 'text', id, text: state.text })
    else if (dom.isElement(node)) {
      const names = new Set(state.attributes.map(({ name }) => name.toLowerCase()))
      const others = authoredAttributes(node).filter(({ name }) => !names.has(name.toLowerCase()))
      this.#healWith(
        ...others.map(({ name }) => ({ op: 'removeAttribute', id, name }) as const),
        ...state.attributes.map((attribute) => ({ op: 'attribute', id, ...attribute }) as const),
      )
    }
    if (contentSum(node) !== content) this.#anew(id, content)
  }

  /** A node that is not there at all. A text is whole with that; what else belongs to an element comes when it is sent anew. */
  #insert({ id, parent, before, state }: Told): void {
    const at = this.#isIn(before, parent) ? before : END
    const record: NodeRecord | null =
      state.kind === 'text'
        ? { ...state, id, depth: 0 }
        : state.kind === 'element'
          ? { ...state, id, depth: 0, blocked: null }
          : null
    if (!record) return
    this.#healWith({ op: 'insert', parent, before: at, nodes: [record] })
    if (record.kind === 'element') this.#anew(id, toldSum(record.name, state))
  }

  #place({ id, parent, before }: Told, node: Node): void {
    const isIn = this.#tree.parentIdOf(id) === parent
    const next = contentFrom(dom.nextSiblingOf(node))
    if (isIn && (next ? this.#tree.idOf(next) : END) === before) return
    // What should follow it is elsewhere: that will be told its own place.
    const isNextThere = before === END || this.#isIn(before, parent)
    if (isNextThere || !isIn)
      this.#healWith({ op: 'move', id, parent, before: isNextThere ? before : END })
  }

  #isIn(id: NodeId, parent: NodeId): boolean {
    return id !== 0 && this.#tree.has(id) && this.#tree.parentIdOf(id) === parent
  }

  /** Nodes from here on that no op has brought, up to the first that one has. */
  #removeForeign(parent: Node | null, from: Node | null): void {
    let at = contentFrom(from)
    while (parent && at && this.#tree.idOf(at) === undefined) {
      const next = contentFrom(dom.nextSiblingOf(at))
      dom.remove(at)
      if (dom.isElement(parent)) this.#sheets.styleChildren(parent)
      this.#tally.heals++
      at = next
    }
  }

  #healWith(...ops: readonly Op[]): void {
    this.#tally.heals++
    this.#apply(ops)
  }

  /** Asks for a subtree; where that did not help, for what it is in, and then for the page. `what` is the same each time. */
  #anew(id: NodeId, what: number): void {
    this.#tally.heals++
    const parent = this.#tree.parentIdOf(id)
    const isTop = (node: NodeId): boolean => !this.#tree.has(node) || isRoot(this.#tree.node(node))
    const step = this.#tally.step(what)
    if (step === 'nothing') return
    if (step === 'page' || isTop(id) || (step === 'parent' && isTop(parent))) {
      if (this.#tally.epoch()) this.#requests.push({ request: 'epoch' })
    } else this.#requests.push({ request: 'heal', node: step === 'node' ? id : parent })
  }
}

/** What follows a node before the node itself: then each moves at most once. */
function inOrder(told: readonly Told[]): Told[] {
  const byId = new Map(told.map((check) => [check.id, check]))
  const order = new Set<Told>()
  for (const check of told) {
    const chain = new Set<Told>()
    let at: Told | undefined = check
    for (; at && !order.has(at) && !chain.has(at); at = byId.get(at.before)) chain.add(at)
    for (const each of [...chain].reverse()) order.add(each)
  }
  return [...order]
}
