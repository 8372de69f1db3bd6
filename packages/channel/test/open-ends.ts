import type { Lane, Right, Role } from '@alongside/protocol'
import { certificateClaim, writeCertificate } from '@alongside/protocol'
import { openChannel } from '../src/channel.ts'
import type { Channel, ChannelOptions, ChannelState } from '../src/index.ts'
import type { Relay } from './blind-relay.ts'

export const SESSION = 'session-of-the-tests'

export type Received = { payload: Uint8Array; lane: Lane | 'volatile'; right: Right }
export type End = {
  readonly channel: Channel
  readonly received: Received[]
  /** How many streams there were. */
  streams: number
  readonly states: ChannelState[]
  readonly codes: string[]
  readonly ended: string[]
}

export type Issuer = {
  readonly publicKey: Uint8Array
  certify(
    publicKey: Uint8Array,
    claim?: { sessionId?: string; expires?: number; agentId?: string },
  ): Promise<Uint8Array>
}

export async function createIssuer(): Promise<Issuer> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('a pair of keys')
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    async certify(publicKey, claim = {}) {
      const { sessionId = SESSION, expires = Date.now() + 600_000, agentId = 'agent-1234' } = claim
      const bytes = certificateClaim({ sessionId, agentId, expires, publicKey })
      const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, bytes)
      return writeCertificate({ expires, agentId, signature: new Uint8Array(signature) })
    },
  }
}

/** Waits that make a test short; none of the guarantees depends on them. */
export const QUICK: NonNullable<ChannelOptions['timing']> = {
  handshake: 500,
  beside: 200,
  pingEvery: 40,
  silence: 120,
  steady: 0,
  backOff: { first: 5, longest: 20 },
  ackWithin: 5,
}

/** As quick to reconnect, but a busy machine is not taken for a dead socket. */
const CALM: typeof QUICK = { ...QUICK, handshake: 10_000, pingEvery: 1_000, silence: 10_000 }

/** One end on the relay. `onStream` runs inside the callback, where the sharer of the product starts an epoch. */
export function openEnd(
  relay: Relay,
  role: Role,
  issuer: Issuer,
  more: Partial<ChannelOptions> = {},
): End {
  const end: Omit<End, 'channel'> = { received: [], streams: 0, states: [], codes: [], ended: [] }
  const channel = openChannel({
    role,
    sessionId: SESSION,
    ticket: relay.ticket(role),
    connect: relay.connect,
    timing: CALM,
    ...(role === 'viewer'
      ? { certify: (key: Uint8Array) => issuer.certify(key) }
      : { issuerKey: issuer.publicKey }),
    onPayload: (payload, lane, right) => end.received.push({ payload, lane, right }),
    onEnded: (reason) => end.ended.push(reason),
    ...more,
    onStream() {
      end.streams++
      more.onStream?.()
    },
    onState(state, detail) {
      end.states.push(state)
      if (detail) end.codes.push(detail.code)
    },
  })
  return Object.assign(end, { channel })
}

/** Deterministic random numbers below `n`: a failing run can be had again by its seed. */
export function randomNumbers(seed: number): (n: number) => number {
  let state = seed >>> 0
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

export function bytes(value: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(value)
}
