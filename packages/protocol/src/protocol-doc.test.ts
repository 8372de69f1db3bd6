import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { writeFrame } from '../test/write-frame.ts'
import { type Batch, readBatch, readMessages, writeBatch, writeMessages } from './batch.ts'
import { readCertificate, writeCertificate } from './certificate.ts'
import { LIMITS } from './limits.ts'
import { readMessage, writeMessage } from './messages.ts'
import { FRAMES, OPS, REQUESTS } from './ops/codes.ts'
import { type Frame, NOTE_REASONS } from './ops/op.ts'
import { FrameReader } from './ops/read.ts'
import * as RECORD from './ops/record.ts'
import { readPayload, writePayload } from './payload.ts'
import {
  END_REASONS,
  SESSION_LIMITS,
  type Session,
  type SessionEvent,
  type SessionState,
  transition,
} from './session.ts'
import { readWireFrame, writeWireFrame } from './wire.ts'

// docs/PROTOCOL.md says what an example block is. A new kind of example needs a line here, and nothing else.
const FORMATS: Record<string, Format> = {
  wire: format(readWireFrame, writeWireFrame),
  batch: format(
    (bytes) => readBatch(bytes, LIMITS.frameBytes),
    (value: Batch) => writeBatch(value),
  ),
  answer: format(
    (bytes) => {
      const { messages, closed } = readMessages(bytes, LIMITS.frameBytes)
      return { messages, closed }
    },
    // It begins with padding, which is read as nothing.
    ({ messages, closed }) => writeMessages([new Uint8Array(), ...messages], closed),
  ),
  certificate: format(readCertificate, writeCertificate),
  payload: format(readPayload, writePayload),
  message: format(readMessage, writeMessage),
  // Each example is the first frame of its reader: a string that it refers to it has to define.
  ops: format((bytes) => new FrameReader().read(bytes), writeFrame),
}

type Format = { read(bytes: Uint8Array): unknown; write(value: unknown): Uint8Array }
/** The page's JSON is checked by writing it: what is not of the type does not come out as the bytes beside it. */
function format<T>(read: (bytes: Uint8Array) => T, write: (value: T) => Uint8Array): Format {
  return { read, write: (value) => write(value as T) }
}

const page = source('../../../docs/PROTOCOL.md')
const BLOCK =
  /^```example (?<name>\w+)(?<refused> refused)?\n(?<hex>[^{]*)(?<json>\{[\s\S]*?)^```$/gm
const examples = [...page.matchAll(BLOCK)].map(({ index, groups = {} }) => {
  const line = page.slice(0, index).split('\n').length
  const { name = '', refused, hex = '', json = '' } = groups
  const bytes = Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
  return {
    title: `${name} at line ${line}`,
    name,
    refused: refused !== undefined,
    hex,
    bytes,
    json,
  }
})

test('the page has an example of every format, and no block that is not one', () => {
  expect(new Set(examples.map(({ name }) => name))).toEqual(new Set(Object.keys(FORMATS)))
  expect(page.match(/^```example/gm)?.length).toBe(examples.length)
  for (const { hex, bytes } of examples)
    expect(hex.replaceAll(/\s/g, '').length).toBe(bytes.length * 2)
})

test('the page names every kind of wire frame in an example', () => {
  const kinds = examples.filter(({ name, refused }) => name === 'wire' && !refused)
  expect(new Set(kinds.map(({ bytes }) => bytes[0]))).toEqual(
    new Set(Array.from({ length: 12 }, (_, i) => i + 1)),
  )
})

test('the page shows every frame, op, request and kind of record of the engine in an example', () => {
  const frames = examples
    .filter(({ name, refused }) => name === 'ops' && !refused)
    .map(({ json }): Frame => JSON.parse(json, revive))
  const ops = frames.flatMap((frame) => (frame.frame === 'ops' ? frame.ops : []))
  const requests = frames.flatMap((frame) => (frame.frame === 'requests' ? frame.requests : []))
  const records = ops.flatMap((op) => (op.op === 'insert' ? op.nodes : []))
  expect(new Set(frames.map(({ frame }) => frame))).toEqual(new Set(FRAMES))
  expect(new Set(ops.map(({ op }) => op))).toEqual(new Set(OPS))
  expect(new Set(requests.map(({ request }) => request))).toEqual(new Set(REQUESTS))
  expect(new Set(records.map(({ kind }) => kind))).toEqual(
    new Set(['element', 'text', 'document', 'shadow', 'ref']),
  )
  // The grammar gives each op and record its byte.
  const grammar = page.slice(
    page.indexOf('## Frames of the engine'),
    page.indexOf('## The session'),
  )
  for (const code of OPS.keys()) expect(grammar).toContain(`byte(${code + 1})`)
  for (const code of Object.values(RECORD)) expect(grammar).toMatch(`${code})`)
  for (const reason of NOTE_REASONS) expect(grammar).toContain(`\`${reason}\``)
})

test.each(examples)('example: $title', ({ name, refused, bytes, json }) => {
  const format = FORMATS[name]
  if (!format) throw new Error(`no format ${name}`)
  const said: unknown = JSON.parse(json, revive)
  if (refused) {
    expect(() => format.read(bytes)).toThrow(
      expect.objectContaining({ name: 'ProtocolError', ...Object(said) }),
    )
    return
  }
  expect(format.read(bytes)).toEqual(said)
  expect(Buffer.from(format.write(said)).toString('hex')).toBe(Buffer.from(bytes).toString('hex'))
})

/** `"hex:00ff"` stands for bytes. */
function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('hex:')) return value
  return Uint8Array.from(Buffer.from(value.slice(4), 'hex'))
}

test('the table of the session is what the state machine does', () => {
  const now = 1000
  const running = { startedAt: now, activeAt: now }
  const states: Record<SessionState, Session> = {
    proposed: { state: 'proposed', proposedAt: now, expiresAt: now + 1 },
    active: { state: 'active', ...running },
    paused: { state: 'paused', ...running },
    interrupted: { state: 'interrupted', ...running, since: now, was: 'active' },
    ended: { state: 'ended', endedAt: now, reason: 'declined', startedAt: null },
  }
  const table = rowsAfter('| event |').map(([events = '', ...after]) => ({
    events: [...events.matchAll(/`(\w+)`/g)].map(([, event = '']) => event),
    after,
  }))
  expect(table.flatMap(({ events }) => events)).toEqual([
    ...['accept', 'decline', 'withdraw', 'pause', 'resume'],
    ...['interrupt', 'restore', 'activity', 'end', 'tick'],
  ])
  for (const { events, after } of table) {
    for (const type of events) {
      const happens = { type, reason: 'failed' } as SessionEvent
      const really = Object.values(states).map((session) => {
        try {
          return transition(session, happens, now).state
        } catch {
          return 'refused'
        }
      })
      expect([type, ...really]).toEqual([type, ...after])
    }
  }
  for (const reason of END_REASONS) expect(page).toContain(`\`${reason}\``)
})

test('the tables of limits have every limit and its value', () => {
  const inWords = (limits: object): string[][] =>
    Object.entries(limits).map(([name, value]) => [`\`${name}\``, value.toLocaleString('en')])
  expect(rowsAfter('| name | value |').map((row) => row.slice(0, 2))).toEqual(inWords(LIMITS))
  expect(rowsAfter('| limit | default').map((row) => row.slice(0, 2))).toEqual(
    inWords(SESSION_LIMITS),
  )
})

test('the page has every code that the sources have', () => {
  const codes = (file: string, pattern: RegExp): string[] =>
    [...source(file).matchAll(pattern)].map(([, code = '']) => code)
  const reader = codes('./errors.ts', /^ {2}\| '(\w+)'/gm)
  expect(reader.length).toBeGreaterThan(10)
  for (const code of reader) expect(page).toContain(`\`${code}\``)
  const server = '../../../apps/server/src'
  const statuses = [...source(`${server}/errors.ts`).matchAll(/^ {2}(\w+): (\d{3}),/gm)]
  expect(rowsAfter('| code | status |').map((row) => row.slice(0, 2))).toEqual(
    statuses.map(([, code, status]) => [`\`${code}\``, status]),
  )
  const closing = codes(`${server}/sockets/close-codes.ts`, /: (\d{4}),/g)
  const named = rowsAfter('| close code |').map(([code]) => code)
  expect(named).toEqual(expect.arrayContaining(closing))
  const refusals = ['relay-socket', 'events-socket'].flatMap((name) =>
    codes(`${server}/sockets/${name}.ts`, /(?:refuse|close|fail)\(\s*'(\w+)'/g),
  )
  expect(refusals.length).toBeGreaterThan(10)
  for (const code of refusals) expect(page).toContain(`| \`${code}\` |`)
})

/** The cells of a table's rows, found by how its head begins. */
function rowsAfter(head: string): string[][] {
  const rows: string[][] = []
  const lines = page.slice(page.indexOf(`\n${head}`) + 1).split('\n')
  for (const line of lines.slice(2)) {
    if (!line.startsWith('|')) break
    rows.push(
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  }
  return rows
}

function source(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}
