import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { JOIN_WORDS } from './join-code.ts'
import { chooseLanguage, makeWords, type Phrase } from './words.ts'

const languages: Record<string, Record<string, Phrase>> = { en, ja }
const forms = (phrase: Phrase | undefined): string[] =>
  typeof phrase === 'string' ? [phrase] : Object.values(phrase ?? {})
const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

describe.each(Object.entries(languages))('%s', (language, phrases) => {
  it('has every key of English and no other', () => {
    expect(Object.keys(phrases).sort()).toEqual(Object.keys(en).sort())
  })

  it('says something for each, with the same places to fill', () => {
    for (const [key, phrase] of Object.entries(en)) {
      const expected = places(forms(phrase).join(' '))
      for (const form of forms(phrases[key])) {
        expect(form.trim(), key).not.toBe('')
        expect(places(form), key).toEqual(expected)
      }
    }
  })

  it('has each plural form that the language uses', () => {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const [key, phrase] of Object.entries(phrases)) {
      if (typeof phrase === 'string') continue
      expect(Object.keys(phrase).sort(), key).toEqual([...wanted].sort())
    }
  })

  it('does not raise its voice', () => {
    expect(Object.values(phrases).flatMap(forms).join('')).not.toMatch(/[!！]/)
  })
})

it('nor does what comes with a chunk of its own', () => {
  expect(JSON.stringify(JOIN_WORDS)).not.toMatch(/[!！]/)
})

it('plural and numbers follow the language', () => {
  const words = makeWords('en', en)
  expect(words.t('latest.new', { n: 1 })).toBe('1 new message')
  expect(words.t('latest.new', { n: 1200 })).toBe('1,200 new messages')
  expect(makeWords('ja', ja).t('latest.new', { n: 1 })).toBe('新着メッセージ 1 件')
})

it('a name is filled in as it is', () => {
  const words = makeWords('en', en)
  expect(words.t('typing.one', { name: '{name} $& <b>' })).toBe('{name} $& <b> is typing')
})

it('days and durations are said as people say them', () => {
  const words = makeWords('en', en)
  const now = new Date(2026, 10, 22, 9)
  expect(words.day(new Date(2026, 10, 22, 0, 5), now)).toBe('Today')
  expect(words.day(new Date(2026, 10, 21, 23, 55), now)).toBe('Yesterday')
  expect(words.day(new Date(2026, 9, 3), now)).toBe('Sat, Oct 3')
  expect(words.day(new Date(2025, 9, 3), now)).toContain('2025')
  expect(words.duration(200)).toBe('3 min 20 sec')
  expect(words.duration(3725)).toBe('1 hr 2 min')
  expect(makeWords('ja', ja).duration(200)).toBe('3 分 20 秒')
})

it('the page says which language, then the customer, then English', () => {
  expect(chooseLanguage(['ja-JP', 'en'])).toBe('ja')
  expect(chooseLanguage(['', 'xx', 'ja'])).toBe('ja')
  expect(chooseLanguage(['xx', 'toString'])).toBe('en')
})
