import { ByteReader, ByteWriter } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import type { NodeId } from './ids.ts'

/**
 * A place on the page that survives a different scroll, zoom and layout: a node and a point in its box,
 * in fractions of its width and height (0 to 1, carried with 1/65535).
 */
export type Place = { readonly node: NodeId; readonly x: number; readonly y: number }

/**
 * Why nothing of the page is sent, stable codes: a pause criterion names its address; this browser cannot read the
 * deployment's rules; they were not to be had; the customer pauses.
 */
export const HELD_REASONS = ['address', 'rules_invalid', 'rules_unavailable', 'customer'] as const
export type HeldReason = (typeof HELD_REASONS)[number]

/** Where the customer goes beside this page: another tab, while this one stays the shared one; a site that is none of the deployment's. */
export const AWAY = ['tab', 'site'] as const
export type Away = (typeof AWAY)[number]

/** What the two ends tell each other besides the page. Either end may send each of these. */
export type Message =
  /** The sender's pointer moved. Travels volatile: only the latest counts. */
  | { readonly message: 'pointer'; readonly place: Place; readonly touch: boolean }
  /** The sender's pointer left the page. */
  | { readonly message: 'pointerGone' }
  /** The sender clicked or tapped. On the sharer's side the page got that click; on the viewer's it is only shown. */
  | { readonly message: 'click'; readonly place: Place; readonly touch: boolean }
  /** Sharer → viewer: the page is leaving (a link was followed, a reload); the next page is expected. */
  | { readonly message: 'leaving' }
  /** Sharer → viewer: nothing of the page is sent, and why; null: it is sent again, in a new epoch. */
  | { readonly message: 'held'; readonly why: HeldReason | null }
  /** Sharer → viewer: where the customer is about to be, which need not come true; null: here again. */
  | { readonly message: 'away'; readonly at: Away | null }

const MESSAGES = [
  'pointer',
  'pointerGone',
  'click',
  'leaving',
  'held',
  'away',
] as const satisfies readonly Message['message'][]

export function writeMessage(message: Message): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(16)
  out.byte(MESSAGES.indexOf(message.message) + 1)
  switch (message.message) {
    case 'pointer':
    case 'click':
      writePlace(out, message.place)
      out.byte(message.touch ? 1 : 0)
      break
    case 'held':
      out.byte(message.why ? HELD_REASONS.indexOf(message.why) + 1 : 0)
      break
    case 'away':
      out.byte(message.at ? AWAY.indexOf(message.at) + 1 : 0)
      break
    case 'pointerGone':
    case 'leaving':
      break
  }
  return out.take()
}

export function readMessage(bytes: Uint8Array): Message {
  const input = new ByteReader(bytes)
  const message = MESSAGES[input.byte() - 1]
  switch (message) {
    case 'pointer':
    case 'click':
      return { message, place: readPlace(input), touch: input.byte() === 1 }
    case 'pointerGone':
    case 'leaving':
      return { message }
    case 'held':
      return { message, why: readOne(HELD_REASONS, input.byte()) }
    case 'away':
      return { message, at: readOne(AWAY, input.byte()) }
    default:
      throw new ProtocolError('unknown_kind', 'a message of an unknown kind')
  }
}

function readOne<Name>(names: readonly Name[], code: number): Name | null {
  const name = code === 0 ? null : names[code - 1]
  if (name === undefined) throw new ProtocolError('unknown_kind', 'a message of an unknown kind')
  return name
}

function writePlace(out: ByteWriter, { node, x, y }: Place): void {
  out.varUint(node)
  out.varUint(fraction(x))
  out.varUint(fraction(y))
}

function readPlace(input: ByteReader): Place {
  const node = input.varUint() as NodeId
  const x = input.varUint()
  const y = input.varUint()
  if (x > 0xffff || y > 0xffff) throw new ProtocolError('bad_value', 'a place outside its box')
  return { node, x: x / 0xffff, y: y / 0xffff }
}

function fraction(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 0xffff)
}
