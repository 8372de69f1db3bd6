import { mod97 } from './checksums.ts'
import { isCard, NUMBERS } from './numbers.ts'
import * as WORDS from './words.ts'

/** Where something sensitive stands in a text: UTF-16 offsets, in order, apart from each other. */
export type Range = readonly [start: number, end: number]

export type ScanSettings = {
  /** Whether addresses of e-mail are sensitive. */
  readonly emails: boolean
}

/** Digits of the scripts that people type numbers in, without the class of Unicode, which takes a hundred times as long. */
const DIGIT = '\\d\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\uff10-\\uff19'
/** Most texts of a page have not got past this, and most of the rest not past that. */
export const WITH_DIGIT: RegExp = new RegExp(`[${DIGIT}]|-----B`)
const MAY_HOLD = new RegExp(`(?:[${DIGIT}][^${DIGIT}]{0,4}){4}|[\\w.~+/-]{16}|-----B`)
/** What all secrets have, and all numbers that are not named. */
const MAY_BE_SECRET = /[\w.~+/-]{16}|-----B/
const MAY_BE_NUMBER = /(?:\d[ ()./+-]{0,3}){8}|[A-Z][ -]?\d\d/
/** The most usual rows of eight digits. */
const DATES = /\b(?:(?:19|20)\d\d([./-])\d\d?\1\d\d?|\d\d?([./-])\d\d?\2(?:19|20)\d\d)\b/g
const MAY_BE_ADDRESS = /@/
/** Past what is scanned all is withheld. UTF-16 units. */
const MOST = 100_000

/** Secrets by the marks that their makers put into them, or by what stands before. */
const SECRETS = new RegExp(
  '-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*-----|$)|eyJ[\\w-]{8,}[\\w.-]*|' +
    '(?<!\\w)(?:(?:[spr]k|gh[opsur]|github_pat|glpat|npm|xox[a-z]|whsec)[_-](?=[\\w-]*\\d)[\\w-]{16,}|' +
    'A[KS]IA[A-Z\\d]{16}|AIza[\\w-]{30,}|(?:ya29|SG)\\.[\\w.-]{16,})|' +
    '(?<=\\b(?:[Bb]earer|(?:[Aa][Pp][Ii]|[Ss]ecret|[Aa]ccess)[ _-]?(?:[Kk]ey|[Tt]oken)["\']?\\s*[:=])\\s*["\']?)[\\w.~+/-]{16,}=*',
  'g',
)
const ADDRESS = "[\\w.!#$%&'*+/=?^`{|}~-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+"

/** Numbers of cards: any digits that may be one, and few words between them. */
const DIGITS = /(?<![\p{L}\d_])\d(?:[ .-]{0,3}\d){11,22}(?![\p{L}\d_])/gu
const IBAN =
  /(?<![\p{L}\d_-])(?:[A-Z]{2}[ -]?\d\d(?:[ -]?[A-Z\d]){11,30}|[a-z]{2}[ -]?\d\d(?:[ -]?[a-z\d]){11,30})/gu
const SHORTEST_IBAN = 15
const DIGITS_OF_IBAN = 10
/** What a text names itself: a number of something, or a date of birth. */
const NUMBER = /(?<![\p{L}\d])[+\d](?:[ ./-]{0,2}[\dX]){3,}(?![\p{L}\d])/gu
/** A price is no number of anything. */
const DECIMAL = /^\d+\.\d\d?$/
/** What ends what names a number: not the point of an abbreviation. */
const SENTENCE = /[;,!?\n\d]|(?<=\p{L}{4})\./u
/** So far before a number stands what it is. */
const NAMED_BEFORE = 48
/**
 * A number that is being typed may become any. What the first digits of a card tell is on every receipt (PCI DSS 3.4.1
 * lets eight be seen), so it is withheld from the ninth on.
 */
const GROWING =
  /(?<![\p{L}\d])(?:\d(?:[ .-]{0,3}\d){8,}|[A-Z]{2}[ -]?\d\d[ -]?(?:[A-Z]{4}[ -]?)?(?:[ -]?\d){5,})/giu

/** Whether `scan` could find anything. */
export function mayHold(text: string, settings: ScanSettings): boolean {
  return MAY_HOLD.test(text) || (settings.emails && MAY_BE_ADDRESS.test(text))
}

/** `growing`: the text is being typed. */
export function scan(text: string, settings: ScanSettings, growing = false): Range[] {
  if (!mayHold(text, settings)) return []
  if (text.length > MOST) return [[0, text.length]]
  const { plain, from, to } = unfold(text)
  const found: Range[] = []
  const add = (start: number, length: number): void => {
    const end = start + length
    found.push(from && to ? [from[start] ?? 0, to[end - 1] ?? 0] : [start, end])
  }
  const all = (pattern: RegExp, each: (match: string, at: number) => void): void => {
    // Not matchAll, which makes a copy of the pattern each time.
    for (let it = pattern.exec(plain); it; it = pattern.exec(plain)) each(it[0], it.index)
  }

  if (MAY_BE_SECRET.test(plain)) all(SECRETS, (match, at) => add(at, match.length))
  if (settings.emails) all(new RegExp(ADDRESS, 'gu'), (match, at) => add(at, match.length))
  if (growing) all(GROWING, (match, at) => add(at, match.length))
  if (MAY_BE_NUMBER.test(plain) && MAY_BE_NUMBER.test(plain.replace(DATES, ''))) {
    all(IBAN, (match, at) => {
      for (let end = match.length; end >= SHORTEST_IBAN; end--) {
        if (/[\p{L}\d]/u.test(match[end] ?? '')) continue
        const compact = match.slice(0, end).replace(/[ -]/g, '')
        if (!mod97(compact) || compact.replace(/\D/g, '').length < DIGITS_OF_IBAN) continue
        add(at, end)
        return
      }
    })
    all(DIGITS, (match, at) => {
      const end = cardEnd(match)
      if (end > 0) add(at, end)
    })
    for (const [form, isOne] of NUMBERS)
      all(form, (match, at) => {
        if (isOne(match.replace(/[^\p{L}\d]/gu, ''))) add(at, match.length)
      })
  }
  all(NUMBER, (match, at) => {
    if (DECIMAL.test(match)) return
    const digits = match.replace(/\D/g, '').length
    const before =
      plain
        .slice(Math.max(0, at - NAMED_BEFORE), at)
        .split(SENTENCE)
        .at(-1) ?? ''
    if (!/\p{L}/u.test(before)) return
    const words = WORDS.normalise(before)
    const isNamed = WORDS.SECRET.test(words) || (digits >= 6 && WORDS.PERSONAL.test(words))
    if (isNamed) add(at, match.length)
  })
  return joined(found)
}

/** Where the card ends that a row of digits begins with; 0: it does not. Other digits may follow in a group of their own. */
function cardEnd(row: string): number {
  if (isCard(row.replace(/\D/g, ''))) return row.length
  const [start = ''] =
    /^(?:\d{4}([ .-]{1,3})(?:\d{4}[ .-]{1,3}){2}\d{4}|\d{4}[ .-]\d{6}[ .-]\d{5})(?=[ .-])/.exec(
      row,
    ) ?? []
  const rest = row.slice(start.length).replace(/\D/g, '')
  return start && rest.length <= 4 && isCard(start.replace(/\D/g, '')) ? start.length : 0
}

/** Without what is not seen, with the digits and dashes of ASCII; `from` and `to`: where each unit of it stood. */
function unfold(text: string): { plain: string; from?: number[]; to?: number[] } {
  if (!/[^\0-\x7f]/.test(text)) return { plain: text }
  let plain = ''
  let at = 0
  const from: number[] = []
  const to: number[] = []
  for (const letter of text) {
    const is = letter < '\x80' ? letter : asAscii(letter)
    plain += is
    for (let unit = 0; unit < is.length; unit++) {
      from.push(at)
      to.push(at + letter.length)
    }
    at += letter.length
  }
  return { plain, from, to }
}

function asAscii(letter: string): string {
  if (/[\p{Cf}\p{Mn}]/u.test(letter)) return ''
  if (/\p{Zs}/u.test(letter)) return ' '
  if (/[\p{Pd}\u2212\u30fc]/u.test(letter)) return '-'
  const is = letter.normalize('NFKC')
  if (is.length === 1 && is < '\x80') return is
  if (!/\p{Nd}/u.test(letter)) return letter
  const code = letter.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(code - zero)
}

function joined(ranges: readonly Range[]): Range[] {
  const out: [number, number][] = []
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = out.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else out.push([start, end])
  }
  return out
}
