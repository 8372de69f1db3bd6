import { ByteReader } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { NodeId, SheetId } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { readAssetPart } from './asset-part.ts'
import { DIRECTIONS, FRAMES, MODES, OPS, PX, TOP_LAYER_KINDS } from './codes.ts'
import * as ELEMENT from './element-flag.ts'
import {
  type Attribute,
  type Frame,
  NAMESPACES,
  NOTE_REASONS,
  type NodeRecord,
  type Op,
} from './op.ts'
import * as RECORD from './record.ts'
import { readRequests } from './requests.ts'
import { StringReader } from './strings.ts'
import { TextReader } from './texts.ts'

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
  readonly #strings: StringReader
  #texts: TextReader
  /** Things read from the frame at hand. */
  #items = 0

  constructor(strings: StringReader = new StringReader()) {
    this.#strings = strings
    this.#texts = new TextReader(strings.lenient)
  }

  read(bytes: Uint8Array): Frame {
    if (bytes.length > LIMITS.payloadBytes) {
      throw new ProtocolError('too_large', `a frame of ${bytes.length} bytes`)
    }
    const kind = frameKind(bytes)
    const input = new ByteReader(bytes)
    input.byte()
    this.#items = 0
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
      case 'requests':
        return { frame: 'requests', requests: readRequests(bytes) }
    }
  }

  #op(input: ByteReader): Op {
    this.#take(1)
    const code = input.byte()
    const op = OPS[code - 1]
    switch (op) {
      case 'reset':
        this.#strings.reset()
        this.#texts = new TextReader(this.#strings.lenient)
        return { op }
      case 'insert': {
        const parent = node(input)
        const before = node(input)
        return { op, parent, before, nodes: this.#nodes(input) }
      }
      case 'detach':
      case 'free':
        return { op, id: node(input) }
      case 'attach':
        return { op, id: node(input), parent: node(input), before: node(input) }
      case 'text':
        return { op, id: node(input), text: input.string() }
      case 'splice':
        return {
          op,
          id: node(input),
          at: input.varUint(),
          remove: input.varUint(),
          text: input.string(),
        }
      case 'attribute':
        return { op, id: node(input), name: this.#string(input), value: this.#string(input) }
      case 'removeAttribute':
        return { op, id: node(input), name: this.#string(input) }
      case 'sheet': {
        const sheet = input.varUint() as SheetId
        const owner = node(input)
        const flags = input.byte()
        const media = this.#string(input)
        const baseUrl = this.#string(input)
        const rules = input.varUint()
        const text = flags & 2 ? null : this.#text(input, (flags & 8) !== 0)
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
        const id = node(input)
        return { op, id, masked: input.byte() === 1, value: input.string() }
      }
      case 'checked': {
        const id = node(input)
        const bits = input.byte()
        return { op, id, checked: (bits & 1) === 1, indeterminate: (bits & 2) === 2 }
      }
      case 'selected':
        return { op, id: node(input), indices: this.#numbers(input) }
      case 'scroll':
        return { op, id: node(input), x: input.varInt() / PX, y: input.varInt() / PX }
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
          id: node(input),
          url: input.string(),
          width: input.varUint() / PX,
          height: input.varUint() / PX,
        }
      case 'note': {
        const id = node(input)
        const reason = NOTE_REASONS[input.byte()]
        if (!reason) throw new ProtocolError('bad_value', 'a note without a known reason')
        return { op, id, reason }
      }
      case 'move':
        return { op, id: node(input), parent: node(input), before: node(input) }
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
          id: node(input),
          start: input.varUint(),
          end: input.varUint(),
          direction: one(DIRECTIONS, input.varUint()),
        }
      case 'states':
        return { op, id: node(input), names: this.#names(input) }
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
        return { op, id: node(input), count: input.varUint() }
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
        return { op, id: node(input), width: input.varUint() / PX, height: input.varUint() / PX }
      default:
        throw new ProtocolError('unknown_kind', `an op of code ${code}`)
    }
  }

  /** The records of one subtree: ends with the root's own end. Iterative, so depth costs no stack. */
  #nodes(input: ByteReader): NodeRecord[] {
    const nodes: NodeRecord[] = []
    let nextId = input.varUint()
    let depth = 0
    do {
      const head = input.byte()
      const kind = head & ELEMENT.recordMask
      if (kind === RECORD.end) {
        if (depth === 0) throw new ProtocolError('bad_value', 'a subtree without a root')
        depth--
        continue
      }
      this.#take(1)
      const record = this.#record(input, head, nextId as NodeId, depth)
      nodes.push(record)
      if (record.kind !== 'ref') nextId++
      const leaf = record.kind === 'text' || record.kind === 'ref' || (head & ELEMENT.leaf) !== 0
      if (!leaf) depth++
      if (depth > LIMITS.depth) throw new ProtocolError('too_deep', `deeper than ${LIMITS.depth}`)
    } while (depth > 0)
    return nodes
  }

  #record(input: ByteReader, head: number, id: NodeId, depth: number): NodeRecord {
    switch (head & ELEMENT.recordMask) {
      case RECORD.html:
      case RECORD.svg:
      case RECORD.mathml:
      case RECORD.otherNamespace: {
        const namespace = NAMESPACES[(head & ELEMENT.recordMask) - 1] ?? this.#string(input)
        const name = this.#string(input)
        const attributes: Attribute[] = []
        const count = head & ELEMENT.bare ? 0 : this.#take(input.varUint())
        for (let i = 0; i < count; i++) {
          attributes.push({ name: this.#string(input), value: this.#string(input) })
        }
        const blocked =
          head & ELEMENT.blocked
            ? { width: input.varUint() / PX, height: input.varUint() / PX }
            : null
        return { kind: 'element', id, depth, namespace, name, attributes, blocked }
      }
      case RECORD.text:
      case RECORD.again: {
        const text = this.#text(input, (head & ELEMENT.recordMask) === RECORD.again)
        return { kind: 'text', id, depth, text }
      }
      case RECORD.document: {
        const bits = input.byte()
        const mode = MODES[bits >> 1]
        if (!mode) throw new ProtocolError('bad_value', 'a document of an unknown mode')
        return {
          kind: 'document',
          id,
          depth,
          mode,
          doctype: (bits & 1) === 1,
          baseUrl: input.string(),
        }
      }
      case RECORD.shadow: {
        const bits = input.byte()
        return {
          kind: 'shadow',
          id,
          depth,
          mode: bits & 1 ? 'closed' : 'open',
          delegatesFocus: (bits & 2) !== 0,
          slotAssignment: bits & 4 ? 'manual' : 'named',
        }
      }
      case RECORD.ref:
        return { kind: 'ref', id: node(input), depth }
      default:
        throw new ProtocolError('unknown_kind', `a node record of kind ${head}`)
    }
  }

  #names(input: ByteReader): string[] {
    return this.#list(input, () => this.#string(input))
  }

  #numbers(input: ByteReader): number[] {
    return this.#list(input, () => input.varUint())
  }

  #list<T>(input: ByteReader, item: () => T): T[] {
    const count = input.varUint()
    // Each item takes a byte at least: a count beyond the input is a lie, refused before allocating.
    if (count > input.remaining) throw new ProtocolError('truncated', `${count} items past the end`)
    return Array.from({ length: this.#take(count) }, item)
  }

  #take(count: number): number {
    this.#items += count
    if (this.#items > LIMITS.items)
      throw new ProtocolError('too_large', `more than ${LIMITS.items} items in a frame`)
    return count
  }

  #string(input: ByteReader): string {
    return this.#strings.read(input)
  }

  #text(input: ByteReader, again: boolean): string {
    if (!again) return this.#texts.keep(input.string())
    const text = this.#texts.find(input.varUint())
    // A few bytes stand for a long text: they count as what they become.
    this.#take(text.length >> 6)
    return text
  }
}

function node(input: ByteReader): NodeId {
  return input.varUint() as NodeId
}

function one<T>(of: readonly T[], index: number): T {
  const found = of[index]
  if (found === undefined) throw new ProtocolError('bad_value', `choice ${index} of ${of.length}`)
  return found
}
