import { createHash } from 'node:crypto'
import { certificateClaim, writeCertificate } from '@alongside/protocol'
import type { Issuer } from '../../apps/server/src/crypto/issuer.ts'

/**
 * WebCrypto as far as the channel uses it, answering within a microtask: a run then depends on nothing but its seed. It keeps no
 * secret; what was not sealed with this key, nonce and header is refused, as by the real one, whose strength has its own tests.
 */
type Key = { readonly bytes: Uint8Array }
type Gcm = { readonly iv: Uint8Array; readonly additionalData: Uint8Array }
type Derivation = { readonly salt: Uint8Array; readonly info: Uint8Array; readonly public: Key }

const TAG = 4
let pairs = 0

const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

/** FNV-1a over all parts. */
function sum(parts: readonly Uint8Array[]): Uint8Array {
  let hash = 0x811c9dc5
  for (const part of parts) for (const byte of part) hash = Math.imul(hash ^ byte, 0x01000193)
  return new Uint8Array([hash, hash >>> 8, hash >>> 16, hash >>> 24])
}

export const subtle = {
  async generateKey(): Promise<{ publicKey: Key; privateKey: Key }> {
    const bytes = new Uint8Array(32)
    new DataView(bytes.buffer).setUint32(0, ++pairs)
    return { publicKey: { bytes }, privateKey: { bytes } }
  },
  exportKey: async (_: string, { bytes }: Key): Promise<ArrayBuffer> => bytes.slice().buffer,
  importKey: async (_: string, bytes: Uint8Array | ArrayBuffer): Promise<Key> => ({
    bytes: new Uint8Array(bytes),
  }),
  async digest(_: string, bytes: Uint8Array): Promise<Uint8Array> {
    return new Uint8Array(createHash('sha256').update(bytes).digest())
  },
  async deriveBits({ public: theirs }: Derivation, mine: Key): Promise<ArrayBuffer> {
    return theirs.bytes.map((byte, at) => byte ^ (mine.bytes[at] ?? 0)).buffer as ArrayBuffer
  },
  deriveKey: async ({ salt, info }: Derivation, { bytes }: Key): Promise<Key> => ({
    bytes: sum([bytes, salt, info]),
  }),
  encrypt: async ({ iv, additionalData }: Gcm, { bytes }: Key, plain: Uint8Array) =>
    joined([plain, sum([bytes, iv, additionalData, plain])]).buffer,
  async decrypt({ iv, additionalData }: Gcm, { bytes }: Key, sealed: Uint8Array) {
    const plain = sealed.slice(0, -TAG)
    const tag = sum([bytes, iv, additionalData, plain])
    if (!tag.every((byte, at) => byte === sealed[plain.length + at])) throw new Error('tag')
    return plain.buffer
  },
  verify: async (_: string, { bytes }: Key, signature: Uint8Array, data: Uint8Array) =>
    Buffer.compare(signature, signed(bytes, data)) === 0,
}

const ISSUER_KEY = new Uint8Array(32).fill(9)

/** As the server's, of the same cipher. */
export const issuer: Pick<Issuer, 'publicKey' | 'certify'> = {
  publicKey: Buffer.from(ISSUER_KEY).toString('base64url'),
  certify: (claim) =>
    writeCertificate({
      ...{ expires: claim.expires, agentId: claim.agentId },
      signature: signed(ISSUER_KEY, certificateClaim(claim)),
    }),
}

function signed(key: Uint8Array, data: Uint8Array): Uint8Array {
  const signature = new Uint8Array(64)
  signature.set(sum([key, data]))
  return signature
}
