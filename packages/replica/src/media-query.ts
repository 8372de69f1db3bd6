import type { Site } from './css-site.ts'
import * as css from './css-text.ts'
import { CODE } from './css-text.ts'

/** Features that the size of the viewport does not decide. */
const FEATURE =
  /prefers-|forced-colors|inverted-colors|hover|pointer|resolution|pixel-ratio|device-|color|monochrome|dynamic-range|display-mode|update|scripting/i
/** No feature of a page needs more. */
const LONGEST = 200

/**
 * Finds the parentheses of a media query list that hold one such feature each (Media Queries 4, `<media-in-parens>`),
 * from `from` to the end of the prelude, which is given back. `isTest`: `media()` of an `if()`, whose own
 * parentheses may be those of the feature.
 */
export function cutMedia(
  text: string,
  from: number,
  to: number,
  sites: Site[],
  isTest: boolean,
): number {
  let depth = 0
  if (isTest) {
    const start = css.spaceEnd(text, from)
    const next = css.spaceEnd(text, css.nameEnd(text, start))
    if (next === to || ':<>='.includes(text.charAt(next))) {
      found('test', start, to)
      return to
    }
  }
  for (let i = from; i < to; ) {
    const code = text.charCodeAt(i)
    if (code === CODE.quote || code === CODE.apostrophe) i = css.stringEnd(text, i)
    else if (css.isComment(text, i)) i = css.commentEnd(text, i)
    else if (code === CODE.open) {
      const inner = css.spaceEnd(text, i + 1)
      if (isFeature(text, inner)) {
        const close = css.closeOf(text, i)
        if (close < 0) return to
        found('media', i, close)
        i = close
      } else {
        depth++
        i = inner
      }
    } else if (code === CODE.close) {
      depth--
      i++
    } else if (depth <= 0 && isEnd(code)) return i
    else {
      const end = css.nameEnd(text, i)
      if (end === i) i++
      else if (text.charCodeAt(end) !== CODE.open) i = end
      else {
        // layer(), supports(), and what is no media query at all.
        const close = css.closeOf(text, end)
        if (close < 0) return to
        i = close
      }
    }
  }
  return to

  function found(kind: 'media' | 'test', start: number, end: number): void {
    const token = kind === 'media' ? text.slice(start + 1, end - 1) : text.slice(start, end)
    if (token.length <= LONGEST && FEATURE.test(token)) {
      sites.push({ kind, from: start, to: end, token })
    }
  }
}

function isEnd(code: number): boolean {
  return code === CODE.openBrace || code === CODE.semicolon || code === CODE.closeBrace
}

/** Inside a parenthesis: a feature, not another condition. */
function isFeature(text: string, at: number): boolean {
  if (text.charCodeAt(at) === CODE.open) return false
  const end = css.nameEnd(text, at)
  if (end === at) return true // a range that begins with a sign
  if (text.charCodeAt(end) === CODE.open) return true // calc()
  const next = css.spaceEnd(text, end)
  const name = text.slice(at, end).toLowerCase()
  return name !== 'not' || text.charCodeAt(next) !== CODE.open
}
