import * as sign from './css-begin.ts'
import { BEGIN, BEGINS } from './css-begin.ts'
import {
  type Cut,
  isOfSelector,
  LONGEST_PSEUDO,
  OF_VALUES,
  OLD_PSEUDO_ELEMENTS,
  PSEUDO_CLASSES,
  SELECTION,
  type Site,
} from './css-site.ts'
import * as css from './css-text.ts'
import { CODE } from './css-text.ts'
import { cutMedia } from './media-query.ts'

// What stands open: the kind in the low bits, and marks of its function.
const PAREN = 1
const SQUARE = 2
const VALUE = 3 // braces inside a value
const RULE = 4 // the block of a rule
const KIND = 7
const AFTER = 8 // what follows the closing stands after a pseudo-element
const INNER = 16 // what is inside stands after a pseudo-element
const IMAGES = 32 // strings are addresses
const IF = 64

const UNKNOWN = 0 // a statement: a rule if it has a block, else a declaration
const CUSTOM = 1 // a custom property: braces are part of its value
const SCOPE = 2 // an at-rule with selectors in front of its block
const OTHER = 3

/**
 * One pass over authored CSS, linear in the text: tokens as CSS Syntax 3 cuts them, blocks as section 5 nests them.
 * Whether a statement is a rule or a declaration is known at its end, so sites in selectors wait until then.
 */
export function cutCss(text: string): Cut {
  const sites: Site[] = []
  const stack: number[] = []
  const { length } = text
  let top = 0
  let deepest = 0
  let statement = UNKNOWN
  let isFont = false // of this statement
  let font = 0 // how deep its block is
  let isFresh = true
  let first = 0 // of this statement's sites
  let waiting = 0 // sites of it that only a selector has
  let isAfter = false // a pseudo-element in this compound selector
  let parts = 1 // of its selector list, or references to the rule around it
  const weights: number[] = []
  let ways = 1
  let at = 0

  const push = (open: number) => {
    stack.push(open)
    top = open
    if (stack.length > deepest) deepest = stack.length
  }
  const pop = () => {
    stack.pop()
    top = stack.at(-1) ?? 0
  }
  const begin = (isSelector: boolean) => {
    if (waiting > 0 && !isSelector) {
      let kept = first
      for (let i = first; i < sites.length; i++) {
        const site = sites[i]
        if (site && !isOfSelector(site)) sites[kept++] = site
      }
      sites.length = kept
    }
    first = sites.length
    waiting = 0
    parts = 1
    statement = UNKNOWN
    isFresh = true
    isAfter = false
  }
  const add = (kind: Site['kind'], from: number, to: number, token: string) => {
    sites.push({ kind, from, to, token })
  }
  const wait = (kind: Site['kind'], from: number, to: number, token: string) => {
    if (statement === CUSTOM || statement === OTHER) return
    sites.push({ kind, from, to, token })
    waiting++
  }
  while (at < length) {
    const code = text.charCodeAt(at)
    const begins = code < 128 ? BEGINS[code] : BEGIN.name
    if (begins === BEGIN.space) {
      at++
      if (code === CODE.comma) parts++
      isAfter = (top & INNER) !== 0
      continue
    }
    if (begins === BEGIN.slash) {
      at = css.isComment(text, at) ? css.commentEnd(text, at) : at + 1
      continue
    }
    if (isFresh && begins !== BEGIN.brace && begins !== BEGIN.end) {
      const after = top === 0 ? sign.markupCommentEnd(text, at) : at
      if (after > at) {
        at = after
        continue
      }
      isFresh = false
      if (code === CODE.at) {
        at = atRule(at)
        continue
      }
      if (
        (code === CODE.hyphen || code === CODE.backslash) &&
        top === RULE &&
        sign.isCustom(text, at)
      )
        statement = CUSTOM
    }
    switch (begins) {
      case BEGIN.name: {
        // A backslash before a newline, or at the end, begins no name.
        const end = Math.max(at + 1, css.nameEnd(text, at))
        at = text.charCodeAt(end) === CODE.open ? functionAt(at, end) : end
        break
      }
      case BEGIN.colon:
        at = colonAt(at)
        break
      case BEGIN.bracket:
        at = bracketAt(at)
        break
      case BEGIN.open:
        push(PAREN | (isAfter ? AFTER | INNER : 0))
        at++
        break
      case BEGIN.close: {
        const kind = code === CODE.close ? PAREN : SQUARE
        if ((top & KIND) === kind) {
          isAfter = (top & AFTER) !== 0
          pop()
        }
        at++
        break
      }
      case BEGIN.brace:
        braceAt(code)
        at++
        break
      case BEGIN.end:
        if (top === 0 || top === RULE) begin(false)
        at++
        break
      case BEGIN.string: {
        const end = css.stringEnd(text, at)
        if ((top & IMAGES) !== 0) add('string', at, end, css.contentOf(text.slice(at, end)))
        at = end
        break
      }
      case BEGIN.at:
      case BEGIN.hash:
        at = Math.max(at + 1, css.nameEnd(text, at + 1))
        break
      default:
        if (code === CODE.ampersand) parts++
        at++
    }
  }
  begin(false)
  return { text, sites, depth: deepest, ways }

  function braceAt(code: number): void {
    if (code === CODE.openBrace) {
      if (statement === CUSTOM || (top !== 0 && top !== RULE)) push(VALUE)
      else {
        const around = weights.at(-1) ?? 1
        const weight = around * (statement === UNKNOWN ? parts : 1)
        if (around > 1) ways = Math.max(ways, weight)
        weights.push(weight)
        begin(statement === UNKNOWN || statement === SCOPE)
        push(RULE)
        if (isFont) font = stack.length
        isFont = false
      }
    } else if (top === VALUE) pop()
    else if (top === RULE) {
      begin(false)
      weights.pop()
      pop()
      if (stack.length < font) font = 0
    }
  }

  function functionAt(from: number, paren: number): number {
    const name = sign.functionName(text, from, paren)
    if (name === 'url') {
      const read = css.urlAt(text, paren + 1)
      if (!read) return css.badUrlEnd(text, paren + 1)
      add(font > 0 ? 'font' : 'url', from, read.end, read.token)
      return read.end
    }
    if (name === 'attr') {
      const start = css.spaceEnd(text, paren + 1)
      const end = css.nameEnd(text, start)
      if (end > start) add('attr', start, end, css.unescapeCss(text.slice(start, end)))
    }
    if (name === 'media' && (top & IF) !== 0) {
      const close = css.closeOf(text, paren)
      if (close > 0) cutMedia(text, paren + 1, close - 1, sites, true)
    }
    push(PAREN | (sign.IMAGE_NAMES.test(name) ? IMAGES : 0) | (name === 'if' ? IF : 0))
    return paren + 1
  }

  function colonAt(from: number): number {
    if (text.charCodeAt(from + 1) === CODE.colon) {
      const end = css.nameEnd(text, from + 2)
      isAfter = true
      if (end - from === SELECTION.length && text.slice(from, end).toLowerCase() === SELECTION)
        wait('selection', from, end, SELECTION)
      if (text.charCodeAt(end) !== CODE.open) return end
      push(PAREN | AFTER)
      isAfter = false
      return end + 1
    }
    const end = css.nameEnd(text, from + 1)
    if (end === from + 1) return end
    if (text.charCodeAt(end) === CODE.open) return pseudoFunction(from, end)
    if ((top & KIND) === SQUARE) return end
    const isOld = text.startsWith('--', from + 1)
    if (end - from > LONGEST_PSEUDO && !isOld && !sign.hasEscape(text, from, end)) return end
    const name = css.unescapeCss(text.slice(from + 1, end))
    const lower = name.toLowerCase()
    if (OLD_PSEUDO_ELEMENTS.has(lower)) isAfter = true
    else if (isAfter) return end
    else if (PSEUDO_CLASSES.has(lower)) wait('pseudo', from, end, lower)
    else if (name.startsWith('--')) wait('oldState', from, end, name)
    return end
  }

  function pseudoFunction(from: number, paren: number): number {
    const name = css.unescapeCss(text.slice(from + 1, paren)).toLowerCase()
    if (OF_VALUES.test(name)) return functionAt(from + 1, paren)
    if (name === 'state' && !isAfter) {
      const start = css.spaceEnd(text, paren + 1)
      const end = css.nameEnd(text, start)
      const close = css.spaceEnd(text, end)
      if (end > start && text.charCodeAt(close) === CODE.close) {
        wait('state', from, close + 1, css.unescapeCss(text.slice(start, end)))
        return close + 1
      }
    }
    push(PAREN | (isAfter ? AFTER | INNER : 0))
    return paren + 1
  }

  function bracketAt(from: number): number {
    push(SQUARE | (isAfter ? AFTER : 0))
    const start = css.spaceEnd(text, from + 1)
    const end = css.nameEnd(text, start)
    if (end === start) return start
    const after = css.spaceEnd(text, end)
    const sign = text[after]
    if (sign === ']' || sign === '=' || (text[after + 1] === '=' && '~|^$*'.includes(sign ?? ' ')))
      wait('attribute', start, end, css.unescapeCss(text.slice(start, end)))
    return end
  }

  function atRule(from: number): number {
    const end = css.nameEnd(text, from + 1)
    const name = css.unescapeCss(text.slice(from + 1, end)).toLowerCase()
    statement = name === 'scope' ? SCOPE : OTHER
    isFont = name === 'font-face'
    if (name === 'media') return query(end)
    if (name === 'import') return importAt(end)
    // Names of namespaces look like addresses and are none.
    if (name === 'namespace') return sign.statementEnd(text, end)
    return end
  }

  function importAt(from: number): number {
    const start = css.spaceEnd(text, from)
    const quote = text.charCodeAt(start)
    let end: number
    if (quote === CODE.quote || quote === CODE.apostrophe) {
      end = css.stringEnd(text, start)
      add('importString', start, end, css.contentOf(text.slice(start, end)))
    } else {
      const paren = css.nameEnd(text, start)
      if (text.charCodeAt(paren) !== CODE.open || sign.functionName(text, start, paren) !== 'url')
        return start
      const read = css.urlAt(text, paren + 1)
      if (!read) return css.badUrlEnd(text, paren + 1)
      add('import', start, read.end, read.token)
      end = read.end
    }
    return query(end)
  }

  function query(from: number): number {
    const end = cutMedia(text, from, length, sites, false)
    deepest = Math.max(deepest, sign.parentheses(text, from, end))
    return end
  }
}
