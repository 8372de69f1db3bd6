import { AsyncLocalStorage } from 'node:async_hooks'
import { type Dialect, Kysely, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** What a query runs on: the database, or the transaction it must be part of. */
export type Db = Kysely<Tables> | Transaction<Tables>

/**
 * Two ways to the tables. Inside of `write`, `read()` throws: on SQLite there is one connection, and a query on the
 * outer database would wait for the transaction, and the transaction for it, for ever.
 */
export class Database {
  readonly #db: Kysely<Tables>
  readonly #inside = new AsyncLocalStorage<true>()

  constructor(dialect: Dialect) {
    this.#db = new Kysely<Tables>({ dialect })
  }

  read(): Kysely<Tables> {
    if (this.#inside.getStore() === true) {
      throw new Error('a query on the outer database inside a transaction')
    }
    return this.#db
  }

  /** All of it or nothing; on the disk when the promise resolves. */
  write<T>(run: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    const db = this.read()
    return this.#inside.run(true, () => db.transaction().execute(run))
  }

  close(): Promise<void> {
    return this.#db.destroy()
  }
}
