import type { ByteReader } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { NodeId } from '../ids.ts'
import * as LIMIT from '../limits.ts'
import { MODES, PX } from './codes.ts'
import * as ELEMENT from './element-flag.ts'
import { type Attribute, NAMESPACES, type NodeRecord } from './op.ts'
import * as RECORD from './record.ts'
import { type Shape, ShapeReader } from './shapes.ts'
import type { StringReader } from './strings.ts'
import type { TextReader } from './texts.ts'

/** Counts things that were read, against the limit of a frame. */
export type Take = (count: number) => number

/** Reads what an `insert` brings. */
export class SubtreeReader {
  readonly #strings: StringReader
  readonly #texts: TextReader
  readonly #take: Take
  readonly #shapes = new ShapeReader()
  /** 0: the frame has not said yet which id comes next. */
  #nextId = 0

  constructor(strings: StringReader, texts: TextReader, take: Take) {
    this.#strings = strings
    this.#texts = texts
    this.#take = take
  }

  /** A frame begins. */
  reset(): void {
    this.#nextId = 0
    this.#shapes.reset()
  }

  /** The records of one subtree: ends with the root's own end. Iterative, so depth costs no stack. */
  read(input: ByteReader): NodeRecord[] {
    const nodes: NodeRecord[] = []
    let depth = 0
    do {
      const head = input.byte()
      const kind = head & ELEMENT.recordMask
      if (kind === RECORD.end) {
        if (depth === 0) throw new ProtocolError('bad_value', 'a subtree without a root')
        depth--
        continue
      }
      if (kind === RECORD.from) {
        this.#nextId = input.varUint()
        continue
      }
      this.#take(1)
      nodes.push(this.#record(input, head, depth))
      if (kind === RECORD.element && head & ELEMENT.text) {
        this.#take(1)
        nodes.push(this.#text(input, false, depth + 1))
      } else if (isOpen(head)) depth++
      if (depth > LIMIT.depth) throw new ProtocolError('too_deep', `deeper than ${LIMIT.depth}`)
    } while (depth > 0 || nodes.length === 0)
    return nodes
  }

  #record(input: ByteReader, head: number, depth: number): NodeRecord {
    switch (head & ELEMENT.recordMask) {
      case RECORD.element: {
        const id = this.#newId()
        const { namespace, name, attributes: names } = this.#shape(input)
        const attributes: Attribute[] = []
        this.#take(names.length)
        for (const of of names) attributes.push({ name: of, value: this.#strings.read(input) })
        const blocked =
          head & ELEMENT.blocked
            ? { width: input.varUint() / PX, height: input.varUint() / PX }
            : null
        return { kind: 'element', id, depth, namespace, name, attributes, blocked }
      }
      case RECORD.text:
      case RECORD.again:
        return this.#text(input, (head & ELEMENT.recordMask) === RECORD.again, depth)
      case RECORD.document: {
        const bits = input.byte()
        const mode = MODES[bits >> 1]
        if (!mode) throw new ProtocolError('bad_value', 'a document of an unknown mode')
        return {
          kind: 'document',
          id: this.#newId(),
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
          id: this.#newId(),
          depth,
          mode: bits & 1 ? 'closed' : 'open',
          delegatesFocus: (bits & 2) !== 0,
          slotAssignment: bits & 4 ? 'manual' : 'named',
        }
      }
      case RECORD.ref:
        return { kind: 'ref', id: input.varUint() as NodeId, depth }
      default:
        throw new ProtocolError('unknown_kind', `a node record of kind ${head}`)
    }
  }

  #text(input: ByteReader, again: boolean, depth: number): NodeRecord {
    return { kind: 'text', id: this.#newId(), depth, text: this.#texts.read(input, again) }
  }

  #newId(): NodeId {
    if (this.#nextId === 0) throw new ProtocolError('bad_value', 'a node without an id')
    return this.#nextId++ as NodeId
  }

  #shape(input: ByteReader): Shape {
    const number = input.varUint()
    if (number > 0) return this.#shapes.find(number - 1)
    const known = input.byte()
    const namespace = known === 0 ? this.#strings.read(input) : one(NAMESPACES, known - 1)
    const name = this.#strings.read(input)
    return this.#shapes.keep({
      namespace,
      name,
      attributes: listOf(input, this.#take, () => this.#strings.read(input)),
    })
  }
}

/** Whether children and an end follow this record. */
function isOpen(head: number): boolean {
  const kind = head & ELEMENT.recordMask
  if (kind === RECORD.element) return (head & ELEMENT.leaf) === 0
  return kind === RECORD.document || kind === RECORD.shadow
}

export function listOf<T>(input: ByteReader, take: Take, item: () => T): T[] {
  const count = input.varUint()
  // Each item takes a byte at least: a count beyond the input is a lie, refused before allocating.
  if (count > input.remaining) throw new ProtocolError('truncated', `${count} items past the end`)
  return Array.from({ length: take(count) }, item)
}

export function one<T>(of: readonly T[], index: number): T {
  const found = of[index]
  if (found === undefined) throw new ProtocolError('bad_value', `choice ${index} of ${of.length}`)
  return found
}
