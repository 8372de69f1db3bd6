import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDevCertificate } from './dev-certificate.ts'
import { startServer } from './server.ts'
import {
  type Caller,
  caller,
  newFolder,
  remove,
  runServer,
  SHOP,
  type TestServer,
} from './test-server.ts'

let server: TestServer
let anyone: Caller
const roots = newFolder()

beforeAll(async () => {
  mkdirSync(join(roots, 'messenger'))
  mkdirSync(join(roots, 'workspace'))
  writeFileSync(join(roots, 'messenger', 'loader.js'), 'loader')
  writeFileSync(join(roots, 'messenger', 'chunk-A1B2C3D4.js'), 'chunk')
  writeFileSync(join(roots, 'workspace', 'index.html'), '<!doctype html><title>w</title>')
  writeFileSync(join(roots, 'replica.html'), '<!doctype html><title>r</title>')
  const data = newFolder()
  const running = await startServer(
    { port: 0, data, log: { level: 'silent' } },
    {
      roots: {
        messenger: join(roots, 'messenger'),
        workspace: join(roots, 'workspace'),
        replica: roots,
      },
    },
  )
  server = { ...running, data, logs: [] }
  anyone = caller(server, {})
})
afterAll(async () => {
  await server.stop()
  remove(server.data)
  remove(roots)
})

test('the messenger is for every site: any origin, short for the loader, for ever for what is named by content', async () => {
  const loader = await anyone.call('GET', '/messenger/loader.js')
  expect(loader).toMatchObject({ status: 200, body: 'loader' })
  expect(loader.headers.get('access-control-allow-origin')).toBe('*')
  expect(loader.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(loader.headers.get('cache-control')).toBe(
    'public, max-age=300, stale-while-revalidate=3600',
  )
  const chunk = await anyone.call('GET', '/messenger/chunk-A1B2C3D4.js')
  expect(chunk.headers.get('cache-control')).toContain('immutable')
  for (const path of [
    '..%2freplica.html',
    '%2e%2e/replica.html',
    '..%5creplica.html',
    '.hidden.js',
    'loader.js%00',
  ]) {
    expect([path, (await anyone.call('GET', `/messenger/${path}`)).status]).toEqual([path, 404])
  }
})

test('files travel compressed, and not again when they have not changed', async () => {
  const text = 'const a = 1;'.repeat(1_000)
  writeFileSync(join(roots, 'messenger', 'widget.js'), text)
  for (const encoding of ['br', 'gzip']) {
    const asked = { 'accept-encoding': encoding }
    const answer = await anyone.call('GET', '/messenger/widget.js', undefined, asked)
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(200)
    expect(answer.body).toBe(text)
    const again = { ...asked, 'if-none-match': answer.headers.get('etag') ?? '' }
    expect((await anyone.call('GET', '/messenger/widget.js', undefined, again)).status).toBe(304)
  }
  const plain = { 'accept-encoding': 'br;q=0, identity' }
  const answer = await anyone.call('GET', '/messenger/widget.js', undefined, plain)
  expect(answer.headers.has('content-encoding')).toBe(false)
  writeFileSync(join(roots, 'messenger', 'widget.js'), 'changed')
  expect((await anyone.call('GET', '/messenger/widget.js')).body).toBe('changed')
})

test('the workspace answers every place inside it, under a policy without inline anything', async () => {
  expect((await anyone.call('GET', '/')).headers.get('location')).toBe('/workspace/')
  for (const path of ['/workspace/', '/workspace/conversations/abc', '/workspace/index.html']) {
    const page = await anyone.call('GET', path)
    expect([path, page.status, page.body]).toEqual([path, 200, '<!doctype html><title>w</title>'])
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin')
  }
  expect((await anyone.call('GET', '/workspace/gone.js')).status).toBe(404)
})

test('the replica’s document allows styles and its own bytes, nothing that runs or loads', async () => {
  const page = await anyone.call('GET', '/workspace/replica.html')
  expect(page.body).toBe('<!doctype html><title>r</title>')
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline' blob:; img-src data: blob:; font-src data: blob:; media-src blob:; " +
      "script-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
  )
  expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN')
})

test('what is not built says so', async () => {
  const own = await runServer()
  await own.stop()
  const gone = { messenger: '/nowhere', workspace: '/nowhere', replica: '/nowhere' }
  const empty = await startServer(
    { port: 0, data: own.data, log: { level: 'silent' } },
    { roots: gone },
  )
  const page = await caller(empty, {}).call('GET', '/workspace/')
  expect(page).toMatchObject({ status: 503, body: expect.stringContaining('npm run build') })
  const replica = await caller(empty, {}).call('GET', '/workspace/replica.html')
  expect(replica.body).toBe('<!doctype html><title></title>')
  await empty.stop()
  remove(own.data)
})

test('the API describes itself in OpenAPI 3.1, and on a page', async () => {
  const { body } = await anyone.call('GET', '/docs/api/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(Object.keys(body.paths)).toContain('/api/v1/conversations/{id}/messages')
  expect(JSON.stringify(body)).not.toContain('"$ref":"SystemEvent')
  expect(body.components.schemas.SystemEvent.type).toBe('object')
  const page = await anyone.call('GET', '/docs/api')
  expect(page.body).toContain('/api/v1/cobrowse/{id}/accept')
})

test('health, readiness and metrics tell what is', async () => {
  expect((await anyone.call('GET', '/health')).body).toEqual({ status: 'ok' })
  expect((await anyone.call('GET', '/ready')).body).toEqual({ status: 'ready' })
  const { body } = await anyone.call('GET', '/metrics')
  expect(body).toMatch(/alongside_errors_total\{code="not_found"\} \d/)
  expect(body).toContain('alongside_relay_frames_total')
})

test('a preflight from the shop is answered for the shop, another’s is not', async () => {
  const ask = (origin: string) =>
    anyone.call('OPTIONS', '/conversations', undefined, {
      origin,
      'access-control-request-method': 'POST',
    })
  const right = await ask(SHOP)
  expect(right.status).toBe(204)
  expect(right.headers.get('access-control-allow-origin')).toBe(SHOP)
  expect((await ask('https://evil.example')).headers.has('access-control-allow-origin')).toBe(false)
})

test('behind a proxy that serves TLS, cookies and links are those of the public address', async () => {
  const publicUrl = 'https://help.example'
  const own = await runServer({ publicUrl, trustProxy: true })
  const api = { host: 'help.example', origin: publicUrl, 'content-type': 'application/json' }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method: 'POST', headers: api, port: own.port, path: '/api/v1/sign-in' }
    const asking = httpRequest({ host: '127.0.0.1', ...options }, (response) => {
      response.resume()
      resolve(response)
    })
    asking.on('error', reject).end(JSON.stringify(own.firstAgent))
  })
  expect(answer.statusCode).toBe(200)
  expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-alongside=.*; Secure$/)
  expect(answer.headers['strict-transport-security']).toBeDefined()
  await own.stop()
  remove(own.data)
})

test('with a certificate the server speaks TLS 1.3 only, on any address, with HSTS and secure cookies', async () => {
  const folder = newFolder()
  makeDevCertificate(folder)
  const tls = { cert: join(folder, 'alongside-dev.crt'), key: join(folder, 'alongside-dev.key') }
  const secure = await startServer({
    ...{ host: '127.0.0.1', port: 0, data: join(folder, 'data'), tls, log: { level: 'silent' } },
  })
  const ca = readFileSync(tls.cert)
  const version = (maxVersion: 'TLSv1.2' | 'TLSv1.3') =>
    new Promise<string | null>((resolve) => {
      const socket = connect({ host: 'localhost', port: secure.port, ca, maxVersion }, () => {
        resolve(socket.getProtocol())
        socket.end()
      })
      socket.on('error', () => resolve(null))
    })
  expect(await version('TLSv1.3')).toBe('TLSv1.3')
  expect(await version('TLSv1.2')).toBeNull()
  const answer = await new Promise<{ headers: Record<string, unknown>; status: number }>(
    (resolve, reject) => {
      const headers = { origin: secure.origin, 'content-type': 'application/json' }
      const asking = request(
        `${secure.origin}/api/v1/sign-in`,
        { method: 'POST', ca, headers },
        (response) => {
          response.resume()
          resolve({ headers: response.headers, status: response.statusCode ?? 0 })
        },
      )
      asking.on('error', reject).end(JSON.stringify(secure.firstAgent))
    },
  )
  expect(answer.status).toBe(200)
  expect(answer.headers['strict-transport-security']).toContain('max-age=63072000')
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Host-alongside=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  )
  await secure.stop()
  remove(folder)
})
