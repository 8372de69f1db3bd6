import { Direction } from 'radix-ui'
import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
} from 'react'
import { readPreference, usePreference } from '../state/preferences.ts'
import { type MessageKey, translate, type Values } from './dictionary.ts'
import { createFormat, type Format } from './format.ts'
import { chooseLanguage, directionOf, isLanguage, LANGUAGES, type Language } from './languages.ts'

export type I18n = {
  readonly language: Language
  t(key: MessageKey, values?: Values): string
  readonly format: Format
}

const Context = createContext<I18n | null>(null)

/** Words and formats for everything below: the reader's choice, else the browser's languages. */
export function I18nProvider({ children }: { children: ReactNode }): ReactElement {
  const [chosen] = usePreference('language')
  const i18n = useMemo(() => createI18n(chosen), [chosen])
  const direction = directionOf(i18n.language)
  useEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.dir = direction
  }, [i18n, direction])
  return (
    <Direction.Provider dir={direction}>
      <Context value={i18n}>{children}</Context>
    </Direction.Provider>
  )
}

export function useI18n(): I18n {
  const i18n = useContext(Context)
  if (!i18n) throw new Error('useI18n outside of I18nProvider')
  return i18n
}

function createI18n(chosen: string = readPreference('language')): I18n {
  const language = isLanguage(chosen) ? chosen : chooseLanguage(navigator.languages)
  // The region comes from the browser (en-GB writes times otherwise than en-US), the words from the dictionary.
  const locale =
    navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language
  const t: I18n['t'] = (key, values) => translate(locale, LANGUAGES[language], key, values)
  return { language, t, format: createFormat(locale, { now: t('time.now') }) }
}
