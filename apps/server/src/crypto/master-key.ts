import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../errors.ts'

const KEY_BYTES = 32

/** The key that wraps all others, and the name under which wrapped keys refer to it. */
export type MasterKey = { readonly id: string; readonly bytes: Buffer; readonly from: string }

/**
 * From the configuration (ALONGSIDE_MASTER_KEY), else from `<data>/master.key`, which the first start makes.
 * `fresh` says that the store is new: with stored data and no key, a new key would only hide the loss.
 */
export function readMasterKey(o: {
  readonly configured: string
  readonly data: string
  readonly fresh: boolean
}): MasterKey {
  if (o.configured !== '') return masterKey(decode(o.configured, 'masterKey'), 'configuration')
  const path = join(o.data, 'master.key')
  if (existsSync(path)) {
    if ((statSync(path).mode & 0o077) !== 0) {
      throw new StartError('master_key_invalid', `${path} is open to others; do chmod 600`)
    }
    return masterKey(decode(readFileSync(path, 'utf8').trim(), path), path)
  }
  if (!o.fresh) {
    const text = `${path} is missing and the store has data; put the key back or set ALONGSIDE_MASTER_KEY`
    throw new StartError('master_key_missing', text)
  }
  const bytes = randomBytes(KEY_BYTES)
  // `wx`: never over an existing key, even when two processes start at once.
  writeFileSync(path, `${bytes.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  return masterKey(bytes, path)
}

export function masterKey(bytes: Buffer, from: string): MasterKey {
  const id = createHmac('sha256', bytes).update('alongside master key id').digest('hex')
  return { id: id.slice(0, 16), bytes, from }
}

function decode(text: string, where: string): Buffer {
  const hex = /^[0-9a-f]{64}$/i.test(text)
  const bytes = Buffer.from(text, hex ? 'hex' : 'base64')
  if (bytes.length !== KEY_BYTES || (!hex && !/^[A-Za-z0-9+/_-]{43}=?$/.test(text))) {
    throw new StartError('master_key_invalid', `${where} must be 32 bytes in base64 or hex`)
  }
  return bytes
}
