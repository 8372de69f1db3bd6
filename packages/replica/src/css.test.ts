import { describe, expect, it } from 'vitest'
import { type CssRewrite, cssString, rewriteCss, unescapeCss } from './css.ts'

const seen: string[] = []
const mark: CssRewrite = {
  url(token, kind) {
    seen.push(`${kind} ${token}`)
    return token.startsWith('#') ? null : `R(${token})`
  },
  attribute: (name) => (name === 'href' ? 'kept-href' : null),
  pseudo: (name) => (name === 'defined' ? ':any' : null),
}
const through = (text: string) => rewriteCss(text, mark)

describe('rewriting CSS', () => {
  it.each([
    // what, before, after
    ['an unquoted url', 'a{b:url( x.png )}', 'a{b:url("R(x.png)")}'],
    ['a quoted url', `a{b:url("x y.png")}`, 'a{b:url("R(x y.png)")}'],
    ['a single-quoted url with an escape', `a{b:url('x\\'y')}`, `a{b:url("R(x'y)")}`],
    ['an escaped unquoted url', 'a{b:url(x\\ y)}', 'a{b:url("R(x y)")}'],
    ['a hex escape', 'a{b:url(\\78 y)}', 'a{b:url("R(xy)")}'],
    ['an escaped function name', 'a{b:u\\72 l(x)}', 'a{b:url("R(x)")}'],
    ['upper case', 'a{b:URL(x)}', 'a{b:url("R(x)")}'],
    ['several in one value', 'a{b:url(x),url(y)}', 'a{b:url("R(x)"),url("R(y)")}'],
    [
      'image-set strings',
      'a{b:image-set("x" 1x, url(y) 2x)}',
      'a{b:image-set("R(x)" 1x, url("R(y)") 2x)}',
    ],
    ['a prefixed image-set', 'a{b:-webkit-image-set("x" 1x)}', 'a{b:-webkit-image-set("R(x)" 1x)}'],
    ['src()', 'a{b:src("x")}', 'a{b:src("R(x)")}'],
    ['@import with a string', '@import "x" screen;', '@import "R(x)" screen;'],
    ['@import with url()', '@import url(x) layer(a);', '@import url("R(x)") layer(a);'],
    ['@import after a comment', '@import/**/"x";', '@import/**/"R(x)";'],
    ['an escaped @import', '@\\69mport "x";', '@\\69mport "R(x)";'],
    [
      '@font-face',
      '@font-face{src:url(a.woff2) format("woff2")}',
      '@font-face{src:url("R(a.woff2)") format("woff2")}',
    ],
    ['an unclosed url at the end', 'a{b:url(x', 'a{b:url("R(x)")'],
    ['an unclosed quoted url at the end', 'a{b:url("x', 'a{b:url("R(x)")'],
    ['a custom property', ':root{--a:url(x)}', ':root{--a:url("R(x)")}'],
    ['an attribute selector', 'a[href]{c:d}', 'a[kept-href]{c:d}'],
    [
      'an attribute selector with a value',
      'a[ href ^= "x" i ]{c:d}',
      'a[ kept-href ^= "x" i ]{c:d}',
    ],
    ['a selector inside :not()', 'a:not([href]){c:d}', 'a:not([kept-href]){c:d}'],
    ['a nested selector', 'a{&[href]{c:d}}', 'a{&[kept-href]{c:d}}'],
    [
      'a selector inside @media',
      '@media print{a[href]::after{content:attr(href)}}',
      '@media print{a[kept-href]::after{content:attr(kept-href)}}',
    ],
    ['what follows a bad url token', 'a{b:url(x "y);c:url(z)}', 'a{b:url(x "y);c:url("R(z)")}'],
    ['a pseudo-class', 'x-a:not(:defined){c:d}', 'x-a:not(:any){c:d}'],
  ])('replaces %s', (_, before, after) => {
    expect(through(before)).toBe(after)
  })

  it.each([
    ['a fragment', 'a{b:url(#x)}'],
    ['a comment', '/* url(x) @import "y"; [href] */a{b:c}'],
    ['a string', 'a{content:"url(x)"}'],
    ['a string with escapes', `a{content:'\\'url(x)'}`],
    ['a grid line name', 'a{grid-template-columns:[href] 1fr}'],
    ['another function with that ending', 'a{b:curl(x)}'],
    ['an identifier', 'a{b:url}'],
    ['a class of that name', '.url{b:c}'],
    ['plain CSS', 'a:hover{color:red}'],
    ['a bad url token', 'a{b:url(x y)}'],
  ])('leaves %s', (_, text) => {
    expect(through(text)).toBe(text)
  })

  it('takes a file of megabytes in a moment', () => {
    const rule = `.a{background:url(data:image/png;base64,${'A'.repeat(1000)})}a[href]{b:c}`
    expect(through(rule.repeat(2000)).length).toBeGreaterThan(2e6)
    expect(through(`a{b:url("${'x'.repeat(3e6)}")}`).length).toBeGreaterThan(3e6)
    expect(through('['.repeat(2e5)).length).toBe(2e5)
  })

  it('never lets an answer break out of its string', () => {
    expect(cssString('a"b\\c\nd</style>')).toBe('"a\\22 b\\5c c\\a d\\3c /style>"')
    expect(unescapeCss(cssString('a"b\\c\nd</style>').slice(1, -1))).toBe('a"b\\c\nd</style>')
  })
})
