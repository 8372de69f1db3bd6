/** What a pass over CSS text replaces; each answers null to leave the text as it is. */
export interface CssRewrite {
  /** The token of `url(token)`, `@import`, or a string in `image-set()`, unescaped. */
  url(token: string, kind: 'url' | 'import'): string | null
  /** The name in an attribute selector or in `attr()`. */
  attribute(name: string): string | null
  /** The name of a pseudo-class, without its colon: the whole `:name` becomes the answer. */
  pseudo(name: string): string | null
}

const CANDIDATE = /url|@import|image-set|src\(|\[|attr\(|:(?:defined|hover|active|focus|target)|\\/i
// CSS Syntax 4.3.7: an escape is a backslash and up to six hex digits with one white space, or any other character.
const NAME =
  /(?:[-\w\u0080-\uffff]+|\\(?:[0-9a-fA-F]{1,6}(?:\r\n|[ \t\r\n\f])?|[^\r\n\f0-9a-fA-F]))+/y
const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/y
// Runs, not single characters: a data: URL of megabytes must not fill the backtracking stack.
const STRING =
  /"[^"\\\r\n\f]*(?:\\[\s\S][^"\\\r\n\f]*)*"?|'[^'\\\r\n\f]*(?:\\[\s\S][^'\\\r\n\f]*)*'?/y
const UNQUOTED =
  /[ \t\r\n\f]*([^"'()\\ \t\r\n\f]*(?:\\(?:[0-9a-fA-F]{1,6}[ \t\r\n\f]?|[^\r\n\f0-9a-fA-F])[^"'()\\ \t\r\n\f]*)*)[ \t\r\n\f]*(?:\)|$)/y
const BAD_URL = /[^\\)]*(?:\\[\s\S][^\\)]*)*\)?/y
// What no rule below looks at: names that are not followed by a parenthesis, and signs between them. Where nothing is
// open, braces and semicolons too.
const PLAIN = /(?:[-\w\u0080-\uffff]+(?![-\w\u0080-\uffff(\\])|[^-\w\u0080-\uffff/"'@[\]():\\])+/y
const PLAIN_INSIDE =
  /(?:[-\w\u0080-\uffff]+(?![-\w\u0080-\uffff(\\])|[^-\w\u0080-\uffff/"'@[\]():{};\\])+/y
const SPACE = /(?:[ \t\r\n\f]|\/\*[\s\S]*?\*\/)*/y
const ATTRIBUTE_END = /(?:[ \t\r\n\f]|\/\*[\s\S]*?\*\/)*(?:\]|[~|^$*]?=)/y

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
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

function contentOf(string: string): string {
  const quote = string[0]
  const end = string.length > 1 && string.endsWith(quote ?? '') ? -1 : undefined
  return unescapeCss(string.slice(1, end))
}

/**
 * One pass over authored CSS: tokens as CSS Syntax 3 cuts them, everything that is not asked for copied
 * as it stands, linear in the text. What it does not understand it leaves; the frame's CSP is behind it.
 */
export function rewriteCss(text: string, rewrite: CssRewrite): string {
  if (!CANDIDATE.test(text)) return text
  let out = ''
  let copied = 0
  let at = 0
  /** Names of the open functions; '' for a plain parenthesis or block. */
  const open: string[] = []
  let blockEnd = -1 // memo of `inSelector`: the statement up to here has been judged
  let selector = false

  const replace = (from: number, to: number, by: string | null) => {
    if (by === null) return
    out += text.slice(copied, from) + by
    copied = to
  }

  /** Is the statement around `from` a rule's prelude (then `[` is a selector) or a declaration? */
  const inSelector = (from: number): boolean => {
    if (from < blockEnd) return selector
    let i = from
    for (let depth = 0; i < text.length; ) {
      const c = text[i]
      if (c === '/' && text[i + 1] === '*') i += match(COMMENT, text, i)?.[0].length ?? 1
      else if (c === '"' || c === "'") i += Math.max(1, match(STRING, text, i)?.[0].length ?? 1)
      else if (c === '\\') i += 2
      else {
        if (c === '(' || c === '[') depth++
        else if (c === ')' || c === ']') depth--
        else if (c === '{' || c === '}' || (c === ';' && depth <= 0)) break
        i++
      }
    }
    blockEnd = i
    selector = text[i] === '{'
    return selector
  }

  while (at < text.length) {
    const plain = open.length > 0 ? PLAIN_INSIDE : PLAIN
    plain.lastIndex = at
    if (plain.test(text)) at = plain.lastIndex
    if (at >= text.length) break
    const c = text.charCodeAt(at)
    if (c === 0x2f && text.charCodeAt(at + 1) === 0x2a) {
      at += match(COMMENT, text, at)?.[0].length ?? 2
    } else if (c === 0x22 || c === 0x27) {
      const string = match(STRING, text, at)?.[0] ?? ''
      const length = Math.max(1, string.length)
      const inside = open[open.length - 1]
      if (inside === 'image-set' || inside === '-webkit-image-set' || inside === 'src') {
        const url = rewrite.url(contentOf(string), 'url')
        replace(at, at + length, url === null ? null : cssString(url))
      }
      at += length
    } else if (c === 0x40) {
      const name = match(NAME, text, at + 1)?.[0] ?? ''
      at += 1 + name.length
      if (unescapeCss(name).toLowerCase() === 'import') at = importAt(at)
    } else if (c === 0x5b) {
      at++
      open.push('')
      at += match(SPACE, text, at)?.[0].length ?? 0
      const name = match(NAME, text, at)?.[0]
      if (name && match(ATTRIBUTE_END, text, at + name.length) && inSelector(at))
        replace(at, at + name.length, rewrite.attribute(unescapeCss(name)))
      at += name?.length ?? 0
    } else if (c === 0x3a) {
      const name = match(NAME, text, at + 1)?.[0]
      if (name && text.charCodeAt(at - 1) !== 0x3a && /^[-a-z]+$/i.test(name)) {
        const by = rewrite.pseudo(name.toLowerCase())
        if (by !== null && inSelector(at)) replace(at, at + 1 + name.length, by)
      }
      at += 1
      if (name && text[at + name.length] !== '(') at += name.length
    } else if (c === 0x28) {
      open.push('')
      at++
    } else if (c === 0x29 || c === 0x5d) {
      open.pop()
      at++
    } else if (c === 0x7b || c === 0x7d || c === 0x3b) {
      // A block or a statement's end: whatever was left open by mistake is over for our purposes.
      open.length = 0
      at++
    } else {
      const name = match(NAME, text, at)?.[0]
      if (!name) {
        at++
        continue
      }
      const end = at + name.length
      if (text.charCodeAt(end) === 0x28) at = functionAt(at, end, unescapeCss(name).toLowerCase())
      else at = end
    }
  }
  return copied === 0 ? text : out + text.slice(copied)

  function functionAt(from: number, paren: number, name: string): number {
    if (name !== 'url') {
      open.push(name)
      if (name !== 'attr') return paren + 1
      const start = paren + 1 + (match(SPACE, text, paren + 1)?.[0].length ?? 0)
      const attribute = match(NAME, text, start)?.[0]
      if (!attribute) return start
      replace(start, start + attribute.length, rewrite.attribute(unescapeCss(attribute)))
      return start + attribute.length
    }
    const read = urlAt(paren + 1)
    if (!read) return paren + 1 + (match(BAD_URL, text, paren + 1)?.[0].length ?? 0)
    const url = rewrite.url(read.token, 'url')
    replace(from, read.end, url === null ? null : `url(${cssString(url)})`)
    return read.end
  }

  /** The token of a `url(` whose parenthesis ends at `from`, and where the function ends. */
  function urlAt(from: number): { token: string; end: number } | null {
    const start = from + spaces(from)
    const quote = text[start]
    if (quote === '"' || quote === "'") {
      const string = match(STRING, text, start)?.[0] ?? ''
      const after = start + string.length
      const end = after + spaces(after)
      if (end < text.length && text[end] !== ')') return null // url() with modifiers
      return { token: contentOf(string), end: Math.min(end + 1, text.length) }
    }
    const unquoted = match(UNQUOTED, text, from)
    if (!unquoted) return null
    return { token: unescapeCss(unquoted[1] ?? ''), end: from + unquoted[0].length }
  }

  function spaces(from: number): number {
    let i = from
    while (i < text.length && ' \t\r\n\f'.includes(text[i] ?? '')) i++
    return i - from
  }

  function importAt(from: number): number {
    const start = from + (match(SPACE, text, from)?.[0].length ?? 0)
    const quote = text[start]
    if (quote === '"' || quote === "'") {
      const string = match(STRING, text, start)?.[0] ?? ''
      const url = rewrite.url(contentOf(string), 'import')
      replace(start, start + string.length, url === null ? null : cssString(url))
      return start + Math.max(1, string.length)
    }
    const name = match(NAME, text, start)?.[0] ?? ''
    const paren = start + name.length
    if (unescapeCss(name).toLowerCase() !== 'url' || text[paren] !== '(') return start
    const read = urlAt(paren + 1)
    if (!read) return paren + 1
    const url = rewrite.url(read.token, 'import')
    replace(start, read.end, url === null ? null : `url(${cssString(url)})`)
    return read.end
  }
}
