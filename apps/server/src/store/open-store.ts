import { readMasterKey } from '../crypto/master-key.ts'
import { openSqlStore } from './sql/sql-store.ts'
import { sqliteDialect } from './sqlite/dialect.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'
import type { Store } from './store.ts'

/** The embedded store in a folder. */
export async function openStore(o: {
  readonly data: string
  readonly masterKey: string
  readonly now: () => number
}): Promise<Store> {
  const { database, fresh, unlock } = openSqlite(o.data)
  try {
    return await openSqlStore({
      dialect: sqliteDialect(database),
      masterKey: readMasterKey({ configured: o.masterKey, data: o.data, fresh }),
      now: o.now,
      onClose: unlock,
    })
  } catch (error) {
    if (database.isOpen) database.close()
    unlock()
    throw error
  }
}
