import { createCipheriv, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { hashPassword } from './crypto/passwords.ts'
import {
  agent,
  caller,
  events,
  guest,
  newFolder,
  remove,
  runServer,
  SHOP,
  startedSession,
  startFailure,
} from './test-server.ts'

/** Begins every canary, so that one pass over the bytes can rule them all out. */
const MARK = 'quiet-canary-'

function newCanary(): string {
  return `${MARK}${randomBytes(12).toString('hex')}x`
}

/** The forms in which a text can lie in a file. */
function forms(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  // Base64 of a text inside of another depends on where it begins: the middle is the same for each of three offsets.
  const base64 = [0, 1, 2].map((skip) => {
    const shifted = Buffer.concat([Buffer.alloc(skip), bytes]).toString('base64')
    return shifted.slice(4, -4)
  })
  return [
    bytes,
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    ...base64.map((b) => Buffer.from(b)),
    ...base64.map((b) => Buffer.from(b.replaceAll('+', '-').replaceAll('/', '_'))),
  ]
}

function found(canaries: readonly string[], haystack: Buffer): string[] {
  const marked = canaries.every((canary) => canary.startsWith(MARK))
  if (marked && !forms(MARK).some((form) => haystack.includes(form))) return []
  return canaries.filter((canary) => forms(canary).some((form) => haystack.includes(form)))
}

function everythingIn(folder: string, logs: readonly string[]): Buffer {
  const files = readdirSync(folder).filter((name) => name !== 'master.key')
  const parts = files.map((name) => readFileSync(join(folder, name)))
  return Buffer.concat([...parts, Buffer.from(logs.join(''))])
}

test('1,000 canaries written as messages, names, pages and e-mails: none on the disk, none in the logs', async () => {
  const server = await runServer({ log: { level: 'debug' } })
  const canaries: string[] = []
  const canary = (): string => {
    const text = newCanary()
    canaries.push(text)
    return text
  }
  const secrets: string[] = [must(server.firstAgent?.password)]
  const robin = await agent(server)
  secrets.push(robin.csrf, must(robin.cookie.split('=')[1]))
  for (let i = 0; i < 20; i++) {
    const kim = await guest(server, canary())
    secrets.push(kim.token)
    const { body } = await kim.call('POST', '/conversations', {
      name: canary(),
      page: `https://${canary()}.example/${canary()}?q=${canary()}`,
    })
    for (let n = 0; n < 40; n++) {
      const from = n % 2 === 0 ? kim : robin
      await from.call('POST', `/conversations/${body.id}/messages`, {
        id: `message-${n}`,
        text: canary(),
      })
    }
    await kim.call('POST', `/conversations/${body.id}/page`, {
      url: `https://shop.example/${canary()}`,
    })
    // Refused input is not written down anywhere either.
    await kim.call('POST', `/conversations/${body.id}/messages`, { id: 'x', text: canary() })
    await kim.call('POST', '/conversations', `{"name": "${canary()}`)
    await kim.call('GET', `/${canary()}?${canary()}=1`)
    await caller(server, { origin: SHOP }).call('GET', '/guest', undefined, {
      authorization: `Bearer ${canary()}`,
    })
    await caller(server, { origin: server.origin }).call('POST', '/sign-in', {
      email: `${canary()}@example.com`,
      password: canary(),
    })
    const listening = await events(kim)
    listening.close()
  }
  const passwordHash = await hashPassword(canary())
  const email = `${canary()}@example.com`
  await server.store.createAgent({
    id: 'agent-00001',
    email,
    name: canary(),
    passwordHash,
    roles: [],
    at: 1,
  })
  const kim = await guest(server, canary())
  const { joinToken } = await startedSession(kim, robin)
  secrets.push(joinToken, kim.token)

  expect(canaries.length).toBeGreaterThanOrEqual(1_000)
  const running = everythingIn(server.data, server.logs)
  await server.stop()
  const stopped = everythingIn(server.data, server.logs)
  const hits = [...found(canaries, running), ...found(canaries, stopped)]
  const leaked = [...found(secrets, running), ...found(secrets, stopped)]
  console.log(
    `at rest: ${canaries.length} canaries and ${secrets.length} tokens, ` +
      `${running.length + stopped.length} bytes of store and logs searched, ${hits.length} and ${leaked.length} found`,
  )
  expect(hits).toEqual([])
  expect(leaked).toEqual([])
  remove(server.data)
}, 120_000)

test('the search finds canaries where they do lie in clear, in each form', () => {
  const folder = newFolder()
  const database = new DatabaseSync(join(folder, 'alongside.db'))
  database.exec('pragma journal_mode = wal; create table scratch (text text)')
  const canaries = Array.from({ length: 100 }, newCanary)
  for (const canary of canaries)
    database.prepare('insert into scratch values (?)').run(`a ${canary} b`)
  const inWal = found(canaries, everythingIn(folder, []))
  database.close()
  const inFile = found(canaries, everythingIn(folder, []))
  expect([inWal.length, inFile.length]).toEqual([100, 100])
  const [one = ''] = canaries
  const told = (log: string | Buffer): number =>
    found([one], Buffer.concat([Buffer.from(log)])).length
  expect(told(`{"msg":"${one}"}`)).toBe(1)
  expect(told(Buffer.from(`x${one}`).toString('base64'))).toBe(1)
  expect(told(Buffer.from(`xy${one}`).toString('base64url'))).toBe(1)
  expect(told(Buffer.from(one).toString('hex'))).toBe(1)
  expect(told(Buffer.from(one, 'utf16le'))).toBe(1)
  // And what encryption makes of one is not found.
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12))
  expect(told(cipher.update(one))).toBe(0)
  remove(folder)
})

test('with another master key, none, or a damaged one the server does not start, and says why', async () => {
  const server = await runServer()
  await guest(server)
  await server.stop()
  const { data } = server
  const key = readFileSync(join(data, 'master.key'), 'utf8')

  const other = await startFailure({ masterKey: randomBytes(32).toString('base64') }, data)
  expect(other.code).toBe('master_key_mismatch')
  expect(other.message).toMatch(/not the one this store was made with.*ALONGSIDE_MASTER_KEY/)
  const malformed = await startFailure({ masterKey: 'short' }, data)
  expect(malformed.code).toBe('master_key_invalid')
  remove(join(data, 'master.key'))
  const missing = await startFailure({}, data)
  expect(missing.code).toBe('master_key_missing')
  writeFileSync(join(data, 'master.key'), key, { mode: 0o644 })
  const open = await startFailure({}, data)
  expect(open.message).toMatch(/chmod 600/)

  // The right one, from the environment instead of the file.
  const again = await runServer({ masterKey: key.trim() }, { data })
  expect(again.firstAgent).toBeNull()
  await again.stop()
  remove(data)
})

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('missing')
  return value
}
