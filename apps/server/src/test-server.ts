import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import {
  must,
  PROTOCOL_VERSION,
  readWireFrame,
  type WireFrame,
  writeWireFrame,
} from '@alongside/protocol'
import type { ClientEvent, ServerEvent } from '@alongside/protocol/api'
import { afterAll, beforeAll } from 'vitest'
import { WebSocket } from 'ws'
import type { ConfigInput } from './config/config-schema.ts'
import { hashPassword } from './crypto/passwords.ts'
import type { StartError } from './errors.ts'
import { type RunningServer, startServer } from './server.ts'

/** What the tests of this package share: a real server on a free port, and clients that speak its wire. */
export const SHOP = 'http://shop.localhost:7171'

export type TestServer = RunningServer & { readonly data: string; readonly logs: string[] }

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'alongside-test-'))
}

/** A server for all tests of a file, of which nothing is left afterwards. */
export function withServer(
  give: (server: TestServer) => void,
  config: ConfigInput = {},
  options: Parameters<typeof runServer>[1] = {},
): void {
  let running: TestServer
  beforeAll(async () => {
    running = await runServer(config, options)
    give(running)
  })
  afterAll(async () => {
    await running.stop()
    remove(running.data)
  })
}

export async function runServer(
  config: ConfigInput = {},
  options: { readonly data?: string; readonly now?: () => number } = {},
): Promise<TestServer> {
  const data = options.data ?? newFolder()
  const logs: string[] = []
  const log = new Writable({
    write(chunk, _encoding, done) {
      logs.push(String(chunk))
      done()
    },
  })
  const server = await startServer(
    {
      port: 0,
      data,
      limits: { signInsPerMinute: 1000, guestsPerMinute: 10_000, requestsPerMinute: 1_000_000 },
      ...config,
    },
    { log, ...(options.now === undefined ? {} : { now: options.now }) },
  )
  return { ...server, data, logs }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers as they are
  readonly body: any
}
export type Caller = {
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

const SITE = /^\/(api|docs|health|ready|metrics|messenger|workspace)\b|^\/$/

/** fetch, with the headers of one kind of client. */
export function caller(server: RunningServer, fixed: Record<string, string>): Caller {
  return {
    call: async (method, path, body, headers = {}) => {
      const url = SITE.test(path) ? path : `/api/v1${path}`
      const response = await fetch(`${server.origin}${url}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...fixed,
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        redirect: 'manual',
      })
      const text = await response.text()
      const json = response.headers.get('content-type')?.startsWith('application/json') === true
      return {
        status: response.status,
        headers: response.headers,
        body: json ? JSON.parse(text) : text,
      }
    },
  }
}

export async function guest(
  server: RunningServer,
  name = 'Kim',
  origin: string = SHOP,
): Promise<Caller & { token: string; guestId: string; origin: string }> {
  const { status, body } = await caller(server, { origin }).call('POST', '/guests', {
    deploymentId: 'demo-shop',
    name,
  })
  if (status !== 200) throw new Error(`guest: ${JSON.stringify(body)}`)
  const { token, guestId } = body
  return { ...caller(server, { origin, authorization: `Bearer ${token}` }), token, guestId, origin }
}

export type SignInOf = { readonly email: string; readonly password: string }

export async function agent(
  server: RunningServer,
  signIn: SignInOf | null = server.firstAgent,
): Promise<Caller & { cookie: string; csrf: string; agentId: string; origin: string }> {
  const { origin } = server
  const answer = await caller(server, { origin }).call(
    'POST',
    '/sign-in',
    must(signIn, 'a sign-in'),
  )
  if (answer.status !== 200) throw new Error(`agent: ${JSON.stringify(answer.body)}`)
  const cookie = must(answer.headers.get('set-cookie')?.split(';')[0], 'a cookie')
  const { csrf } = answer.body
  const headers = { origin, cookie, 'x-alongside-csrf': csrf }
  return { ...caller(server, headers), cookie, csrf, agentId: answer.body.agent.id, origin }
}

/** One more agent, with these roles. */
export async function colleague(
  server: TestServer,
  roles: string[],
  name = 'Ada',
): Promise<Awaited<ReturnType<typeof agent>>> {
  const email = `${Math.random()}@alongside.localhost`
  const password = 'a colleague’s password'
  const passwordHash = await hashPassword(password)
  const id = `agent-${Math.random().toString(36).slice(2)}`
  await server.store.createAgent({ id, email, name, passwordHash, roles, at: 1 })
  return agent(server, { email, password })
}

/** A socket whose messages are awaited one after the other. */
export type Inbox<In, Out> = {
  readonly socket: WebSocket
  send(message: Out): void
  /** The next that fits, skipping others; fails when the socket closes first. */
  next(fits?: (message: In) => boolean): Promise<In>
  readonly all: readonly In[]
  readonly closed: Promise<{ code: number; reason: string }>
  close(): void
}

export function inbox<In, Out>(
  url: string,
  origin: string | null,
  read: (data: Buffer) => In,
  write: (message: Out) => string | Uint8Array,
): Inbox<In, Out> {
  const socket = new WebSocket(url, origin === null ? {} : { origin })
  const all: In[] = []
  let seen = 0
  let wake: (() => void)[] = []
  const waking = (): void => {
    const waiting = wake
    wake = []
    for (const go of waiting) go()
  }
  let isClosed = false
  socket.on('message', (data: Buffer) => {
    all.push(read(data))
    waking()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      isClosed = true
      resolve({ code, reason: reason.toString() })
      waking()
    })
  })
  socket.on('error', () => {})
  const queue: (string | Uint8Array)[] = []
  socket.on('open', () => {
    for (const message of queue) socket.send(message)
  })
  return {
    socket,
    all,
    closed,
    send: (message) => {
      const data = write(message)
      if (socket.readyState === socket.CONNECTING) queue.push(data)
      else socket.send(data)
    },
    next: async (fits = () => true) => {
      for (;;) {
        while (seen < all.length) {
          const message = all[seen++]
          if (message !== undefined && fits(message)) return message
        }
        if (isClosed) throw new Error(`closed while waiting, after ${JSON.stringify(all)}`)
        await new Promise<void>((resolve) => wake.push(resolve))
      }
    },
    close: () => socket.close(),
  }
}

export type EventsInbox = Inbox<ServerEvent, ClientEvent>
export type RelayInbox = Inbox<WireFrame, WireFrame | Uint8Array>

export async function events(who: Caller & { origin: string }): Promise<EventsInbox> {
  const { body } = await who.call('POST', '/tickets')
  const socket = inbox<ServerEvent, ClientEvent>(
    body.websocketUrl,
    who.origin,
    (data) => JSON.parse(data.toString()),
    (message) => JSON.stringify(message),
  )
  socket.send({ type: 'hello', ticket: body.ticket })
  await socket.next((e) => e.type === 'welcome')
  return socket
}

export function openRelay(url: string, origin: string | null): RelayInbox {
  return inbox<WireFrame, WireFrame | Uint8Array>(
    url,
    origin,
    (data) => readWireFrame(data),
    (frame) => (frame instanceof Uint8Array ? frame : writeWireFrame(frame)),
  )
}

export async function relay(
  who: Caller & { origin: string },
  sessionId: string,
  tabId: string | null,
): Promise<RelayInbox> {
  const body = tabId === null ? {} : { tabId }
  const answer = await who.call('POST', `/cobrowse/${sessionId}/tickets`, body)
  if (answer.status !== 200) throw new Error(`ticket: ${JSON.stringify(answer.body)}`)
  const socket = openRelay(answer.body.websocketUrl, who.origin)
  socket.send({ kind: 'hello', version: PROTOCOL_VERSION, ticket: answer.body.ticket })
  await socket.next((frame) => frame.kind === 'welcome')
  return socket
}

/** Conversation with one message, proposal, accept. */
export async function startedSession(
  who: Caller & { origin: string },
  helper: Caller & { origin: string },
  tabId = 'tab-00000001',
): Promise<{ conversationId: string; sessionId: string; tabId: string; joinToken: string }> {
  const listening = await events(who)
  const { body: conversation } = await who.call('POST', '/conversations', {})
  const { body: proposal } = await helper.call('POST', `/conversations/${conversation.id}/cobrowse`)
  const offer = await listening.next((e) => e.type === 'Event')
  const [first] = offer.type === 'Event' ? offer.events : []
  const joinToken = must(first?.coBrowse.sessionJoinToken, 'a join token')
  const { status, body } = await who.call('POST', `/cobrowse/${proposal.id}/accept`, {
    sessionJoinToken: joinToken,
    tabId,
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  listening.close()
  return { conversationId: conversation.id, sessionId: proposal.id, tabId, joinToken }
}

export async function startFailure(config: ConfigInput, data?: string): Promise<StartError> {
  try {
    const server = await startServer({
      port: 0,
      log: { level: 'silent' },
      ...config,
      ...(data === undefined ? {} : { data }),
    })
    await server.stop()
  } catch (error) {
    return error as StartError
  }
  throw new Error('it started')
}
