import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FetchRules } from './fetch-asset.ts'
import {
  DENIED_ADDRESSES,
  DENIED_ANSWERS,
  DENIED_HOSTS,
  DENIED_REDIRECTS,
  LOCAL_NAMES,
  MIXED_ANSWERS,
} from './ssrf.test-cases.ts'
import { BEGINNINGS, openTestSite, SITE_ADDRESS, type TestSite } from './test-site.ts'

let site: TestSite
/** Of the control, which has no guard: how many it tried, and how many got there. */
let control = 0
let sunkByControl = 0

beforeAll(async () => {
  site = await openTestSite(answer)
})
afterAll(async () => {
  const [cases, sunk] = [site.cases() - control, site.sunk() - sunkByControl]
  console.log(`ssrf: ${cases} cases, ${sunk} connections to denied addresses`)
  await site.close()
  expect(cases).toBeGreaterThan(150)
})

/** Redirects by their status; anything else is an image. */
function answer(url: string, response: ServerResponse): void {
  const [, status, to = ''] = /^\/(30\d)\??(.*)$/.exec(url) ?? []
  if (!status) return void response.end(BEGINNINGS['image/png'], 'latin1')
  const location = decodeURIComponent(to)
  response.writeHead(Number(status), { 'set-cookie': 'a=1', ...(location && { location }) })
  response.end()
}

/** Each is refused before anybody is connected to. */
async function allRefused(addresses: readonly string[], changed: Partial<FetchRules> = {}) {
  const before = [site.sunk(), site.asked.length]
  const wrong: string[] = []
  for (const address of addresses) {
    const became = await site.outcome(address, changed)
    if (became !== 'asset_refused') wrong.push(`${address}: ${became}`)
  }
  expect(wrong).toEqual([])
  expect([site.sunk(), site.asked.length]).toEqual(before)
}

const atSite = (path: string): string => `https://{site}/${path}`

test('without a guard the same addresses reach the sink', async () => {
  const loopback = DENIED_HOSTS.filter((host) => {
    const { hostname = '' } = URL.parse(`https://${host}/`) ?? {}
    return /^(127\.|\[::1\]|\[::ffff:7f)/.test(hostname) && hostname !== '127.0.0.0'
  })
  for (const host of loopback)
    await site.outcome(`https://${host}:{port}/`, { isPublic: () => true })
  control = site.cases()
  sunkByControl = site.sunk()
  expect(loopback.length).toBeGreaterThan(30)
  expect(sunkByControl).toBe(loopback.length)
})

test('no host in any notation', () =>
  allRefused(DENIED_HOSTS.map((host) => `https://${host}:{port}/`)))

test('no name of this network, wherever it leads', async () => {
  const hosts = LOCAL_NAMES.map((host) => `https://${host}:{port}/`)
  for (const address of ['127.0.0.1', SITE_ADDRESS])
    await allRefused(hosts, { resolve: async () => [address] })
})

test('no address of another form', () => allRefused(DENIED_ADDRESSES))

test('no name that leads inside, and none that leads there among others', async () => {
  const mixed = MIXED_ANSWERS.flatMap((answer) => [
    [SITE_ADDRESS, answer],
    [answer, SITE_ADDRESS],
    [SITE_ADDRESS, SITE_ADDRESS, answer],
  ])
  for (const answers of [[], ...DENIED_ANSWERS, ...mixed])
    await allRefused(
      ['https://a.example:{port}/', `https://${answers.length}.site.example:{port}/`],
      {
        resolve: async () => answers,
      },
    )
})

test('no redirect to one of them, at once or after others', async () => {
  const wrong: string[] = []
  for (const to of DENIED_REDIRECTS) {
    const direct = `302?${encodeURIComponent(site.filled(to))}`
    const later = `307?${encodeURIComponent(`/301?${encodeURIComponent(site.filled(to))}`)}`
    for (const path of [direct, later]) {
      const became = await site.outcome(atSite(path))
      if (became !== 'asset_refused') wrong.push(`${to}: ${became}`)
    }
  }
  expect(wrong).toEqual([])
  expect(site.sunk()).toBe(sunkByControl)
})

test('as many redirects as are set, and none that leads nowhere', async () => {
  const chain = (hops: number): string =>
    hops === 0 ? 'png' : `308?${encodeURIComponent(`/${chain(hops - 1)}`)}`
  const expected: [string, string][] = [
    [chain(1), 'image/png'],
    [chain(3), 'image/png'],
    [chain(4), 'asset_unreachable'],
    ['302?', 'asset_unreachable'],
    ['302?%2F302%3F', 'asset_unreachable'],
    [`303?${encodeURIComponent(site.filled('https://cdn.{site}/png'))}`, 'image/png'],
    ['302?https%3A%2F%2F', 'asset_refused'],
  ]
  for (const [path, what] of expected)
    expect([path, await site.outcome(atSite(path))]).toEqual([path, what])
})

test('a name that leads elsewhere the second time is connected to where it was checked', async () => {
  for (const first of [[SITE_ADDRESS], [SITE_ADDRESS, SITE_ADDRESS]]) {
    let times = 0
    const resolve = async () => (times++ === 0 ? first : ['127.0.0.1'])
    expect(await site.outcome(atSite('png'), { resolve })).toBe('image/png')
    expect(times).toBe(1)
  }
  for (const inside of DENIED_ANSWERS.slice(0, 5)) {
    let times = 0
    const resolve = async () => (times++ === 0 ? [SITE_ADDRESS] : inside)
    const again = `302?${encodeURIComponent(site.filled('https://{site}/png'))}`
    expect(await site.outcome(atSite(again), { resolve })).toBe('asset_refused')
    expect(times).toBe(2)
  }
  expect(site.sunk()).toBe(sunkByControl)
})

test('nothing goes along, and nothing that a site sets comes back to it', async () => {
  site.asked.length = 0
  await site.outcome(atSite(`302?${encodeURIComponent('/png#fragment')}`))
  expect(site.asked.map(({ url }) => url)).toEqual(['/302?%2Fpng%23fragment', '/png'])
  for (const { headers } of site.asked)
    expect(Object.keys(headers).sort()).toEqual(
      ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'].sort(),
    )
  expect(site.asked[0]?.headers).toMatchObject({ host: site.host, 'accept-encoding': 'identity' })
})

test('a certificate of another name, or of nobody, is no site', async () => {
  const resolve = async () => [SITE_ADDRESS]
  expect(await site.outcome(`https://other.example:${site.port}/png`, { resolve })).toBe(
    'asset_unreachable',
  )
  expect(await site.outcome(atSite('png'), { ca: '' })).toBe('asset_unreachable')
})

test('a name server that does not answer ends by the same limit', async () => {
  const resolve: FetchRules['resolve'] = (_name, signal) =>
    new Promise((done) => signal.addEventListener('abort', () => done([])))
  expect(await site.outcome(atSite('png'), { resolve, timeout: 100 })).toBe('asset_timeout')
})

test('an exception is one origin, not what it leads to', async () => {
  const exceptions = [`https://127.0.0.1:${site.sinkPort}`]
  await allRefused(
    ['https://127.0.0.3:{port}/', 'http://127.0.0.1:{port}/', 'https://[::1]:{port}/'],
    {
      exceptions,
    },
  )
  const excepted = { exceptions: [`https://${site.host}`], isPublic: () => false, ports: [] }
  expect(await site.outcome(atSite('png'), excepted)).toBe('image/png')
  const away = `302?${encodeURIComponent(site.filled('https://cdn.{site}/png'))}`
  expect(await site.outcome(atSite(away), excepted)).toBe('asset_refused')
})
