import {
  CHECK_BLOCK,
  type Check,
  type NodeId,
  ROOT,
  type SheetId,
  type Sum,
  sheetSum,
  sumOf,
  total,
  writeChecks,
} from '@alongside/protocol'
import type { Counts } from './checks.ts'
import { rulesOf } from './containers.ts'
import { importsOf, type Known } from './known-sheet.ts'
import { isRoot, misplacedAt, placeOf, stateAt, sumAt } from './node-sums.ts'
import type { Host, Part, PartRequest, Root } from './part.ts'

/** A round begins so long after the one before. Milliseconds. */
const ROUND_EVERY = 2000
/** One piece of it takes no longer, in milliseconds, and no more nodes. */
const SLICE = 1.5
const NODES = 500
/** So many pieces between two looks at what tells nobody, which come four times a second. */
const SLICES = 5
/** Answers in one turn, and such as wait for one. */
const MOST_ANSWERS = 200
const MOST_ASKED = 20_000

/**
 * Tells sums of the page, piece by piece and round after round, so that the replica can compare what it has; what the page
 * is other than the model in becomes dirty, as if somebody had told of it. Sums are of the live page and told when all
 * that has changed is told, so they say what the replica should have, whatever got lost on the way to it.
 */
export class Verification implements Part {
  readonly #host: Host
  readonly #counts: Counts
  /** The block that is next; -1: between two rounds. */
  #block = -1
  /** The round that is about to begin has asked what nobody tells of. */
  #isPrepared = false
  #roundAt = Number.NEGATIVE_INFINITY
  #slices = 0
  /** Nodes that the replica wants to be told of. */
  readonly #asked = new Set<NodeId>()
  /** Sheets that are being told anew: what imports them has to say so again. */
  readonly #again = new Set<Known>()
  /** Roots whose lists are to be told anew, once the sheets in them are. */
  readonly #roots = new Set<NodeId>()
  /** A frame that goes out as soon as the ops of the flush that it is about have. */
  #ready: Uint8Array | null = null
  /** Which sheet has which number, in the flush at hand. */
  #ids: ReadonlyMap<CSSStyleSheet, SheetId> | undefined

  constructor(host: Host, counts: Counts) {
    this.#host = host
    this.#counts = counts
  }

  epoch(): void {
    this.#ready = null
    this.#block = -1
    this.#isPrepared = false
    this.#roundAt = performance.now()
    for (const kept of [this.#asked, this.#again, this.#roots]) kept.clear()
  }

  audit(until: number): void {
    this.#slices = SLICES
    // Everything is asked for: no waiting.
    if (until === Number.POSITIVE_INFINITY) this.#roundAt = Number.NEGATIVE_INFINITY
  }

  request(request: PartRequest): boolean {
    if (request.request === 'heal') this.#heal(request.node)
    else if (request.request === 'sheet') this.#sheet(request.sheet)
    else if (request.request === 'rules') this.#list(request.sheet)
    else if (request.request !== 'tell') return false
    else if (this.#asked.size < MOST_ASKED) this.#asked.add(request.node)
    this.#host.changed()
    return true
  }

  flush(settled: boolean): void {
    this.#emit()
    this.#ids = undefined
    this.#tellSheets()
    const { dirty, page } = this.#host
    // What the model has is what the replica will have, and the page has no more.
    const isClean = !dirty.any && page.pending.size === 0 && page.carried.size === 0
    if (!isClean) return
    const checks = [...this.#answers()]
    if (settled && this.#slices > 0) {
      this.#slices--
      this.#slice(checks)
    }
    if (checks.length === 0) return
    this.#ready = writeChecks(checks)
    void this.#emitSoon()
  }

  stop(): void {
    this.#ready = null
  }

  /** After the frame of this flush, before that of the next. */
  async #emitSoon(): Promise<void> {
    await null
    this.#emit()
  }

  #emit(): void {
    const ready = this.#ready
    this.#ready = null
    if (ready) this.#host.emit(ready)
  }

  #slice(checks: Check[]): void {
    const now = performance.now()
    if (this.#block < 0) {
      if (now < this.#roundAt + ROUND_EVERY) return
      // Lists that are changed through their own methods: the next flush compares them with what was told.
      if (!this.#isPrepared) {
        for (const root of this.#host.roots) this.#host.sheets.adopting(root)
        this.#isPrepared = true
        this.#host.changed(true)
        return
      }
      const sheets = this.#sheetSums()
      if (!sheets) return
      this.#isPrepared = false
      checks.push(sheets)
      this.#roundAt = now
      this.#block = 0
    }
    const { model } = this.#host.page
    const end = Math.ceil(model.nextId / CHECK_BLOCK)
    let from = this.#block
    let sums: Sum[] = []
    const say = (to: number): void => {
      if (to > from) checks.push({ check: 'nodes', from, to, sums })
      sums = []
    }
    let nodes = 0
    for (; this.#block < end; this.#block++) {
      if (nodes >= NODES || (nodes > 0 && performance.now() > now + SLICE)) break
      const found = this.#blockSums(this.#block)
      if (!found) {
        // Not to be compared before it is told.
        say(this.#block)
        from = this.#block + 1
      } else if (found.length > 0) sums.push({ at: this.#block, sum: total(found) })
      nodes += found?.length ?? CHECK_BLOCK
      this.#counts.nodes += found?.length ?? 0
    }
    say(this.#block)
    if (this.#block < end) {
      if (this.#slices > 0) this.#host.changed(true)
      return
    }
    checks.push({ check: 'round' })
    this.#block = -1
    this.#counts.rounds++
    this.#counts.checkedAt = Date.now()
  }

  /** null: something in it is not as it was told, and is dirty now. */
  #blockSums(block: number): number[] | null {
    const { page, dirty } = this.#host
    const { model } = page
    const sums: number[] = []
    let missed = false
    const first = Math.max(block * CHECK_BLOCK, ROOT)
    for (let id = first as NodeId; id < (block + 1) * CHECK_BLOCK; id++) {
      const node = model.nodeAt(id)
      if (!node) continue
      for (const each of misplacedAt(page, id, node)) {
        dirty.touched.add(each)
        missed = true
      }
      sums.push(sumAt(page, id, node, this.#adoptedSum))
    }
    if (!missed) return sums
    this.#counts.missed++
    this.#host.changed()
    return null
  }

  #idOf(sheet: CSSStyleSheet): SheetId | undefined {
    this.#ids ??= new Map([...this.#host.sheets.all].map((known) => [known.sheet, known.id]))
    return this.#ids.get(sheet)
  }

  readonly #adoptedSum = (root: Root): number => {
    const sheets = this.#host.sheets.adoptedIn(root)
    return sheets.length > 0 ? sumOf(...sheets.map((sheet) => this.#idOf(sheet) ?? 0)) : 0
  }

  /** null: there are sheets that are not told yet. */
  #sheetSums(): Check | null {
    const { sheets } = this.#host
    if (sheets.behind) return null
    const sums: Sum[] = []
    for (const known of sheets.all) {
      if (known.more) return null
      const { id, owner, media, disabled, sheet } = known
      const rules = rulesOf(sheet)?.length ?? 0
      sums.push({ at: id, sum: sheetSum({ id, owner, rules, media, disabled }) })
    }
    const to = (sums.at(-1)?.at ?? 0) + 1
    return { check: 'sheets', from: 0, to, sums }
  }

  *#answers(): Generator<Check> {
    const { page, sheets } = this.#host
    let left = MOST_ANSWERS
    for (const id of this.#asked) {
      if (left-- === 0) {
        this.#host.changed()
        return
      }
      this.#asked.delete(id)
      const node = page.model.nodeAt(id)
      if (!node) {
        yield { check: 'gone', id }
        continue
      }
      const { parent, next: before } = placeOf(page.model, id, node)
      yield { check: 'node', id, parent, before, state: stateAt(page, id, node) }
      if (!isRoot(node)) continue
      // The lists of sheets go as an op, after the sheets that may be missing with them.
      const adopted = new Set(sheets.adoptedIn(node))
      for (const known of sheets.all) if (adopted.has(known.sheet)) this.#sheet(known.id)
      this.#roots.add(id)
      this.#host.changed()
    }
  }

  /** A subtree anew, if it is still there. The whole page is no subtree: for that there are epochs. */
  #heal(id: NodeId): void {
    const node = this.#host.page.model.nodeAt(id)
    if (!node || id === ROOT) return
    this.#counts.heals++
    this.#host.renew(node)
  }

  #find(id: SheetId): Known | undefined {
    return [...this.#host.sheets.all].find((it) => it.id === id)
  }

  /** The replica cannot follow the indices of its rules. */
  #list(id: SheetId): void {
    const known = this.#find(id)
    if (known && !known.listed) this.#host.sheets.again(Object.assign(known, { listed: true }))
  }

  #sheet(id: SheetId): void {
    const { sheets, out } = this.#host
    const known = this.#find(id)
    if (!known) {
      out.freeSheet(id)
      return
    }
    this.#counts.heals++
    const stack = [known]
    for (let each = stack.pop(); each; each = stack.pop()) {
      sheets.again(each)
      this.#again.add(each)
      stack.push(...each.imports)
    }
  }

  /** The sheets themselves are told by now; what they belong to follows. */
  #tellSheets(): void {
    const { sheets, out, page } = this.#host
    if (this.#again.size > 0) {
      for (const known of sheets.all) {
        if (!known.imports.some((it) => this.#again.has(it))) continue
        for (const { href, styleSheet } of importsOf(known.sheet)) {
          const imported = styleSheet && this.#idOf(styleSheet)
          if (imported) out.importSheet(known.id, href, imported)
        }
      }
      this.#again.clear()
    }
    for (const id of this.#roots) {
      const root = page.model.nodeAt(id)
      if (!root || !isRoot(root)) continue
      const list = sheets.adoptedIn(root).map((sheet) => this.#idOf(sheet))
      if (list.every((sheet) => sheet !== undefined)) out.adopt(id, list)
    }
    this.#roots.clear()
  }
}
