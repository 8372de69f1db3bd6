import type { Role, WireFrame } from '@alongside/protocol'
import { certifies, expiresAt } from './certificate.ts'
import { createIdentity, deriveKeys, type Identity, type Peer, type StreamKeys } from './seal.ts'

export type KeysFrame = Extract<WireFrame, { kind: 'keys' }>

/** This stream cannot begin or go on: what was said must not be believed, or was kept back. */
export class StreamRefused extends Error {
  override readonly name = 'StreamRefused'
  readonly code:
    | 'certificate_invalid'
    | 'keys_invalid'
    | 'keys_replayed'
    | 'crypto_unavailable'
    | 'right_missing'

  constructor(code: StreamRefused['code']) {
    super(code)
    this.code = code
  }
}

export type HandshakeOptions = {
  readonly role: Role
  readonly sessionId: string
  certify?: ((publicKey: Uint8Array) => Promise<Uint8Array>) | undefined
  readonly issuerKey: Uint8Array | null
  now(): number
}

/** A certificate with less than this to live (ms) is replaced before it is shown again. */
const CERTIFICATE_MARGIN = 30_000

/** Who this end is, and what it makes of the other's keys. */
export class Handshake {
  readonly #o: HandshakeOptions
  #identity: Promise<Identity> | null = null
  #certificate: Uint8Array = new Uint8Array()
  /** Those whom this identity has made keys with: the same pair again would use nonces twice. */
  #met: Set<string> = new Set()

  constructor(o: HandshakeOptions) {
    this.#o = o
  }

  async greeting(): Promise<KeysFrame> {
    const { stream, publicKey } = await this.#mine()
    const { certify, now } = this.#o
    if (certify && expiresAt(this.#certificate) < now() + CERTIFICATE_MARGIN) {
      this.#certificate = await certify(publicKey)
    }
    return { kind: 'keys', stream, publicKey, certificate: this.#certificate }
  }

  /** Keys with an end that was not met before. Throws StreamRefused. */
  async meet(frame: KeysFrame): Promise<{ keys: StreamKeys; peer: Peer }> {
    const { role, sessionId, issuerKey, now } = this.#o
    const publicKey = new Uint8Array(frame.publicKey)
    if (role === 'sharer') {
      const { certificate } = frame
      const claim = { certificate, publicKey, sessionId, now: now() }
      // Without an issuer nobody can be told from anybody: nothing is shared.
      if (!issuerKey || !(await certifies({ ...claim, issuerKey }))) {
        throw new StreamRefused('certificate_invalid')
      }
    }
    const peer: Peer = { stream: new Uint8Array(frame.stream), publicKey }
    const name = [...peer.stream, ...publicKey].join()
    if (this.#met.has(name)) throw new StreamRefused('keys_replayed')
    this.#met.add(name)
    const mine = await this.#mine()
    try {
      return { keys: await deriveKeys(role, sessionId, mine, peer), peer }
    } catch {
      throw new StreamRefused('keys_invalid')
    }
  }

  /** Another key pair from now on: whatever was agreed with the old one is over. */
  renew(): void {
    this.#identity = null
    this.#certificate = new Uint8Array()
    this.#met = new Set()
  }

  #mine(): Promise<Identity> {
    this.#identity ??= createIdentity().catch(() => {
      // A page without a secure context, or a browser older than X25519 in WebCrypto.
      throw new StreamRefused('crypto_unavailable')
    })
    return this.#identity
  }
}
