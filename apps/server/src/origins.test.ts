import { mayChat, originAllowed, parseOrigin } from '@alongside/protocol/origins'
import { expect, test } from 'vitest'
import { WRONG_ORIGINS } from './origins.test-cases.ts'

const DOMAINS = [
  'shop.example',
  '.stores.example',
  'localhost',
  'shop.localhost',
  '127.0.0.1',
  '[::1]',
]

function allowed(header: string | undefined, domains: readonly string[] = DOMAINS): boolean {
  const origin = parseOrigin(header)
  return origin !== null && originAllowed(origin, domains)
}

test.each([
  'https://shop.example',
  'https://a.stores.example',
  'https://a.b.stores.example',
  'http://localhost',
  'http://localhost:3000',
  'https://localhost:8443',
  'http://shop.localhost:7171',
  'http://127.0.0.1:7171',
  'http://[::1]:7171',
])('a page on %s is let in', (origin) => {
  expect(allowed(origin)).toBe(true)
})

test(`${WRONG_ORIGINS.length} odd origins are refused, every one`, () => {
  expect(WRONG_ORIGINS.length).toBeGreaterThanOrEqual(60)
  expect(WRONG_ORIGINS.filter((origin) => allowed(origin))).toEqual([])
})

test('over plain http a page of these domains may chat, and no other odd one', () => {
  const chats = WRONG_ORIGINS.filter((header) => {
    const origin = parseOrigin(header)
    return origin !== null && mayChat(origin, DOMAINS)
  })
  expect(chats).toEqual(['http://shop.example'])
})

test('no domains let nobody in, and a bare dot is not everyone', () => {
  expect(allowed('https://shop.example', [])).toBe(false)
  expect(allowed('https://shop.example', ['.'])).toBe(false)
  expect(allowed('https://shop.example', [''])).toBe(false)
  expect(allowed('https://shop.example', ['*'])).toBe(false)
})
