import type { Dictionary } from './dictionary.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

export const LANGUAGES: { readonly en: Dictionary; readonly ja: Dictionary } = { en, ja }
export type Language = keyof typeof LANGUAGES

/** How each language calls itself. */
export const LANGUAGE_NAMES: { readonly [language in Language]: string } = {
  en: 'English',
  ja: '日本語',
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

/** The first of the wanted languages that there are words for. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0]
    if (language && isLanguage(language)) return language
  }
  return 'en'
}

export function isLanguage(value: string): value is Language {
  return Object.hasOwn(LANGUAGES, value)
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr'
}
