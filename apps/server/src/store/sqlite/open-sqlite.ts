import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartError, type Stop } from '../../errors.ts'

/** How long a statement waits for a reader from outside (a backup) before it fails. */
const BUSY_MS = 5_000

export type SqliteFile = { readonly database: DatabaseSync; readonly fresh: boolean; unlock: Stop }

/** Opens `<data>/alongside.db` for this process alone. */
export function openSqlite(data: string): SqliteFile {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const unlock = lock(data)
  try {
    const path = join(data, 'alongside.db')
    const database = new DatabaseSync(path, { timeout: BUSY_MS })
    chmodSync(path, 0o600)
    // FULL: a commit is on the disk before it is acknowledged. secure_delete: no old text in free pages.
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma foreign_keys = on;
      pragma secure_delete = on;
      pragma temp_store = memory;
      pragma trusted_schema = off;
    `)
    const tables = database.prepare('select name from sqlite_master limit 1').all()
    return { database, fresh: tables.length === 0, unlock }
  } catch (error) {
    unlock()
    throw new StartError(
      'store_failed',
      `${data}: ${error instanceof Error ? error.message : error}`,
    )
  }
}

/**
 * A second process on one file would have its own timers and sockets and act twice. The lock is a transaction held
 * open on a file of its own: the system drops it when the process dies, however it dies, and tools that back the
 * store up can still read the store itself.
 */
function lock(data: string): Stop {
  const path = join(data, 'alongside.lock')
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch {
    database.close()
    const text = `${data} is used by another running server; stop it, or give this one another "data"`
    throw new StartError('data_in_use', text)
  }
  return () => {
    if (database.isOpen) database.close()
  }
}
