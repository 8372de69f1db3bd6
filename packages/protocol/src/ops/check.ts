import { ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { NodeId } from '../ids.ts'
import { FRAMES } from './codes.ts'
import type { Attribute } from './op.ts'
import type { OpInput } from './op-input.ts'

/** Of so many nodes, whose ids follow each other, there is one sum. */
export const CHECK_BLOCK = 64

/** The sum of one block of nodes (its ids by `CHECK_BLOCK`), or of one sheet (its id); 32 bits. */
export type Sum = { readonly at: number; readonly sum: number }

/** A node by itself, as it leaves. */
export type NodeState =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'element'
      readonly namespace: string
      readonly name: string
      readonly attributes: readonly Attribute[]
    }
  /** A document or a shadow root. */
  | { readonly kind: 'root' }

/** The box of an element relative to its document, in CSS px, to the half of one. */
export type LaidOut = {
  readonly id: NodeId
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What the capture says so that the replica can prove that it is right: about what the ops before it have led to. */
export type Check =
  /** All there is from block (or sheet) `from` to before `to`; where no sum is, there is nothing. */
  | {
      readonly check: 'nodes' | 'sheets'
      readonly from: number
      readonly to: number
      readonly sums: readonly Sum[]
    }
  /** Asked for by `tell`. `before` 0: the last one of its parent. */
  | {
      readonly check: 'node'
      readonly id: NodeId
      readonly parent: NodeId
      readonly before: NodeId
      readonly state: NodeState
    }
  /** Asked for by `tell`: there is no such node. */
  | { readonly check: 'gone'; readonly id: NodeId }
  /** All nodes and sheets have been told since this was said last. */
  | { readonly check: 'round' }
  /** Where some elements stand while nothing moves, by rising ids. */
  | { readonly check: 'boxes'; readonly boxes: readonly LaidOut[] }

const CHECKS: readonly Check['check'][] = ['nodes', 'sheets', 'node', 'gone', 'round', 'boxes']
const STATES: readonly NodeState['kind'][] = ['text', 'element', 'root']

/** A frame of checks. */
export function writeChecks(checks: readonly Check[]): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter()
  out.byte(FRAMES.indexOf('check') + 1)
  for (const check of checks) {
    out.byte(CHECKS.indexOf(check.check) + 1)
    switch (check.check) {
      case 'nodes':
      case 'sheets':
        writeSums(out, check)
        break
      case 'node':
        for (const id of [check.id, check.parent, check.before]) out.varUint(id)
        writeState(out, check.state)
        break
      case 'gone':
        out.varUint(check.id)
        break
      case 'round':
        break
      case 'boxes':
        writeBoxes(out, check.boxes)
        break
    }
  }
  return out.take()
}

/** The reverse, after the frame's kind. `take` counts what is read, and throws when it is too much. */
export function readChecks(input: OpInput, take: (count: number) => number): Check[] {
  const checks: Check[] = []
  while (!input.done) {
    take(1)
    checks.push(readCheck(input, take))
  }
  return checks
}

function readCheck(input: OpInput, take: (count: number) => number): Check {
  const check = CHECKS[input.byte() - 1]
  switch (check) {
    case 'nodes':
    case 'sheets':
      return { check, ...readSums(input, take) }
    case 'node':
      return {
        check,
        id: input.varUint() as NodeId,
        parent: input.varUint() as NodeId,
        before: input.varUint() as NodeId,
        state: readState(input, take),
      }
    case 'gone':
      return { check, id: input.varUint() as NodeId }
    case 'round':
      return { check }
    case 'boxes':
      return { check, boxes: readBoxes(input, take) }
    default:
      throw new ProtocolError('unknown_kind', 'no such check')
  }
}

type Sums = { readonly from: number; readonly to: number; readonly sums: readonly Sum[] }

function writeSums(out: ByteWriter, { from, to, sums }: Sums): void {
  out.varUint(from)
  out.varUint(to - from)
  out.varUint(sums.length)
  let next = from
  for (const { at, sum } of sums) {
    out.varUint(at - next)
    for (let shift = 24; shift >= 0; shift -= 8) out.byte((sum >>> shift) & 0xff)
    next = at + 1
  }
}

function readSums(input: OpInput, take: (count: number) => number): Sums {
  const from = input.varUint()
  const to = from + input.varUint()
  const count = take(input.varUint())
  if (count > input.remaining) throw new ProtocolError('truncated', 'fewer sums than were said')
  const sums: Sum[] = []
  let next = from
  for (let i = 0; i < count; i++) {
    const at = next + input.varUint()
    if (at >= to) throw new ProtocolError('bad_value', 'a sum past the end of its range')
    let sum = 0
    for (let byte = 0; byte < 4; byte++) sum = ((sum << 8) | input.byte()) >>> 0
    sums.push({ at, sum })
    next = at + 1
  }
  return { from, to, sums }
}

function writeBoxes(out: ByteWriter, boxes: readonly LaidOut[]): void {
  out.varUint(boxes.length)
  let last = 0
  for (const { id, x, y, width, height } of boxes) {
    out.varUint(id - last)
    for (const px of [x, y, width, height]) out.varInt(Math.round(px * 2))
    last = id
  }
}

function readBoxes(input: OpInput, take: (count: number) => number): LaidOut[] {
  const count = take(input.varUint())
  if (count > input.remaining) throw new ProtocolError('truncated', 'fewer boxes than were said')
  let last = 0
  return Array.from({ length: count }, () => {
    last += input.varUint()
    const px = (): number => input.varInt() / 2
    return { id: last as NodeId, x: px(), y: px(), width: px(), height: px() }
  })
}

function writeState(out: ByteWriter, state: NodeState): void {
  out.byte(STATES.indexOf(state.kind) + 1)
  if (state.kind === 'text') out.string(state.text)
  if (state.kind !== 'element') return
  out.string(state.namespace)
  out.string(state.name)
  out.varUint(state.attributes.length)
  for (const { name, value } of state.attributes) {
    out.string(name)
    out.string(value)
  }
}

function readState(input: OpInput, take: (count: number) => number): NodeState {
  const kind = STATES[input.byte() - 1]
  switch (kind) {
    case 'text':
      return { kind, text: input.string() }
    case 'root':
      return { kind }
    case 'element': {
      const namespace = input.string()
      const name = input.string()
      const count = take(input.varUint())
      if (count > input.remaining)
        throw new ProtocolError('truncated', 'fewer attributes than were said')
      const attributes = Array.from({ length: count }, () => ({
        name: input.string(),
        value: input.string(),
      }))
      return { kind, namespace, name, attributes }
    }
    default:
      throw new ProtocolError('unknown_kind', 'no such state of a node')
  }
}
