import { describe, expect, it } from 'vitest'
import { type Entry, translate } from './dictionary.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { chooseLanguage, directionOf, LANGUAGES } from './languages.ts'

const holes = (entry: Entry) =>
  (typeof entry === 'string' ? [entry] : Object.values(entry)).map((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
  )

describe('dictionaries', () => {
  it('have the same keys in every language', () => {
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort())
  })

  it('fill in the same values in every language', () => {
    for (const [key, entry] of Object.entries(en)) {
      const wanted = holes(entry)[0]
      for (const dictionary of Object.values(LANGUAGES)) {
        for (const found of holes(dictionary[key as keyof typeof en])) {
          expect(found, key).toEqual(wanted)
        }
      }
    }
  })

  it('have a form for every plural category of their language', () => {
    for (const [language, dictionary] of Object.entries(LANGUAGES)) {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
      for (const [key, entry] of Object.entries(dictionary)) {
        if (typeof entry === 'string') continue
        expect(Object.keys(entry).sort(), `${language} ${key}`).toEqual(
          [...pluralCategories].sort(),
        )
      }
    }
  })

  it('choose the plural form and write the number as the language does', () => {
    expect(translate('en', en, 'inbox.unread', { n: 1 })).toBe('1 unread message')
    expect(translate('en', en, 'inbox.unread', { n: 1200 })).toBe('1,200 unread messages')
    expect(translate('ja', ja, 'inbox.unread', { n: 1 })).toBe('未読 1 件')
  })

  it('fill in a name that looks like a hole as it is', () => {
    expect(translate('en', en, 'conversation.isTyping', { name: '{n} $1' })).toBe(
      '{n} $1 is typing',
    )
  })
})

describe('the language', () => {
  it('is the first of the browser that there are words for, else English', () => {
    expect(chooseLanguage(['fr-CA', 'ja-JP', 'en'])).toBe('ja')
    expect(chooseLanguage(['fr'])).toBe('en')
    expect(chooseLanguage(['constructor'])).toBe('en')
  })

  it('decides the direction', () => {
    expect(directionOf('he-IL')).toBe('rtl')
    expect(directionOf('ja')).toBe('ltr')
  })
})
