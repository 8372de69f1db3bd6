import { afterAll, expect, test } from 'vitest'
import { newFolder, remove } from '../../test-server.ts'
import { openStore } from '../open-store.ts'
import { Database } from '../sql/database.ts'
import { storeContract } from '../store-contract.ts'
import { sqliteDialect } from './dialect.ts'
import { openSqlite } from './open-sqlite.ts'

const folders: string[] = []
afterAll(() => folders.forEach(remove))

function folder(): string {
  const made = newFolder()
  folders.push(made)
  return made
}

storeContract(() => openStore({ data: folder(), masterKey: '', now: () => 1 }))

test('a query on the outer database inside a transaction throws instead of waiting for ever', async () => {
  const { database, unlock } = openSqlite(folder())
  const db = new Database(sqliteDialect(database))
  await expect(db.write(async () => db.read())).rejects.toThrow(/inside a transaction/)
  await expect(db.write(async () => db.write(async () => 1))).rejects.toThrow(
    /inside a transaction/,
  )
  await db.close()
  unlock()
})

test('what fails half-way leaves nothing', async () => {
  const data = folder()
  const store = await openStore({ data, masterKey: '', now: () => 1 })
  const guest = { id: 'guest-01', name: 'Kim', tokenHash: 'x', at: 1 }
  await expect(store.createGuest({ ...guest, deploymentId: 'unknown' })).rejects.toThrow()
  await store.saveDeployment({ id: 'shop-001', name: 'S', domains: [], config: {} as never })
  // Its data key was taken back with it: otherwise this would clash.
  await store.createGuest({ ...guest, deploymentId: 'shop-001' })
  expect(await store.guestByToken('x')).toMatchObject({ name: 'Kim' })
  await store.close()
})

test('a commit is on the disk before it is acknowledged, and old text is overwritten', () => {
  const { database, unlock } = openSqlite(folder())
  const value = (pragma: string): unknown =>
    Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})[0]
  expect([value('journal_mode'), value('synchronous'), value('secure_delete')]).toEqual([
    'wal',
    2,
    1,
  ])
  database.close()
  unlock()
})
