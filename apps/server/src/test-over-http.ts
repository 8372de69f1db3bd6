import {
  must,
  readMessages,
  readWireFrame,
  type WireFrame,
  writeBatch,
  writeWireFrame,
} from '@alongside/protocol'
import type { ServerEvent } from '@alongside/protocol/api'
import { type Answer, SHOP, type TestServer } from './test-server.ts'

/** A client of the sockets over HTTP that does as it is told, also what none should. */
export const EVENTS = '/api/v1/events'

/** A batch of messages, as a request carries it. */
export const batch = (first: number, messages: Uint8Array[], closed = false): Uint8Array =>
  writeBatch({ first, messages, closed })
export const bytes = (message: object | WireFrame | string): Uint8Array =>
  typeof message === 'string'
    ? Buffer.from(message)
    : 'kind' in message
      ? writeWireFrame(message)
      : Buffer.from(JSON.stringify(message))

type Page = { readonly server: TestServer; readonly path: string; readonly origin?: string }

/** One request up, as a client makes it. */
export async function post(
  { server, path, origin = SHOP }: Page,
  body: Uint8Array,
  more: Record<string, string> = {},
): Promise<Pick<Answer, 'status' | 'body'>> {
  const answer = await fetch(server.origin + path, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/octet-stream', ...more },
    body: Buffer.from(body),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}

export type Client = {
  readonly secret: string
  readonly heard: Buffer[]
  readonly over: Promise<void>
  send(...messages: (object | string)[]): Promise<Pick<Answer, 'status' | 'body'>>
}

/** Opens a connection with its hello, and reads what comes until it closes. */
export async function open(page: Page, hello: object): Promise<Client> {
  const opened = await post(page, batch(0, [bytes(hello)]))
  if (opened.status !== 200) throw new Error(JSON.stringify(opened))
  const secret: string = opened.body.connection
  const headers = { origin: page.origin ?? SHOP, authorization: `Connection ${secret}` }
  const heard: Buffer[] = []
  let first = 1
  const read = async (): Promise<void> => {
    for (let rest = Buffer.alloc(0); ; ) {
      const answer = await fetch(page.server.origin + page.path, { headers })
      if (answer.status !== 200) return
      for await (const part of must(answer.body, 'a body')) {
        const got = readMessages(Buffer.concat([rest, part]), 1 << 21)
        heard.push(...got.messages)
        rest = Buffer.from(got.rest)
        if (got.closed) return
      }
    }
  }
  return {
    secret,
    heard,
    over: read().catch(() => {}),
    send: (...messages) => {
      const body = batch(first, messages.map(bytes), messages.length === 0)
      first += messages.length
      return post(page, body, headers)
    },
  }
}
export const eventsOf = ({ heard }: Client): ServerEvent[] =>
  heard.map((one) => JSON.parse(one.toString()))
export const framesOf = ({ heard }: Client): WireFrame[] => heard.map((one) => readWireFrame(one))
