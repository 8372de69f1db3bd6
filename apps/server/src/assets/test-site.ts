import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDevCertificate } from '../dev-certificate.ts'
import { Refusal } from '../errors.ts'
import { type FetchRules, fetchAsset } from './fetch-asset.ts'
import { publicAddresses } from './public-address.ts'

/** The one address of loopback that the tests' guard lets through. */
export const SITE_ADDRESS = '127.0.0.2'

export type Asked = { readonly url: string; readonly headers: IncomingHttpHeaders }

/** A site that may be asked, `site.example` and what is below it, and a sink on every other address of loopback. */
export type TestSite = {
  readonly host: string
  readonly port: number
  readonly sinkPort: number
  readonly asked: Asked[]
  /** Fetches that were tried. */
  readonly cases: () => number
  /** Connections that nobody may make. */
  readonly sunk: () => number
  /** `{site}` and `{port}` in an address: the host that may be asked, and the port of the sink. */
  readonly filled: (address: string) => string
  /** What became of a fetch: the type of what came, or the code of the refusal. */
  readonly outcome: (
    address: string,
    changed?: Partial<FetchRules>,
    shared?: boolean,
  ) => Promise<string>
  readonly close: () => Promise<void>
}

export const LIMIT_BYTES: number = 64 << 10
export const LIMIT_HEADER_BYTES: number = 8 << 10

export async function openTestSite(
  answer: (url: string, response: ServerResponse) => void,
): Promise<TestSite> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-site-'))
  makeDevCertificate(folder, 'DNS:site.example,DNS:*.site.example')
  const ca = readFileSync(join(folder, 'alongside-dev.crt'), 'utf8')
  const key = readFileSync(join(folder, 'alongside-dev.key'))
  rmSync(folder, { recursive: true })
  const asked: Asked[] = []
  const site = createSecureServer({ key, cert: ca }, ({ url = '', headers }, response) => {
    asked.push({ url, headers })
    answer(url, response)
  })
  let sunk = 0
  const sink = createServer((socket) => {
    sunk++
    socket.destroy()
  })
  const port = await listen(site, SITE_ADDRESS)
  // Both families, and every address of loopback.
  const sinkPort = await listen(sink, '::')
  const host = `site.example:${port}`
  const isPublic = publicAddresses([])
  const rules: FetchRules = {
    bytes: LIMIT_BYTES,
    headerBytes: LIMIT_HEADER_BYTES,
    timeout: 10_000,
    redirects: 3,
    ports: [443, port, sinkPort],
    exceptions: [],
    isPublic: (address) => address === SITE_ADDRESS || isPublic(address),
    // Whatever else is asked for leads to the sink.
    resolve: async (name) => [/(^|\.)site\.example$/.test(name) ? SITE_ADDRESS : '127.0.0.1'],
    ca,
  }
  const filled = (address: string): string =>
    address.replaceAll('{port}', String(sinkPort)).replaceAll('{site}', host)
  let cases = 0
  return {
    ...{ host, port, sinkPort, asked, filled },
    cases: () => cases,
    sunk: () => sunk,
    outcome: async (address, changed = {}, shared = false) => {
      cases++
      const wanted = { url: filled(address), shared }
      try {
        return (await fetchAsset(wanted, { ...rules, ...changed }, new AbortController().signal))
          .type
      } catch (error) {
        return error instanceof Refusal ? error.code : `no refusal: ${error}`
      }
    },
    close: async () => {
      site.closeAllConnections()
      await Promise.all([site, sink].map((each) => new Promise((done) => each.close(done))))
    },
  }
}

async function listen(server: Server, host: string): Promise<number> {
  await new Promise<void>((done) => server.listen(0, host, done))
  return (server.address() as AddressInfo).port
}

/** What a file of this type begins with, in latin1. */
export const BEGINNINGS: Readonly<Record<string, string>> = {
  'image/png': '\x89PNG\r\n\x1a\n',
  'image/jpeg': '\xff\xd8\xff\xe0',
  'image/gif': 'GIF89a',
  'image/webp': 'RIFF\x10\0\0\0WEBPVP8 ',
  'image/avif': '\0\0\0\x1cftypavif\0\0\0\0',
  'font/woff2': 'wOF2\0\x01\0\0',
  'font/woff': 'wOFF\0\x01\0\0',
  'font/ttf': '\0\x01\0\0\0\x0f',
  'font/otf': 'OTTO\0\x0f',
}
