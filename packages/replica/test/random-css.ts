/** Random CSS for tests: sheets as people write them, and then with signs missing or too many. */
export type Random = () => number

/** Mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const COMPOUNDS =
  'a|*|.b|#c|p.md\\:hover\\:x|[title=":hover"]|[href]|[href^="x" i]|a[ data-x ]|.\\31 0|x-a|svg|:root|button.b#c|:not(a)'.split(
    '|',
  )
const PSEUDOS = (
  ':hover|:active|:focus|:focus-visible|:focus-within|:target|:user-invalid|:valid|:invalid|:autofill|:-webkit-autofill|' +
  ':fullscreen|:first-child|:checked|:nth-child(2n + 1 of a:hover)|:ho\\76 er|:HOVER|:state(on)|:--on|:lang(de)|:link|' +
  '::before|::after|:before|::part(b)|::slotted(a:hover)|::-webkit-scrollbar-thumb|::file-selector-button|::selection|' +
  ':host|:host(:hover)|:host-context(a:focus)|:target-within|:hovered|/*:hover*/'
).split('|')
const FUNCTIONS = [':is', ':where', ':not', ':has', ':-webkit-any', ':nope']
const COMBINATORS = [' ', ' > ', '>', '+', ' ~ ', ' /* :focus */ ']
const DECLARATIONS = (
  'color:red|color: blue !important|background:url(a.png) no-repeat|background:url( "b c.png" )|--x:hover|--y: a:hover{b:c}|' +
  '--z:{a:hover;b:[c]}|content:":hover{"|content:"\\":focus"|grid-template-columns:[href] 1fr|margin:0|x:hover|a:b:hover|' +
  'background:image-set("x.png" 1x, url(y.png) 2x)|color:if(media(hover): red; else: blue)|content:attr(href)|' +
  'filter:url(#f)|/* :hover{ */|width:calc((1px + 2px)*3)|font:1px/2 a,"b"|cursor:url(x"y),auto|--\\62 c:(a:hover)|;'
).split('|')
const GROUPS = (
  '@media screen|@media (min-width:1px) and (hover)|@supports (color:red)|@supports selector(:hover)|@layer a|@container (width>1px)|' +
  '@scope (a:hover) to (.b:focus)|@scope|@starting-style|@layer'
).split('|')
const STATEMENTS = (
  '@import "x.css";|@import url(y.css) layer(a) screen;|@namespace svg url(http://a/b);|@charset "utf-8";|@layer a,b;|' +
  '@font-face{font-family:a;src:url(a.woff2) format("woff2")}|@keyframes k{from{color:red}50%{color:blue}}|' +
  '@property --p{syntax:"*";inherits:false}|@page :first{margin:1px}|<!--|-->|/* a:hover{ */|@nope a:hover{b:c}'
).split('|')
const OUTSIDE = 2
const SIGNS = '{}()[];:"\'\\/*@,.#>+~ \n-a'

/** One sheet; `isBroken` with some of its signs lost, doubled or put elsewhere. */
export function randomCss(random: Random, isBroken: boolean): string {
  const below = (n: number) => Math.floor(random() * n)
  const one = (list: readonly string[]) => list[below(list.length)] ?? ''
  const compound = (deep: number): string => {
    // Chromium keeps the text of what it cannot parse where there is a `&` in a function.
    const isOutside = deep === OUTSIDE && below(6) === 0
    let text = below(4) === 0 ? '' : isOutside ? '&' : one(COMPOUNDS)
    for (let n = below(3); n > 0; n--) text += one(PSEUDOS)
    if (deep > 0 && below(4) === 0) text += `${one(FUNCTIONS)}(${selector(deep - 1)})`
    return text || '*'
  }
  const selector = (deep: number): string => {
    let text = compound(deep)
    for (let n = below(3); n > 0; n--) text += one(COMBINATORS) + compound(deep)
    return below(3) === 0 ? `${text}${one([',', ' , ', ',\n'])}${compound(deep)}` : text
  }
  const block = (deep: number): string => {
    let text = ''
    for (let n = below(4); n > 0; n--)
      text +=
        deep > 0 && below(4) === 0
          ? rule(deep - 1)
          : `${one(DECLARATIONS)}${one([';', ' ; ', ';\n'])}`
    return below(4) === 0 ? text.replace(/;\s*$/, '') : text
  }
  const rule = (deep: number): string => {
    if (deep > 0 && below(4) === 0) {
      let inner = ''
      for (let n = below(4); n > 0; n--) inner += rule(deep - 1)
      return `${one(GROUPS)}{${inner}}`
    }
    return `${selector(OUTSIDE)}${one(['', ' ', '\n'])}{${block(deep)}}`
  }
  let text = ''
  for (let n = 1 + below(6); n > 0; n--) text += below(4) === 0 ? one(STATEMENTS) : rule(2)
  for (let n = isBroken ? 1 + below(3) : 0; n > 0; n--) {
    const at = below(text.length)
    const kind = below(3)
    text =
      text.slice(0, at) +
      (kind === 0 ? '' : SIGNS[below(SIGNS.length)]) +
      text.slice(kind === 1 ? at : at + 1)
  }
  return text
}
