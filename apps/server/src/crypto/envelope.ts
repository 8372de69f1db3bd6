import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Which cell of the store a ciphertext belongs to: moved to another cell it does not open. */
export type Cell = {
  readonly table: string
  readonly row: string
  readonly column: string
  readonly keyId: string
}

/**
 * AES-256-GCM. envelope := byte(1) • nonce(12) • ciphertext • tag(16), with AAD = table|row|column|key id.
 * Random nonces: a data key covers one conversation or one guest, far below the 2^32 uses that NIST allows.
 */
export function sealBytes(key: Uint8Array, cell: Cell, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(aad(cell))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), nonce, sealed, cipher.getAuthTag()])
}

/** Throws when the key, the cell or one bit is not the same as when it was sealed. */
export function openBytes(key: Uint8Array, cell: Cell, envelope: Uint8Array): Buffer {
  if (envelope[0] !== VERSION || envelope.length < 1 + NONCE_BYTES + TAG_BYTES) {
    throw new Error(`not an envelope: ${cell.table}.${cell.column}`)
  }
  const nonce = envelope.subarray(1, 1 + NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(aad(cell))
  decipher.setAuthTag(envelope.subarray(-TAG_BYTES))
  const sealed = envelope.subarray(1 + NONCE_BYTES, -TAG_BYTES)
  return Buffer.concat([decipher.update(sealed), decipher.final()])
}

function aad(cell: Cell): Buffer {
  return Buffer.from(`${cell.table}|${cell.row}|${cell.column}|${cell.keyId}`)
}
