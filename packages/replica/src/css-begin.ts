import * as css from './css-text.ts'
import { CODE } from './css-text.ts'

/** What a character begins; 0 is nothing that matters. */
export const BEGIN = {
  name: 1,
  space: 2,
  colon: 3,
  open: 4,
  close: 5,
  bracket: 6,
  brace: 7,
  end: 8,
  string: 9,
  slash: 10,
  at: 11,
  hash: 12,
} as const

/** By character code; all from U+0080 on are of names. */
export const BEGINS: Uint8Array = /* @__PURE__ */ (() => {
  const table = new Uint8Array(128)
  const set = (characters: string, begins: number) => {
    for (const c of characters) table[c.charCodeAt(0)] = begins
  }
  for (let c = 0; c < 128; c++)
    if (css.nameEnd(`${String.fromCharCode(c)}x`, 0) > 0) table[c] = BEGIN.name
  set(' \t\r\n\f>+~,', BEGIN.space)
  set(':', BEGIN.colon)
  set('(', BEGIN.open)
  set(')]', BEGIN.close)
  set('[', BEGIN.bracket)
  set('{}', BEGIN.brace)
  set(';', BEGIN.end)
  set('"\'', BEGIN.string)
  set('/', BEGIN.slash)
  set('@', BEGIN.at)
  set('#', BEGIN.hash)
  return table
})()

export function hasEscape(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === CODE.backslash) return true
  return false
}

/** `<!--` and `-->` between the rules of a sheet are nothing. */
export function markupCommentEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code !== CODE.less && code !== CODE.hyphen) return at
  return at + (text.startsWith('<!--', at) ? 4 : text.startsWith('-->', at) ? 3 : 0)
}

/** Functions in which a bare string is an address. */
export const IMAGE_NAMES: RegExp = /^(src|(-webkit-)?image-set)$/

/** CSS Syntax 5.5.6: a name that begins with two hyphens, and a colon. */
export function isCustom(text: string, at: number): boolean {
  const end = css.nameEnd(text, at)
  const code = text.charCodeAt(at + 1)
  if (text.charCodeAt(at) === CODE.hyphen && code !== CODE.hyphen && code !== CODE.backslash)
    return false
  if (!css.unescapeCss(text.slice(at, Math.min(end, at + 16))).startsWith('--')) return false
  return text.charCodeAt(css.spaceEnd(text, end)) === CODE.colon
}

/** The names of functions that matter here, in lower case; '' for every other. */
export function functionName(text: string, from: number, to: number): string {
  const size = to - from
  if (!hasEscape(text, from, to)) {
    if (size > 5 && size !== 9 && size !== 17) return ''
    return text.slice(from, to).toLowerCase()
  }
  return css.unescapeCss(text.slice(from, to)).toLowerCase()
}

/** How many parentheses open in a prelude: no more than that can be nested. */
export function parentheses(text: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === CODE.open) count++
  return count
}

export function statementEnd(text: string, from: number): number {
  for (let i = from; i < text.length; ) {
    const code = text.charCodeAt(i)
    if (code === CODE.quote || code === CODE.apostrophe) i = css.stringEnd(text, i)
    else if (css.isComment(text, i)) i = css.commentEnd(text, i)
    else if (code === CODE.semicolon || code === CODE.openBrace || code === CODE.closeBrace)
      return i
    else i++
  }
  return text.length
}
