import type { HeldReason } from '@alongside/protocol'
import type { en } from './en.ts'

/** A sentence, or its forms by plural category of `n`. */
export type Phrase = string | Partial<Record<Intl.LDMLPluralRule, string>>
export type Key = keyof typeof en
export type Values = Readonly<Record<string, string | number>>

/** Everything that the messenger says, in one language. */
export interface Words {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  t(key: Key, values?: Values): string
  time(at: Date): string
  /** “Today”, “Yesterday”, or the date. */
  day(at: Date, now: Date): string
  /** “3 min 20 s”. */
  duration(seconds: number): string
}

/** The sentence for why nothing of the page is sent. */
export function heldKey(why: HeldReason): Key {
  return why.startsWith('rules') ? 'held.rules' : 'held.address'
}

export type Language = 'en' | 'ja'

/** Every language is a chunk of its own, so that a page pays for one. */
const languages: Readonly<Record<Language, () => Promise<Record<Key, Phrase>>>> = {
  en: () => import('./en.ts').then((chunk) => chunk.en),
  ja: () => import('./ja.ts').then((chunk) => chunk.ja),
}

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(languages, tag)
}

/** The first wanted language that we speak. `ja-JP` finds `ja`. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0] ?? ''
    if (isLanguage(base)) return base
  }
  return 'en'
}

/** Words for the page: its own language first, then the customer's. */
export async function loadWords(page: {
  readonly lang: string
  readonly dir: string
  readonly languages: readonly string[]
}): Promise<Words> {
  const language = chooseLanguage([page.lang, ...page.languages])
  const direction = page.dir === 'rtl' ? 'rtl' : 'ltr'
  return makeWords(language, await languages[language](), direction)
}

export function makeWords(
  language: Language,
  phrases: Readonly<Record<Key, Phrase>>,
  direction: 'ltr' | 'rtl' = 'ltr',
): Words {
  const plural = new Intl.PluralRules(language)
  const number = new Intl.NumberFormat(language)
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })

  return {
    language,
    direction,
    t(key, values = {}) {
      const phrase = phrases[key]
      const form =
        typeof phrase === 'string'
          ? phrase
          : (phrase[plural.select(Number(values['n']))] ?? phrase.other ?? '')
      return form.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name]
        return typeof value === 'number' ? number.format(value) : (value ?? '')
      })
    },
    time: (at) => clock.format(at),
    day(at, now) {
      const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000)
      if (days === 0 || days === -1) return capitalise(relative.format(days, 'day'), language)
      const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric'
      const month = language === 'ja' ? 'long' : 'short'
      return new Intl.DateTimeFormat(language, {
        weekday: 'short',
        day: 'numeric',
        month,
        ...(year && { year }),
      }).format(at)
    },
    duration(seconds) {
      const unit = (value: number, name: 'hour' | 'minute' | 'second'): string =>
        new Intl.NumberFormat(language, { style: 'unit', unit: name }).format(value)
      const whole = Math.max(0, Math.round(seconds))
      const parts: string[] = []
      if (whole >= 3600) parts.push(unit(Math.floor(whole / 3600), 'hour'))
      if (whole >= 60) parts.push(unit(Math.floor((whole % 3600) / 60), 'minute'))
      if (whole < 3600) parts.push(unit(whole % 60, 'second'))
      return parts.join(' ')
    },
  }
}

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

/** `Intl` gives “today”; it stands alone here. */
function capitalise(text: string, language: string): string {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1)
}
