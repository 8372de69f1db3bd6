/** The characters of CSS (CSS Syntax 3, section 4), read by code: no pattern here can backtrack. */

export const CODE = {
  tab: 0x09,
  newline: 0x0a,
  formFeed: 0x0c,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  apostrophe: 0x27,
  open: 0x28,
  close: 0x29,
  ampersand: 0x26,
  star: 0x2a,
  comma: 0x2c,
  hyphen: 0x2d,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  at: 0x40,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const

/** 1 for letters, digits, hyphen and underscore; everything from U+0080 on is of names as well. */
const NAME_CODES: Uint8Array = /* @__PURE__ */ (() => {
  const table = new Uint8Array(128)
  for (const c of '-_0123456789') table[c.charCodeAt(0)] = 1
  for (let c = 0; c < 26; c++) table[0x41 + c] = table[0x61 + c] = 1
  return table
})()

export function isSpace(code: number): boolean {
  return code === CODE.space || (code >= CODE.tab && code <= CODE.carriageReturn && code !== 0x0b)
}

function isNewline(code: number): boolean {
  return code === CODE.newline || code === CODE.carriageReturn || code === CODE.formFeed
}

function isHex(code: number): boolean {
  const lower = code | 0x20
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x66)
}

/** Where the name that begins at `at` ends; `at` itself when there is none. */
export function nameEnd(text: string, at: number): number {
  let i = at
  for (;;) {
    const code = text.charCodeAt(i)
    if (code < 128 ? NAME_CODES[code] === 1 : code >= 128) i++
    else if (code === CODE.backslash && !isNewline(text.charCodeAt(i + 1)) && i + 1 < text.length)
      i = escapeEnd(text, i)
    else return i
  }
}

/** CSS Syntax 4.3.7: a backslash and up to six hex digits with one white space, or any other character. */
export function escapeEnd(text: string, at: number): number {
  let i = at + 1
  if (!isHex(text.charCodeAt(i))) return i + 1
  const last = i + 6
  while (i < last && isHex(text.charCodeAt(i))) i++
  if (text.charCodeAt(i) === CODE.carriageReturn && text.charCodeAt(i + 1) === CODE.newline)
    return i + 2
  return isSpace(text.charCodeAt(i)) ? i + 1 : i
}

/** Where the string whose quote stands at `at` ends: after its quote, or before the newline that breaks it. */
export function stringEnd(text: string, at: number): number {
  const quote = text.charCodeAt(at)
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) return i + 1
    if (code === CODE.backslash) i++
    else if (isNewline(code)) return i
  }
  return text.length
}

export function commentEnd(text: string, at: number): number {
  const end = text.indexOf('*/', at + 2)
  return end < 0 ? text.length : end + 2
}

export function isComment(text: string, at: number): boolean {
  return text.charCodeAt(at) === CODE.slash && text.charCodeAt(at + 1) === CODE.star
}

/** Past white space, and comments if `comments`: there are none inside `url(`. */
export function spaceEnd(text: string, at: number, comments = true): number {
  let i = at
  for (;;) {
    if (isSpace(text.charCodeAt(i))) i++
    else if (comments && isComment(text, i)) i = commentEnd(text, i)
    else return i
  }
}

/** Where the parenthesis that opens at `at` is closed, after its sign; -1 when it never is. */
export function closeOf(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; ) {
    const code = text.charCodeAt(i)
    if (code === CODE.quote || code === CODE.apostrophe) i = stringEnd(text, i)
    else if (code === CODE.backslash) i = escapeEnd(text, i)
    else if (isComment(text, i)) i = commentEnd(text, i)
    else {
      i++
      if (code === CODE.open) depth++
      else if (code === CODE.close && --depth === 0) return i
    }
  }
  return -1
}

export type UrlToken = { readonly token: string; readonly end: number }

/** What a `url(` whose content begins at `from` names, and where the function ends; null for a bad one. */
export function urlAt(text: string, from: number): UrlToken | null {
  const start = spaceEnd(text, from, false)
  const quote = text.charCodeAt(start)
  if (quote === CODE.quote || quote === CODE.apostrophe) {
    const after = stringEnd(text, start)
    const end = spaceEnd(text, after, false)
    if (end < text.length && text.charCodeAt(end) !== CODE.close) return null // with modifiers
    return { token: contentOf(text.slice(start, after)), end: Math.min(end + 1, text.length) }
  }
  let i = start
  for (; i < text.length; ) {
    const code = text.charCodeAt(i)
    if (code === CODE.close || isSpace(code)) break
    if (code === CODE.quote || code === CODE.apostrophe || code === CODE.open) return null
    if (code !== CODE.backslash) i++
    else if (isNewline(text.charCodeAt(i + 1))) return null
    else i = escapeEnd(text, i)
  }
  const end = spaceEnd(text, i, false)
  if (end < text.length && text.charCodeAt(end) !== CODE.close) return null
  return { token: unescapeCss(text.slice(start, i)), end: Math.min(end + 1, text.length) }
}

/** CSS Syntax 4.3.14: what is left of a bad url, up to its parenthesis. */
export function badUrlEnd(text: string, from: number): number {
  for (let i = from; i < text.length; ) {
    const code = text.charCodeAt(i)
    if (code === CODE.close) return i + 1
    i = code === CODE.backslash ? escapeEnd(text, i) : i + 1
  }
  return text.length
}

export function contentOf(string: string): string {
  const isClosed = string.length > 1 && string.endsWith(string.charAt(0))
  return unescapeCss(string.slice(1, isClosed ? -1 : undefined))
}

export function unescapeCss(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\r\n\f])|([\s\S]))/g,
    (_, hex: string | undefined, newline: string | undefined, other: string | undefined) => {
      if (newline !== undefined) return ''
      if (hex === undefined) return other ?? ''
      const code = Number.parseInt(hex, 16)
      const bad = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
      return bad ? '\ufffd' : String.fromCodePoint(code)
    },
  )
}

/** A CSS string with this value, safe inside any style sheet and inside `<style>`. */
export function cssString(value: string): string {
  return `"${value.replace(/["\\\r\n\f<]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)}"`
}
