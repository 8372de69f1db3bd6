import { randomBytes } from 'node:crypto'
import { type Dialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { MasterKey } from '../../crypto/master-key.ts'
import { StartError } from '../../errors.ts'
import type { Store } from '../store.ts'
import { DIRECTORY_KEY } from './cells.ts'
import { conversations } from './conversations.ts'
import { DataKeys } from './data-keys.ts'
import { Database } from './database.ts'
import { directory } from './directory.ts'
import { joinCodes } from './join-codes.ts'
import { messages } from './messages.ts'
import { migrations } from './migrations.ts'
import { sessions } from './sessions.ts'

/** The store over any SQL dialect: migrates forward, checks the master key, then serves. */
export async function openSqlStore(o: {
  readonly dialect: Dialect
  readonly masterKey: MasterKey
  readonly now: () => number
  readonly onClose: () => void
}): Promise<Store> {
  const db = new Database(o.dialect)
  const close = async (): Promise<void> => {
    await db.close()
    o.onClose()
  }
  try {
    const { error } = await new Migrator({
      db: db.read(),
      provider: migrations,
    }).migrateToLatest()
    if (error !== undefined) throw new StartError('store_failed', `migration: ${String(error)}`)

    const keys = new DataKeys(o.masterKey)
    await db.write((trx) => keys.check(trx))
    const secret: Store['secret'] = (name, make) =>
      db.write(async (trx) => {
        const id = `secret:${name}`
        const known = await keys.find(trx, id)
        if (known !== null) return known
        const bytes = make()
        await keys.make(trx, id, o.now(), bytes)
        return bytes
      })
    await db.write(async (trx) => {
      if ((await keys.find(trx, DIRECTORY_KEY)) === null) {
        await keys.make(trx, DIRECTORY_KEY, o.now())
      }
    })
    const emailKey = await secret('email-lookup', () => randomBytes(32))

    return {
      check: async () => {
        await sql`select 1`.execute(db.read())
      },
      close,
      secret,
      ...directory(db, keys, emailKey),
      ...conversations(db, keys),
      ...messages(db, keys),
      ...sessions(db, keys),
      ...joinCodes(db),
    }
  } catch (error) {
    await close()
    throw error
  }
}
