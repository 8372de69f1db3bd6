import { expect, it } from 'vitest'
import { LOCALES } from '../../test/locales.ts'
import { ORDINARY } from '../../test/ordinary.ts'
import { createRandom, filled, oneOf, type Random } from '../../test/random.ts'
import { card, DISGUISES, grouped, iban, PERSONS, SECRETS } from '../../test/sensitive.ts'
import { scan } from './scan.ts'

const SETTINGS = { emails: false }
const ORDINARY_CASES = 10_000

type Case = { readonly kind: string; readonly text: string; readonly number: string }

/** What of a number is left to see, but for what is no letter or digit. */
function leftOf({ text, number }: Case): string {
  let out = ''
  let end = 0
  for (const [from, to] of scan(text, SETTINGS)) {
    out += text.slice(end, from)
    end = to
  }
  out += text.slice(end)
  const without = text.replace(number, '')
  return out.replace(/[^\p{L}\p{N}]/gu, '').replace(without.replace(/[^\p{L}\p{N}]/gu, ''), '')
}

function* cases(random: Random): Generator<Case> {
  const dressed = (kind: string, bare: string, sentence = '*'): Case => {
    const [name, dress] = oneOf(random, Object.entries(DISGUISES))
    const number = dress(bare, random)
    return { kind: `${kind}, ${name}`, text: sentence.replace('*', () => number), number }
  }
  for (const { name, phones, iban: shape, sentence } of LOCALES) {
    for (let i = 0; i < 24; i++) {
      const between = oneOf(random, ['', ' ', '-', '  ', ' - '])
      yield dressed(`card ${name}`, grouped(card(random), between), sentence)
      yield dressed(`phone ${name}`, filled(random, oneOf(random, phones)), sentence)
      if (shape)
        yield dressed(
          `IBAN ${name}`,
          grouped(iban(random, shape), oneOf(random, ['', ' '])),
          sentence,
        )
    }
  }
  for (const [country, make] of Object.entries(PERSONS)) {
    for (let i = 0; i < 40; i++) {
      const number = make(random)
      if (number) yield dressed(`person ${country}`, number, oneOf(random, LOCALES).sentence)
    }
  }
  for (const [name, make] of Object.entries(SECRETS)) {
    for (let i = 0; i < 20; i++) {
      const number = make(random)
      const text = `Here: ${number}\nand more`
      yield {
        kind: `secret ${name}`,
        text,
        number: number.replace(/^(Authorization: Bearer |api_key = ")/, '').replace(/"$/, ''),
      }
    }
  }
}

const told = (what: string, all: number, some: readonly string[]): string =>
  `${what}: ${some.length} of ${all}${some.map((it) => `\n  ${it}`).join('')}`

it('finds at least 99 of 100 numbers of cards, accounts, persons and telephones, and secrets, of 44 places', () => {
  const all = [...cases(createRandom(20261130))]
  const missed = all.filter((it) => /[\p{L}\p{N}]/u.test(leftOf(it)))
  console.log(
    told(
      'missed',
      all.length,
      missed.map(({ kind, text }) => `${kind}: ${text}`),
    ),
  )
  expect(missed.length / all.length).toBeLessThanOrEqual(0.01)
})

it('takes at most 5 of 1000 orders, dates, prices, versions and parcels for one', () => {
  const random = createRandom(4711)
  const kinds = Object.entries(ORDINARY)
  const hits: string[] = []
  for (let i = 0; i < ORDINARY_CASES; i++) {
    const [kind, make] = kinds[i % kinds.length] ?? ['', () => '']
    const number = make(random)
    const text = oneOf(random, LOCALES).sentence.replace('*', () => number)
    if (scan(text, SETTINGS).length > 0) hits.push(`${kind}: ${number}`)
  }
  console.log(told('taken for one', ORDINARY_CASES, hits))
  expect(hits.length / ORDINARY_CASES).toBeLessThanOrEqual(0.005)
})

it('says where it is, and leaves the rest', () => {
  const shown = (text: string, growing = false): string =>
    scan(text, SETTINGS, growing)
      .map(([from, to]) => text.slice(from, to))
      .join('|')
  expect(shown('Card 4111 1111 1111 1111, valid 12/27, order 4711')).toBe('4111 1111 1111 1111')
  expect(shown('4111 1111 1111 1111 123')).toBe('4111 1111 1111 1111')
  expect(shown('Your verification code is 123456.')).toBe('123456')
  expect(shown('Telefon: 040 123, Bestellung 123456')).toBe('040 123')
  expect(shown('DE89 3704 0044 0532 0130 00 and DE88 3704 0044 0532 0130 00')).toBe(
    'DE89 3704 0044 0532 0130 00',
  )
  expect(shown('kai@example.org')).toBe('')
  expect(scan('Write to kai@example.org', { emails: true })).toEqual([[9, 24]])
  expect(shown('4111 1111')).toBe('')
  expect(shown('so far 4111 1111', true)).toBe('')
  expect(shown('so far 4111 1111 1', true)).toBe('4111 1111 1')
})
