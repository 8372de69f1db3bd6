import { ProtocolError } from '../errors.ts'
import type { NodeId, SheetId } from '../ids.ts'
import * as LIMIT from '../limits.ts'
import { readAssetPart } from './asset-part.ts'
import { readChecks } from './check.ts'
import { DIRECTIONS, FRAMES, MOTION_STATES, OPS, PX, TOP_LAYER_KINDS } from './codes.ts'
import { FrontReader } from './fronts.ts'
import { type Frame, NOTE_REASONS, type Op } from './op.ts'
import * as OP_FLAG from './op-flag.ts'
import { OpInput } from './op-input.ts'
import { listOf, one, SubtreeReader } from './read-subtree.ts'
import { readRequests } from './requests.ts'
import { StepReader } from './steps.ts'
import { StringReader } from './strings.ts'
import { readSubpage } from './subpage.ts'
import { TextReader } from './texts.ts'
import { readTiles } from './tiles.ts'

/** What a frame is, from its first byte alone. */
export function frameKind(bytes: Uint8Array): Frame['frame'] {
  const kind = FRAMES[(bytes[0] ?? 0) - 1]
  if (!kind) throw new ProtocolError('unknown_kind', `a frame of kind ${bytes[0]}`)
  return kind
}

/**
 * Reads the frames of one end in order: strings interned by one frame are known to the next. Total: for any bytes
 * it returns a frame or throws a ProtocolError, in time linear in the input (SECURITY.md S15).
 */
export class FrameReader {
  readonly #take = (count: number): number => {
    this.#items += count
    if (this.#items > LIMIT.items)
      throw new ProtocolError('too_large', `more than ${LIMIT.items} items in a frame`)
    return count
  }
  readonly #strings: StringReader
  readonly #fronts = new FrontReader(this.#take)
  readonly #subject = new StepReader()
  readonly #parent = new StepReader()
  readonly #before = new StepReader()
  readonly #texts: TextReader
  readonly #subtrees: SubtreeReader
  #name = ''
  /** Things read from the frame at hand. */
  #items = 0

  /** `lenient`: what a frame refers to in earlier ones shows as `#number`, for describing a lone frame. */
  constructor(lenient = false) {
    this.#strings = new StringReader(lenient, this.#take)
    this.#texts = new TextReader(lenient, this.#take)
    this.#subtrees = new SubtreeReader(this.#strings, this.#texts, this.#take)
  }

  read(bytes: Uint8Array): Frame {
    if (bytes.length > LIMIT.payloadBytes) {
      throw new ProtocolError('too_large', `a frame of ${bytes.length} bytes`)
    }
    const kind = frameKind(bytes)
    const input = new OpInput(bytes)
    input.byte()
    this.#begin()
    switch (kind) {
      case 'ops': {
        const epoch = input.varUint()
        const sequence = input.varUint()
        const ops: Op[] = []
        while (!input.done) ops.push(this.#op(input))
        return { frame: 'ops', epoch, sequence, ops }
      }
      case 'asset':
        return { frame: 'asset', part: readAssetPart(input) }
      case 'check':
        return { frame: 'check', checks: readChecks(input, this.#take) }
      case 'requests':
        return { frame: 'requests', requests: readRequests(bytes) }
      case 'tiles':
        return readTiles(input)
      case 'subpage':
        return readSubpage(bytes)
    }
  }

  #begin(): void {
    this.#items = 0
    this.#name = ''
    this.#strings.begin()
    for (const part of [this.#subtrees, this.#fronts, this.#subject, this.#parent, this.#before])
      part.reset()
  }

  #op(input: OpInput): Op {
    this.#take(1)
    const head = input.byte()
    const code = head & OP_FLAG.codeMask
    const op = OPS[code - 1]
    switch (op) {
      case 'reset':
        this.#strings.reset()
        this.#texts.reset()
        return { op }
      case 'insert': {
        const parent = this.#step(input, this.#parent, (head & OP_FLAG.sameMore) !== 0)
        const before = this.#step(input, this.#before, (head & OP_FLAG.sameStep) !== 0)
        return { op, parent, before, nodes: this.#subtrees.read(input) }
      }
      case 'detach':
      case 'free':
        return { op, id: this.#about(input, head) }
      case 'attach':
      case 'move':
        return {
          op,
          id: this.#about(input, head),
          parent: this.#step(input, this.#parent, (head & OP_FLAG.sameMore) !== 0),
          before: this.#step(input, this.#before, false),
        }
      case 'text':
        return { op, id: this.#about(input, head), text: this.#fronts.read(input) }
      case 'splice':
        return {
          op,
          id: this.#about(input, head),
          at: input.varUint(),
          remove: input.varUint(),
          text: input.string(),
        }
      case 'attribute':
        return {
          op,
          id: this.#about(input, head),
          name: this.#attributeName(input, head),
          value: this.#string(input),
        }
      case 'removeAttribute':
        return { op, id: this.#about(input, head), name: this.#attributeName(input, head) }
      case 'sheet': {
        const sheet = input.varUint() as SheetId
        const owner = node(input)
        const flags = input.byte()
        const media = this.#string(input)
        const baseUrl = this.#string(input)
        const rules = input.varUint()
        const text = flags & 2 ? null : this.#texts.read(input, (flags & 8) !== 0)
        const state = { disabled: (flags & 1) !== 0, rules, more: (flags & 4) !== 0 }
        return { op, sheet, owner, text, baseUrl, media, ...state }
      }
      case 'importSheet':
        return {
          op,
          sheet: input.varUint() as SheetId,
          href: this.#string(input),
          imported: input.varUint() as SheetId,
        }
      case 'insertRule':
        return {
          op,
          sheet: input.varUint() as SheetId,
          path: this.#numbers(input),
          index: input.varUint(),
          text: input.string(),
        }
      case 'deleteRule':
        return {
          op,
          sheet: input.varUint() as SheetId,
          path: this.#numbers(input),
          index: input.varUint(),
        }
      case 'sheetState':
        return {
          op,
          sheet: input.varUint() as SheetId,
          media: this.#string(input),
          disabled: input.byte() === 1,
        }
      case 'freeSheet':
        return { op, sheet: input.varUint() as SheetId }
      case 'adopt':
        return { op, root: node(input), sheets: this.#numbers(input) as SheetId[] }
      case 'value': {
        const id = this.#about(input, head)
        return { op, id, masked: input.byte() === 1, value: input.string() }
      }
      case 'checked': {
        const id = this.#about(input, head)
        const bits = input.byte()
        return { op, id, checked: (bits & 1) === 1, indeterminate: (bits & 2) === 2 }
      }
      case 'selected':
        return { op, id: this.#about(input, head), indices: this.#numbers(input) }
      case 'scroll':
        return {
          op,
          id: this.#about(input, head),
          x: input.varInt() / PX,
          y: input.varInt() / PX,
        }
      case 'viewport':
        return {
          op,
          width: input.varUint() / PX,
          height: input.varUint() / PX,
          scrollbarWidth: input.varUint() / PX,
          scrollbarHeight: input.varUint() / PX,
        }
      case 'page':
        return { op, url: input.string(), title: input.string() }
      case 'image':
        return {
          op,
          id: this.#about(input, head),
          url: input.string(),
          width: input.varUint() / PX,
          height: input.varUint() / PX,
        }
      case 'note': {
        const id = this.#about(input, head)
        const reason = NOTE_REASONS[input.byte()]
        if (!reason) throw new ProtocolError('bad_value', 'a note without a known reason')
        return { op, id, reason }
      }
      case 'interaction':
        return {
          op,
          hover: node(input),
          active: node(input),
          focus: node(input),
          focusVisible: input.varUint() === 1,
        }
      case 'selection':
        return {
          op,
          anchor: node(input),
          anchorOffset: input.varUint(),
          focus: node(input),
          focusOffset: input.varUint(),
        }
      case 'caret':
        return {
          op,
          id: this.#about(input, head),
          start: input.varUint(),
          end: input.varUint(),
          direction: one(DIRECTIONS, input.varUint()),
        }
      case 'states':
        return { op, id: this.#about(input, head), names: this.#names(input) }
      case 'topLayer':
        return {
          op,
          entries: this.#list(input, () => ({
            id: node(input),
            kind: one(TOP_LAYER_KINDS, input.byte()),
            source: node(input),
          })),
        }
      case 'assign':
        return { op, slot: node(input), nodes: this.#numbers(input) as NodeId[] }
      case 'define':
        return { op, document: node(input), name: this.#string(input) }
      case 'media':
        return { op, features: this.#names(input) }
      case 'files':
        return { op, id: this.#about(input, head), count: input.varUint() }
      case 'popup':
        return { op, id: node(input) }
      case 'visualViewport':
        return {
          op,
          x: input.varUint() / PX,
          y: input.varUint() / PX,
          width: input.varUint() / PX,
          height: input.varUint() / PX,
        }
      case 'gutter':
        return {
          op,
          id: this.#about(input, head),
          width: input.varUint() / PX,
          height: input.varUint() / PX,
        }
      case 'surface':
        return {
          op,
          id: this.#about(input, head),
          surface: input.varUint(),
          width: input.varUint(),
          height: input.varUint(),
          scale: input.varUint(),
        }
      case 'playback': {
        const id = this.#about(input, head)
        const bits = input.varUint()
        return {
          op,
          id,
          playing: (bits & 1) === 1,
          muted: (bits & 2) === 2,
          time: input.varUint(),
          duration: input.varUint(),
          rate: input.varUint() / 1000,
        }
      }
      case 'animation': {
        const id = this.#about(input, head)
        const key = input.varUint()
        const state = one(MOTION_STATES, input.varUint())
        const time = input.varUint()
        const [rate = '', pseudo = '', of = '', effect = ''] = this.#names(input)
        if (!Number.isFinite(Number(rate)))
          throw new ProtocolError('bad_value', `a rate of ${rate}`)
        return { op, id, key, state, time, rate: Number(rate), pseudo, of, effect }
      }
      default:
        throw new ProtocolError('unknown_kind', `an op of code ${code}`)
    }
  }

  /** The node that an op is about. */
  #about(input: OpInput, head: number): NodeId {
    return this.#step(input, this.#subject, (head & OP_FLAG.sameStep) !== 0)
  }

  #step(input: OpInput, steps: StepReader, same: boolean): NodeId {
    const id = steps.next(same ? null : input.varInt())
    if (id < 0) throw new ProtocolError('bad_value', `a step to ${id}`)
    return id as NodeId
  }

  #attributeName(input: OpInput, head: number): string {
    if (!(head & OP_FLAG.sameMore)) this.#name = this.#string(input)
    return this.#name
  }

  #names(input: OpInput): string[] {
    return this.#list(input, () => this.#string(input))
  }

  #numbers(input: OpInput): number[] {
    return this.#list(input, () => input.varUint())
  }

  #list<T>(input: OpInput, item: () => T): T[] {
    return listOf(input, this.#take, item)
  }

  #string(input: OpInput): string {
    return this.#strings.read(input)
  }
}

function node(input: OpInput): NodeId {
  return input.varUint() as NodeId
}
