import {
  ByteWriter,
  LANES,
  type Lane,
  PROTOCOL_VERSION,
  RIGHTS,
  type Right,
  type Role,
} from '@alongside/protocol'

type Bytes = Uint8Array<ArrayBuffer>

/** One end's half of the handshake, for one page lifetime (or until a stream cannot be resumed). */
export type Identity = {
  /** 16 random bytes that name this lifetime. */
  readonly stream: Bytes
  readonly publicKey: Bytes
  readonly privateKey: CryptoKey
}

/** What the other end said of itself in `keys`. */
export type Peer = { readonly stream: Uint8Array; readonly publicKey: Uint8Array }

/** Seals for one direction of one stream; nonces never repeat because counters only grow. */
export type Sealer = {
  data(header: DataHeader, plain: Uint8Array<ArrayBuffer>): Promise<Bytes>
  volatile(header: VolatileHeader, plain: Uint8Array<ArrayBuffer>): Promise<Bytes>
}
export type DataHeader = { readonly lane: Lane; readonly right: Right; readonly sequence: number }
export type VolatileHeader = { readonly right: Right; readonly counter: number }

export type StreamKeys = {
  /** Names the pair of identities: the same 16 bytes at both ends, and public. */
  readonly pair: Bytes
  readonly seal: Sealer
  /** Rejects anything that the other end did not seal with exactly this header. */
  readonly open: Sealer
}

const AGREEMENT = 'X25519'
const DATA = 1
const VOLATILE = 2

export async function createIdentity(): Promise<Identity> {
  const pair = await crypto.subtle.generateKey(AGREEMENT, false, ['deriveBits'])
  if (!('privateKey' in pair)) throw new Error('X25519 gives a pair of keys')
  return {
    stream: crypto.getRandomValues(new Uint8Array(16)),
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    privateKey: pair.privateKey,
  }
}

/**
 * The keys of the stream between two identities. Everything that both ends must agree on is hashed into the salt, so
 * ends that a relay told different stories get different keys and read nothing of each other.
 */
export async function deriveKeys(
  role: Role,
  sessionId: string,
  mine: Identity,
  peer: Peer,
): Promise<StreamKeys> {
  const [sharer, viewer] = role === 'sharer' ? [mine, peer] : [peer, mine]
  const transcript = new ByteWriter(256)
  transcript.string('alongside channel')
  transcript.varUint(PROTOCOL_VERSION)
  transcript.string(sessionId)
  transcript.raw(sharer.stream)
  transcript.raw(viewer.stream)
  transcript.bytes(sharer.publicKey)
  transcript.bytes(viewer.publicKey)
  const salt = new Uint8Array(await crypto.subtle.digest('SHA-256', transcript.take()))

  const theirs = await crypto.subtle.importKey(
    'raw',
    new Uint8Array(peer.publicKey),
    AGREEMENT,
    false,
    [],
  )
  // WebCrypto refuses an all-zero secret, which is what a key of small order would give.
  const secret = await crypto.subtle.deriveBits(
    { name: AGREEMENT, public: theirs },
    mine.privateKey,
    256,
  )
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const key = (from: Role, use: string, usage: 'encrypt' | 'decrypt') =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt, info: ascii(`${from} ${use}`) },
      root,
      { name: 'AES-GCM', length: 256 },
      false,
      [usage],
    )
  const other = role === 'sharer' ? 'viewer' : 'sharer'
  const [sealData, sealVolatile, openData, openVolatile] = await Promise.all([
    key(role, 'data', 'encrypt'),
    key(role, 'volatile', 'encrypt'),
    key(other, 'data', 'decrypt'),
    key(other, 'volatile', 'decrypt'),
  ])
  const { subtle } = crypto
  return {
    pair: salt.slice(0, 16),
    seal: sealer(
      (gcm, plain) => subtle.encrypt(gcm, sealData, plain),
      (gcm, plain) => subtle.encrypt(gcm, sealVolatile, plain),
    ),
    open: sealer(
      (gcm, sealed) => subtle.decrypt(gcm, openData, sealed),
      (gcm, sealed) => subtle.decrypt(gcm, openVolatile, sealed),
    ),
  }
}

type Cipher = (gcm: AesGcmParams, bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>

function sealer(data: Cipher, volatile: Cipher): Sealer {
  return {
    data: async ({ lane, right, sequence }, bytes) => {
      const gcm = params(sequence, [DATA, LANES.indexOf(lane), RIGHTS.indexOf(right)])
      return new Uint8Array(await data(gcm, bytes))
    },
    volatile: async ({ right, counter }, bytes) => {
      const gcm = params(counter, [VOLATILE, RIGHTS.indexOf(right)])
      return new Uint8Array(await volatile(gcm, bytes))
    },
  }
}

/** The counter is the nonce; the header that the relay can see is authenticated, so it cannot be altered. */
function params(counter: number, header: readonly number[]): AesGcmParams {
  const iv = new Uint8Array(12)
  const view = new DataView(iv.buffer)
  view.setUint32(4, Math.floor(counter / 2 ** 32))
  view.setUint32(8, counter >>> 0)
  const aad = new ByteWriter(16)
  for (const byte of header) aad.byte(byte)
  aad.varUint(counter)
  return { name: 'AES-GCM', iv, additionalData: aad.take() }
}

function ascii(text: string): Bytes {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

/** Whether two ends' words are the same bytes. Public values only: not in constant time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
