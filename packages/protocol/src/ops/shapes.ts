import { ProtocolError } from '../errors.ts'
import { LIMITS } from '../limits.ts'

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

/** The writer's half: a walk from the element's name along those of its attributes ends at the number of its shape. */
export class ShapeWriter {
  readonly #first = new Map<string, Map<string, Known>>()
  #count = 0

  /** The number by which the reader knows a shape; undefined: send it, and if there is room it has the next one. */
  keep(namespace: string, name: string, attributes: readonly string[]): number | undefined {
    const room = this.#count < LIMITS.shapes
    let names = this.#first.get(namespace)
    if (!names) {
      names = new Map()
      if (room) this.#first.set(namespace, names)
    }
    let known = step(names, name, room)
    for (let i = 0; known && i < attributes.length; i += 2)
      known = step(known.next, attributes[i] ?? '', room)
    if (!known) return
    if (known.number >= 0) return known.number
    if (room) known.number = this.#count++
    return
  }

  /** A frame begins. */
  reset(): void {
    if (this.#count === 0) return
    this.#first.clear()
    this.#count = 0
  }
}

function step(from: Map<string, Known>, name: string, room: boolean): Known | undefined {
  let to = from.get(name)
  if (!to && room) {
    to = { number: -1, next: new Map() }
    from.set(name, to)
  }
  return to
}

/** The reader's half. */
export class ShapeReader {
  readonly #shapes: Shape[] = []

  keep(shape: Shape): Shape {
    if (this.#shapes.length < LIMITS.shapes) this.#shapes.push(shape)
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
