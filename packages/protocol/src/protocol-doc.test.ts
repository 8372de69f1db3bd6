import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCertificate, writeCertificate } from './certificate.ts'
import { readMessage, writeMessage } from './messages.ts'
import { readPayload, writePayload } from './payload.ts'
import { readWireFrame, writeWireFrame } from './wire.ts'

// docs/PROTOCOL.md says what an example block is. A new kind of example needs a line here, and nothing else.
const FORMATS: Record<string, Format> = {
  wire: format(readWireFrame, writeWireFrame),
  certificate: format(readCertificate, writeCertificate),
  payload: format(readPayload, writePayload),
  message: format(readMessage, writeMessage),
}

type Format = { read(bytes: Uint8Array): unknown; write(value: unknown): Uint8Array }
/** The page's JSON is checked by writing it: what is not of the type does not come out as the bytes beside it. */
function format<T>(read: (bytes: Uint8Array) => T, write: (value: T) => Uint8Array): Format {
  return { read, write: (value) => write(value as T) }
}

const page = readFileSync(new URL('../../../docs/PROTOCOL.md', import.meta.url), 'utf8')
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
