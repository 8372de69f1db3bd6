import { ByteReader, ByteWriter } from './bytes.ts'
import { ProtocolError } from './errors.ts'
import { frameBytes } from './limits.ts'
import { PROTOCOL_VERSION } from './version.ts'

/**
 * What stands in one WebSocket message of a session's socket. The relay reads the first bytes only:
 * the kind, and for sealed frames the lane and the right they claim. The rest is ciphertext to it.
 */
export type WireFrame =
  /** client → relay, first on a socket: a single-use ticket obtained over HTTP. */
  | { readonly kind: 'hello'; readonly version: number; readonly ticket: string }
  /** relay → client, the answer to hello. */
  | { readonly kind: 'welcome'; readonly role: Role; readonly peer: boolean }
  /** relay → client: the other end's socket came or went. */
  | { readonly kind: 'peer'; readonly present: boolean }
  /** relay → client: refused; the socket closes unless the text says otherwise. `code` is stable. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** relay → client: the session is over. The reason is one of END_REASONS. */
  | { readonly kind: 'ended'; readonly reason: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'pong' }
  /** end ↔ end: an ephemeral public key; a new `stream` id starts a new stream with new keys and sequence. */
  | {
      readonly kind: 'keys'
      /** 16 random bytes of this end's lifetime (one page load). */
      readonly stream: Uint8Array
      readonly publicKey: Uint8Array
      /** Viewer only: the issuer's signature over the key, empty for the sharer. */
      readonly certificate: Uint8Array
    }
  /**
   * end ↔ end, the answer to `keys`: what follows on this socket belongs to the stream named by `pair` (16 bytes of
   * the hash that both ends make of the handshake), and `expected` is the next sequence wanted from the other.
   */
  | { readonly kind: 'resume'; readonly pair: Uint8Array; readonly expected: number }
  /** end ↔ end, in order, kept until acknowledged. */
  | {
      readonly kind: 'data'
      readonly lane: Lane
      readonly right: Right
      readonly sequence: number
      /** The last sequence received from the other end, 0 for none. */
      readonly acknowledged: number
      readonly sealed: Uint8Array
    }
  | { readonly kind: 'ack'; readonly acknowledged: number }
  /** end ↔ end: latest wins, never sent again. `counter` makes the nonce. */
  | {
      readonly kind: 'volatile'
      readonly right: Right
      readonly counter: number
      readonly sealed: Uint8Array
    }

export const ROLES = ['sharer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Class A first, then B, then assets; class C has its own frame kind. */
export const LANES = ['control', 'page', 'asset'] as const
export type Lane = (typeof LANES)[number]

/** What a frame claims to be allowed to do; the relay compares it with role and deployment, the sharer with grants. */
export const RIGHTS = ['view', 'pointer', 'drawing', 'control', 'navigation'] as const
export type Right = (typeof RIGHTS)[number]

const KINDS = [
  'hello',
  'welcome',
  'peer',
  'refused',
  'ended',
  'ping',
  'pong',
  'keys',
  'resume',
  'data',
  'ack',
  'volatile',
] as const satisfies readonly WireFrame['kind'][]

const TICKET_BYTES = 512
const TEXT_BYTES = 1024
const KEY_BYTES = 512
const CERTIFICATE_BYTES = 4096

export function writeWireFrame(frame: WireFrame): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(64)
  out.byte(KINDS.indexOf(frame.kind) + 1)
  switch (frame.kind) {
    case 'hello':
      out.varUint(frame.version)
      out.string(frame.ticket)
      break
    case 'welcome':
      out.byte(ROLES.indexOf(frame.role))
      out.byte(frame.peer ? 1 : 0)
      break
    case 'peer':
      out.byte(frame.present ? 1 : 0)
      break
    case 'refused':
      out.string(frame.code)
      out.string(frame.message)
      break
    case 'ended':
      out.string(frame.reason)
      break
    case 'ping':
    case 'pong':
      break
    case 'keys':
      out.raw(frame.stream)
      out.bytes(frame.publicKey)
      out.bytes(frame.certificate)
      break
    case 'resume':
      out.raw(frame.pair)
      out.varUint(frame.expected)
      break
    case 'data':
      out.byte(LANES.indexOf(frame.lane))
      out.byte(RIGHTS.indexOf(frame.right))
      out.varUint(frame.sequence)
      out.varUint(frame.acknowledged)
      out.raw(frame.sealed)
      break
    case 'ack':
      out.varUint(frame.acknowledged)
      break
    case 'volatile':
      out.byte(RIGHTS.indexOf(frame.right))
      out.varUint(frame.counter)
      out.raw(frame.sealed)
      break
  }
  return out.take()
}

export function readWireFrame(bytes: Uint8Array): WireFrame {
  if (bytes.length > frameBytes) {
    throw new ProtocolError('too_large', `a frame of ${bytes.length} bytes`)
  }
  const input = new ByteReader(bytes)
  const kind = KINDS[input.byte() - 1]
  switch (kind) {
    case 'hello': {
      const version = input.varUint()
      if (version !== PROTOCOL_VERSION) {
        throw new ProtocolError('version_mismatch', `version ${version}, here ${PROTOCOL_VERSION}`)
      }
      return { kind, version, ticket: input.string(TICKET_BYTES) }
    }
    case 'welcome':
      return { kind, role: pick(ROLES, input.byte()), peer: input.byte() === 1 }
    case 'peer':
      return { kind, present: input.byte() === 1 }
    case 'refused':
      return { kind, code: input.string(TEXT_BYTES), message: input.string(TEXT_BYTES) }
    case 'ended':
      return { kind, reason: input.string(TEXT_BYTES) }
    case 'ping':
    case 'pong':
      return { kind }
    case 'keys':
      return {
        kind,
        stream: input.raw(16),
        publicKey: input.bytes(KEY_BYTES),
        certificate: input.bytes(CERTIFICATE_BYTES),
      }
    case 'resume':
      return { kind, pair: input.raw(16), expected: input.varUint() }
    case 'data':
      return {
        kind,
        lane: pick(LANES, input.byte()),
        right: pick(RIGHTS, input.byte()),
        sequence: input.varUint(),
        acknowledged: input.varUint(),
        sealed: input.rest(),
      }
    case 'ack':
      return { kind, acknowledged: input.varUint() }
    case 'volatile':
      return {
        kind,
        right: pick(RIGHTS, input.byte()),
        counter: input.varUint(),
        sealed: input.rest(),
      }
    default:
      throw new ProtocolError('unknown_kind', 'a wire frame of an unknown kind')
  }
}

function pick<T>(from: readonly T[], index: number): T {
  const value = from[index]
  if (value === undefined) throw new ProtocolError('bad_value', `index ${index}`)
  return value
}
