import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FetchRules } from './fetch-asset.ts'
import {
  BEGINNINGS,
  LIMIT_BYTES,
  LIMIT_HEADER_BYTES,
  openTestSite,
  type TestSite,
} from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite((url, response) => {
    const path = decodeURIComponent(url.slice(1))
    const odd = ODD[path]
    if (odd) odd(response)
    else response.writeHead(200, { 'content-type': 'image/png' }).end(BODIES[path], 'latin1')
  })
})
afterAll(async () => {
  console.log(`answers of sites: ${site.cases()} cases`)
  await site.close()
})

const atSite = (path: string): string => `https://{site}/${path}`

/** Until who asked has gone. */
function again({ socket }: ServerResponse, write: () => void): void {
  const timer = setInterval(write, 5)
  socket?.once('close', () => clearInterval(timer))
}

const PNG = Buffer.from(BEGINNINGS['image/png'] ?? '', 'latin1')
const BOMB = gzipSync(Buffer.alloc(16 << 20))

const ODD: Readonly<Record<string, (response: ServerResponse) => void>> = {
  ...Object.fromEntries(
    ['gzip', 'br', 'deflate', 'x-gzip', 'zstd', 'gzip, identity', 'unknown'].map((encoding) => [
      `packed ${encoding}`,
      (response: ServerResponse) =>
        void response
          .writeHead(200, { 'content-encoding': encoding })
          .end(encoding === 'gzip' ? BOMB : PNG),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({ everybody: '*', 'one site': 'https://shop.example', nobody: 'null' }).map(
      ([whom, origin]) => [
        `for ${whom}`,
        (response: ServerResponse) =>
          void response
            .writeHead(200, { 'access-control-allow-origin': origin })
            .end(BEGINNINGS['font/woff2'], 'latin1'),
      ],
    ),
  ),
  'packed on its way': (response) =>
    void response.writeHead(200, { 'transfer-encoding': 'gzip, chunked' }).end(BOMB),
  'no answer': () => {},
  'slow headers': (response) =>
    again(response, () => response.socket?.write('HTTP/1.1 200 OK\r\nA: a')),
  'slow body': (response) => {
    response.writeHead(200).write(PNG)
    again(response, () => response.write('a'))
  },
  'endless body': (response) => {
    response.writeHead(200).write(PNG)
    again(response, () => response.write(Buffer.alloc(32 << 10)))
  },
  'said to be large': (response) =>
    void response.writeHead(200, { 'content-length': LIMIT_BYTES + 1 }).write(PNG),
  'one byte too many': (response) =>
    void response.end(Buffer.concat([PNG, Buffer.alloc(LIMIT_BYTES)])),
  'cut off': (response) => {
    response.writeHead(200, { 'content-length': 100 }).write(PNG)
    setTimeout(() => response.socket?.destroy(), 20)
  },
  'huge header': ({ socket }) =>
    void socket?.write(`HTTP/1.1 200 OK\r\nA: ${'a'.repeat(LIMIT_HEADER_BYTES)}\r\n\r\n`),
  'many headers': ({ socket }) =>
    void socket?.write(`HTTP/1.1 200 OK\r\n${'A: aaaaaaa\r\n'.repeat(2_000)}\r\n`),
  'endless headers': (response) => {
    const { socket } = response
    socket?.write('HTTP/1.1 200 OK\r\n')
    again(response, () =>
      socket?.write('A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(50)),
    )
  },
  'not HTTP': ({ socket }) => void socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'two lengths': ({ socket }) =>
    void socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 8\r\nContent-Length: 9\r\n\r\naaaaaaaaa'),
  'another protocol': ({ socket }) =>
    void socket?.end('HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n'),
  ...Object.fromEntries(
    [201, 204, 206, 300, 304, 401, 403, 404, 407, 500, 503].map((status) => [
      `status ${status}`,
      (response: ServerResponse) =>
        void response.writeHead(status).end(status === 204 || status === 304 ? undefined : PNG),
    ]),
  ),
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
/** Called image/png, all of them. */
const BODIES: Readonly<Record<string, Buffer | string>> = {
  ...Object.fromEntries(
    Object.entries(BEGINNINGS).map(([type, begin]) => [type, Buffer.from(begin, 'latin1')]),
  ),
  'avif by a later brand': Buffer.from('\0\0\0\x20ftypmif1\0\0\0\0mif1avif', 'latin1'),
  'jpeg, whatever it is called': Buffer.from('\xff\xd8\xff\xdb', 'latin1'),
  svg: `${SVG}/>`,
  'svg with refs': `${SVG}><image href="https://127.0.0.1/"/><use href="file:///etc/passwd#a"/></svg>`,
  'svg with entities': `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${SVG}>&a;</svg>`,
  'svg after a mark': `\xef\xbb\xbf<?xml version="1.0"?>${SVG}/>`,
  svgz: gzipSync(`${SVG}/>`),
  html: '<!doctype html><script>alert(1)</script>',
  json: '{"AccessKeyId":"a"}',
  text: 'root:x:0:0:root:/root:/bin/bash',
  script: 'alert(1)',
  css: '@import "https://127.0.0.1/"',
  pdf: '%PDF-1.7',
  zip: 'PK\x03\x04',
  mp4: '\0\0\0\x20ftypisom\0\0\0\0isomavc1mp41',
  heic: '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
  wave: 'RIFF\x24\0\0\0WAVEfmt ',
  bmp: 'BM6\0\0\0',
  icon: '\0\0\x01\0\x01\0',
  collection: 'ttcf\0\x01\0\0',
  'nearly a gif': 'GIF88a',
  'nearly a png': '\x89PNG\r\r\n\n',
  'a png further on': `<!--\x89PNG\r\n\x1a\n-->`,
  nothing: '',
}

test('bodies and headers that do no good end by their limit', async () => {
  const expected: [string, string, Partial<FetchRules>?][] = [
    ...Object.keys(ODD)
      .filter((path) => path.startsWith('packed') && path !== 'packed on its way')
      .map((path): [string, string] => [path, 'asset_type']),
    ...Object.keys(ODD)
      .filter((path) => path.startsWith('status'))
      .map((path): [string, string] => [path, 'asset_unreachable']),
    ['packed on its way', 'asset_type'],
    ['no answer', 'asset_timeout', { timeout: 200 }],
    ['slow headers', 'asset_timeout', { timeout: 200, headerBytes: 1 << 20 }],
    ['slow body', 'asset_timeout', { timeout: 200 }],
    ['endless body', 'asset_too_large'],
    ['said to be large', 'asset_too_large'],
    ['one byte too many', 'asset_too_large'],
    ['cut off', 'asset_unreachable'],
    ['huge header', 'asset_unreachable'],
    ['many headers', 'asset_unreachable'],
    ['endless headers', 'asset_unreachable'],
    ['not HTTP', 'asset_unreachable'],
    ['two lengths', 'asset_unreachable'],
    ['another protocol', 'asset_unreachable'],
  ]
  for (const [path, what, changed] of expected)
    expect([path, await site.outcome(atSite(encodeURIComponent(path)), changed)]).toEqual([
      path,
      what,
    ])
})

test('the type is what the bytes are, and of a short list', async () => {
  const allowed = {
    'avif by a later brand': 'image/avif',
    'jpeg, whatever it is called': 'image/jpeg',
  }
  for (const path of Object.keys(BODIES)) {
    const known =
      path in BEGINNINGS ? path : Object.entries(allowed).find(([name]) => name === path)?.[1]
    expect([path, await site.outcome(atSite(encodeURIComponent(path)))]).toEqual([
      path,
      known ?? 'asset_type',
    ])
  }
})

test('what has to be shared is, with every page', async () => {
  expect(await site.outcome(atSite('for%20everybody'), {}, true)).toBe('font/woff2')
  for (const path of ['font/woff2', 'for one site', 'for nobody'])
    expect([path, await site.outcome(atSite(encodeURIComponent(path)), {}, true)]).toEqual([
      path,
      'asset_not_shared',
    ])
})
