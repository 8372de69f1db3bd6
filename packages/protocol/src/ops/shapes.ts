import { ProtocolError } from '../errors.ts'
import * as LIMIT from '../limits.ts'

/**
 * Kind and name of an element, and the names of its attributes in order: what many elements of a page have in common. They are
 * numbered anew in each frame, which so can be read alone.
 */
export type Shape = {
  readonly namespace: string
  readonly name: string
  readonly attributes: readonly string[]
}

type Known = { number: number; readonly next: Map<string, Known> }

/** The writer's half: a walk along the names of an element and of its attributes ends at the number of their shape. */
export class ShapeWriter {
  readonly #start: Known = { number: -1, next: new Map() }
  #count = 0

  /** The number by which the reader knows a shape; undefined: send it, and if there is room it has the next one. */
  keep(namespace: string, name: string, attributes: readonly string[]): number | undefined {
    const room = this.#count < LIMIT.shapes
    let known = step(step(this.#start, namespace, room), name, room)
    for (let i = 0; i < attributes.length; i += 2) known = step(known, attributes[i] ?? '', room)
    if (!known) return
    if (known.number >= 0) return known.number
    if (room) known.number = this.#count++
    return
  }

  /** A frame begins. */
  reset(): void {
    this.#start.next.clear()
    this.#count = 0
  }
}

function step(from: Known | undefined, name: string, room: boolean): Known | undefined {
  let to = from?.next.get(name)
  if (from && !to && room) {
    to = { number: -1, next: new Map() }
    from.next.set(name, to)
  }
  return to
}

/** The reader's half. */
export class ShapeReader {
  readonly #shapes: Shape[] = []

  keep(shape: Shape): Shape {
    if (this.#shapes.length < LIMIT.shapes) this.#shapes.push(shape)
    return shape
  }

  find(number: number): Shape {
    const shape = this.#shapes[number]
    if (!shape) throw new ProtocolError('unknown_string', `shape ${number} was never defined`)
    return shape
  }

  reset(): void {
    this.#shapes.length = 0
  }
}
