import { randomBytes } from 'node:crypto'
import { type Cell, openBytes, sealBytes } from '../../crypto/envelope.ts'
import type { MasterKey } from '../../crypto/master-key.ts'
import { StartError } from '../../errors.ts'
import type { Db } from './database.ts'

/** Unwrapped keys kept in memory; the rest is a row and one AES block away. */
const CACHED = 2_000
const KEY_VALUE = 'master_key_id'

/**
 * A data key for each conversation, each guest and the directory of agents, wrapped by the master key. Whoever drops a
 * row of `data_keys` has erased all that was sealed with it, also in older backups of the other tables.
 */
export class DataKeys {
  readonly #master: MasterKey
  readonly #cache = new Map<string, Uint8Array>()

  constructor(master: MasterKey) {
    this.#master = master
  }

  /** Refuses a master key that is not the one this store was made with. */
  async check(db: Db): Promise<void> {
    const row = await db
      .selectFrom('meta')
      .select('value')
      .where('name', '=', KEY_VALUE)
      .executeTakeFirst()
    if (row === undefined) {
      await db.insertInto('meta').values({ name: KEY_VALUE, value: this.#master.id }).execute()
    } else if (row.value !== this.#master.id) {
      const text =
        `the key from ${this.#master.from} (${this.#master.id}) is not the one this store was made with ` +
        `(${row.value}); put that key back in ALONGSIDE_MASTER_KEY or master.key, or use another "data"`
      throw new StartError('master_key_mismatch', text)
    }
  }

  /** A new key, in the transaction that makes what it belongs to. */
  async make(db: Db, id: string, at: number, bytes: Uint8Array = randomBytes(32)): Promise<void> {
    const wrapped = sealBytes(this.#master.bytes, this.#cell(id), bytes)
    await db
      .insertInto('data_keys')
      .values({ id, master_key_id: this.#master.id, wrapped, created_at: at })
      .execute()
    this.#remember(id, bytes)
  }

  async find(db: Db, id: string): Promise<Uint8Array | null> {
    const known = this.#cache.get(id)
    if (known !== undefined) return known
    const row = await db
      .selectFrom('data_keys')
      .select('wrapped')
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return null
    const bytes = openBytes(this.#master.bytes, this.#cell(id), row.wrapped)
    this.#remember(id, bytes)
    return bytes
  }

  async seal(db: Db, cell: Cell, text: string): Promise<Uint8Array> {
    const key = await this.find(db, cell.keyId)
    if (key === null) throw new Error(`no data key ${cell.keyId}`)
    return sealBytes(key, cell, Buffer.from(text))
  }

  /** Empty when the key was erased: what it sealed is gone, and the rest goes on. */
  async open(db: Db, cell: Cell, envelope: Uint8Array): Promise<string> {
    const key = await this.find(db, cell.keyId)
    return key === null ? '' : openBytes(key, cell, envelope).toString('utf8')
  }

  #cell(id: string): Cell {
    return { table: 'data_keys', row: id, column: 'wrapped', keyId: this.#master.id }
  }

  #remember(id: string, bytes: Uint8Array): void {
    const [oldest] = this.#cache.keys()
    if (oldest !== undefined && this.#cache.size >= CACHED) this.#cache.delete(oldest)
    this.#cache.set(id, bytes)
  }
}
