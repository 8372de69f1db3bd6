import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomCss, randomFrom } from '../test/random-css.ts'
import { type CssRewrite, rewriteCss } from './css.ts'
import { cutCss } from './css-cut.ts'
import { cssString, unescapeCss } from './css-text.ts'

const seen: string[] = []
const mark: CssRewrite = {
  url(token, kind) {
    seen.push(`${kind} ${token}`)
    return token.startsWith('#') ? null : `R(${token})`
  },
  attribute: (name) => (name === 'href' ? 'kept-href' : null),
  pseudo: (name) => `[is-${name}]`,
  state: (name, isOld) => `[${isOld ? 'old' : 'state'}=${name}]`,
  media: (feature) => `M ${feature.trim()}`,
}
const every = (answer: string | null): CssRewrite => ({
  url: () => answer,
  attribute: () => answer,
  pseudo: () => answer,
  state: () => answer,
  media: () => answer,
})
const LEAVE = every(null)
const ZERO = every('\0')
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
    ['a pseudo-class', 'x-a:not(:valid){c:d}', 'x-a:not([is-valid]){c:d}'],
    ['one in a compound', 'a.b:hover#c{d:e}', 'a.b[is-hover]#c{d:e}'],
    [
      'all of a list',
      'a:hover,a:focus , b:active{c:d}',
      'a[is-hover],a[is-focus] , b[is-active]{c:d}',
    ],
    ['upper case pseudo-classes', 'A:HoVer{c:d}', 'A[is-hover]{c:d}'],
    ['an escaped pseudo-class', 'a:ho\\76 er{c:d}', 'a[is-hover]{c:d}'],
    [
      'one after a class with an escaped colon',
      '.md\\:hover:hover{a:b}',
      '.md\\:hover[is-hover]{a:b}',
    ],
    [
      'arguments of functions',
      ':is(a:hover,:not(b:focus)):where(:has(>:active)):nth-child(2n + 1 of :target){c:d}',
      ':is(a[is-hover],:not(b[is-focus])):where(:has(>[is-active])):nth-child(2n + 1 of [is-target]){c:d}',
    ],
    [
      ':host() and ::slotted()',
      ':host(:hover) ::slotted(:focus){a:b}',
      ':host([is-hover]) ::slotted([is-focus]){a:b}',
    ],
    [
      'what comes after a pseudo-element and a combinator',
      'a::before :hover,b:hover{c:d}',
      'a::before [is-hover],b[is-hover]{c:d}',
    ],
    [
      'nested rules',
      'a{b:c;&:hover{d:e}:focus &{f:g}}',
      'a{b:c;&[is-hover]{d:e}[is-focus] &{f:g}}',
    ],
    ['a nested rule that reads as a declaration', 'a{b:hover{c:d}}', 'a{b[is-hover]{c:d}}'],
    [
      '@scope',
      '@scope (a:hover) to (b:focus){c:active{d:e}}',
      '@scope (a[is-hover]) to (b[is-focus]){c[is-active]{d:e}}',
    ],
    [
      'rules in @container, @layer and @supports',
      '@container (width>1px){@layer a{@supports (a:b){c:hover{d:e}}}}',
      '@container (width>1px){@layer a{@supports (a:b){c[is-hover]{d:e}}}}',
    ],
    ['custom states', 'x-a:state(on):STATE( off ){c:d}', 'x-a[state=on][state=off]{c:d}'],
    ['old custom states', 'x-a:--on{c:d}', 'x-a[old=--on]{c:d}'],
    ['comments around', 'a/*:x*/:hover/*:y*/{c:d}', 'a/*:x*/[is-hover]/*:y*/{c:d}'],
    [
      'what follows a broken string',
      'a{content:"x\n}b:hover{c:d}',
      'a{content:"x\n}b[is-hover]{c:d}',
    ],
    ['what follows a stray brace', '}a:hover{b:c}', '}a[is-hover]{b:c}'],
    [
      'what follows a custom property',
      'a{--b:{c:hover};d:e}f:hover{g:h}',
      'a{--b:{c:hover};d:e}f[is-hover]{g:h}',
    ],
    [
      'what follows markup of old times',
      '<!-- @import "x"; -->a:hover{b:c}',
      '<!-- @import "R(x)"; -->a[is-hover]{b:c}',
    ],
    ['a value that touches its colon', 'a{b:URL(x)}', 'a{b:url("R(x)")}'],
    [
      'features of media',
      '@media screen and (hover),(min-width:1px){a:hover{b:c}}',
      '@media screen and (M hover),(min-width:1px){a[is-hover]{b:c}}',
    ],
    [
      'features in conditions',
      '@media not ((hover) or (not (1dppx<=resolution))){}',
      '@media not ((M hover) or (not (M 1dppx<=resolution))){}',
    ],
    [
      'media of an import',
      '@import "x" layer(a) supports((b:c)) (pointer:fine);',
      '@import "R(x)" layer(a) supports((b:c)) (M pointer:fine);',
    ],
    ['nested @media', 'a{@media (hover){&:hover{b:c}}}', 'a{@media (M hover){&[is-hover]{b:c}}}'],
    [
      'media() of an if()',
      'a{b:if(media(hover): c; media(print and (hover)): d; else: e)}',
      'a{b:if(media(M hover): c; media(print and (M hover)): d; else: e)}',
    ],
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
    ['plain CSS', 'a:first-child{color:red}'],
    ['a bad url token', 'a{b:url(x y)}'],
    ['declarations', 'a{b:hover;c:focus}'],
    ['custom properties, whatever is in them', 'a{--b:c:hover{d:e};--f :hover{}}'],
    ['a custom property of an escaped name', 'a{\\2d-b:c:hover{d:e}}'],
    ['strings with signs of selectors', `a[title=":hover"]{content:":hover{"}`],
    [
      'what follows a pseudo-element',
      'a::part(b):hover,::-webkit-scrollbar-thumb:hover,a:before:hover{c:d}',
    ],
    ['functions that follow a pseudo-element', 'a::part(b):is( :hover, :not(:focus)){c:d}'],
    ['other pseudo-elements of such names', 'a::hover::focus{b:c}'],
    ['other pseudo-classes', 'a:hovered:focus-ring:not(:checked):state(a b):state(){c:d}'],
    ['a class with an escaped colon', '.hover\\:x,.a\\:hover{b:c}'],
    ['what @supports asks', '@supports selector(:hover) and (not selector(a[href])){}'],
    ['names of namespaces', '@namespace svg url(http://a/b);@namespace "c";'],
    ['an unclosed parenthesis to the end', 'a:is(b{c:d} e:hover{f:g}'],
    ['features that the size decides', '@media (min-width:1px) and (orientation:portrait){}'],
    ['backslashes that escape nothing', 'a{b\\\nc:d}\\\n\\'],
    ['an unclosed feature', '@media (hover{a{}}'],
  ])('leaves %s', (_, text) => {
    expect(through(text)).toBe(text)
  })

  it('takes a file of megabytes in a moment', () => {
    const rule = `.a{background:url(data:image/png;base64,${'A'.repeat(1000)})}a[href]{b:c}`
    expect(through(rule.repeat(2000)).length).toBeGreaterThan(2e6)
    expect(through(`a{b:url("${'x'.repeat(3e6)}")}`).length).toBeGreaterThan(3e6)
    expect(through('['.repeat(400)).length).toBe(400)
  })

  it('keeps every character that is not of a place it replaces, in any text', () => {
    const signs = fc.constantFrom(
      ...[
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        ';',
        ':',
        '"',
        "'",
        '/*',
        '*/',
        '\\',
        '@media ',
        '@import ',
        'url(',
      ],
      ...[
        ':hover',
        '::part(',
        ':state(x)',
        '[href]',
        'a',
        ' ',
        '\n',
        ',',
        '&',
        '--x:',
        'attr(href)',
        '(hover)',
        'é',
      ],
    )
    const broken = fc.array(signs, { maxLength: 60 }).map((parts) => parts.join(''))
    const sheets = fc.integer().map((seed) => randomCss(randomFrom(seed), seed % 2 === 0))
    fc.assert(
      fc.property(fc.oneof(broken, sheets), (text) => {
        expect(rewriteCss(text, LEAVE)).toBe(text)
        const { sites } = cutCss(text)
        let at = 0
        let out = ''
        for (const { from, to } of sites) {
          expect(from).toBeGreaterThanOrEqual(at)
          expect(to).toBeGreaterThan(from)
          out += `${text.slice(at, from)}\0`
          at = to
        }
        out += text.slice(at)
        // Quotes and brackets may also stand around a place in broken CSS, so they go on both sides.
        const bare = (css: string): string => css.replace(/url\("\0"\)|"\0"|\(\0\)/g, '\0')
        expect(bare(rewriteCss(text, ZERO))).toBe(bare(out))
      }),
      { numRuns: 2000 },
    )
  })

  it('makes nothing of a text that is nested beyond all reason', () => {
    for (const query of ['@media ', '@import "x" '])
      expect(through(`${query}${'('.repeat(1e4)}${')'.repeat(1e4)}{}`)).toBe('')
    for (const open of ['[', '(', 'a{', ':not(', '@media all{', '--a:{'])
      expect(through(open.repeat(2e5))).toBe('')
  })

  it('makes nothing of nested lists whose product no browser ends', () => {
    const nested = (levels: number, open: string) => open.repeat(levels) + '}'.repeat(levels)
    for (const open of ['a,b{', '& &,& a{', ':is(a,b){', '@media all{a,b{'])
      expect(through(nested(40, open))).toBe('')
    expect(through(nested(10, 'a,b{'))).toBe(nested(10, 'a,b{'))
    const wide = `${'a,'.repeat(2e5)}a{b:c}`
    expect(through(wide)).toBe(wide)
    expect(through(`@media all{${wide}}`)).toBe(`@media all{${wide}}`)
  })

  it('never lets an answer break out of its string', () => {
    expect(cssString('a"b\\c\nd</style>')).toBe('"a\\22 b\\5c c\\a d\\3c /style>"')
    expect(unescapeCss(cssString('a"b\\c\nd</style>').slice(1, -1))).toBe('a"b\\c\nd</style>')
  })
})
