import type { en } from './en.ts'

/** A text, or one text per plural category of the language. `{name}` marks what is filled in. */
export type Entry = string | { readonly [category in Intl.LDMLPluralRule]?: string }

export type MessageKey = keyof typeof en
export type Dictionary = { readonly [key in MessageKey]: Entry }
export type Values = { readonly [name: string]: string | number }

/** Chooses by `values.n` where an entry has plural forms, then fills in. Numbers are written as the language does. */
export function translate(
  locale: string,
  dictionary: Dictionary,
  key: MessageKey,
  values: Values = {},
): string {
  const entry = dictionary[key]
  const text = typeof entry === 'string' ? entry : plural(locale, entry, Number(values['n']))
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name]
    if (value === undefined) return hole
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value
  })
}

function plural(locale: string, entry: Exclude<Entry, string>, n: number): string {
  return entry[new Intl.PluralRules(locale).select(n)] ?? entry.other ?? ''
}
