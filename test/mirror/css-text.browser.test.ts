import { describe } from '@alongside/capture'
import type { Op } from '@alongside/protocol'
import { feature, type Side, twin } from './feature.ts'
import { withoutOps } from './missing.ts'
import { addLink } from './sheet-parts.ts'

/** An engine that sends other text than was authored. */
const otherText =
  (authored: string, sent: string) =>
  (op: Op): Op =>
    JSON.parse(JSON.stringify(op).replaceAll(inJson(authored), inJson(sent)))

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function addStyle(page: Document, text: string): void {
  const style = page.createElement('style')
  style.textContent = text
  page.head.append(style)
}

feature('all:unset in a rule unsets what it does on the page [line 2]', {
  head: '<style>b{color:red;padding:3px;font-size:30px}</style>',
  markup: '<p>a <b>b</b></p>',
  change: (page) => addStyle(page, 'b{all:unset;letter-spacing:2px}'),
  without: otherText('all:unset;', ''),
})

feature('rules around a bad one are as on the page [line 4]', {
  markup: '<p>a</p><b>b</b><i>i</i><u>u</u>',
  change: (page) =>
    addStyle(
      page,
      `p{color:green}{}p{}; {b:c}b:::x{color:red}@nope{p{color:red}}b{padding:3px;;nope;:;margin:2px}}i{color:red}
       u{color:blue;content:"x
       }u{letter-spacing:1px}@media{i{padding:1px}} s{color:re`,
    ),
  without: otherText('{}p{};', '<!--{'),
})

feature('a reference to an element of the page stays one, in a sheet and in an attribute', {
  markup: `<svg width=90 height=90><clipPath id=c><circle cx=20 cy=20 r=15 /></clipPath>
    <linearGradient id=g><stop stop-color=red /></linearGradient><rect id=r width=80 height=80 /></svg><p>p</p>`,
  change(page) {
    addStyle(page, 'rect{fill:url(#g);clip-path:url("#c")}')
    page.querySelector('p')?.setAttribute('style', 'clip-path:url(#c);color:red')
  },
  without: otherText('(#c)', '(http://shop.example/#c)'),
  check({ replica }) {
    const path = replica.querySelector('p')?.getAttribute('style')
    if (path !== 'clip-path:url(#c);color:red') throw new Error(`style is ${path}`)
  },
  pixels: true,
})

feature('namespaces of a sheet are names and no addresses to load', {
  markup: '<p><a href=#x>a</a><svg width=50 height=20><a><text y=15>b</text></a></svg></p>',
  change: (page) =>
    addStyle(
      page,
      '@namespace s url(http://www.w3.org/2000/svg);s|a{fill:red}a{letter-spacing:2px}',
    ),
  without: otherText('(http://www.w3.org/2000/svg)', '(data:,)'),
})

feature('a sheet of an old encoding shows its letters, whatever it says of itself', {
  markup: '<p>a</p>',
  async change(page) {
    const text = '@charset "iso-8859-1";p::before{content:"\u00e9\u00df "}'
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0))
    await addLink(page, bytes)
  },
  without: otherText('\u00e9', '\ufffd'),
})

/** `{content:"日本"}` in Shift_JIS, as a sheet that does not say so. */
const JAPANESE = Uint8Array.from('i::before{content:"\x93\xfa\x96\x7b"}', (c) => c.charCodeAt(0))

/** Texts that are not what the page's browser reads are followed by rules, one by one. */
function isText({ joined }: Side): void {
  if (joined.frames.some((frame) => describe(frame).includes('insertRule')))
    throw new Error('the sheet went as rules')
}

feature('a sheet that says nothing of its encoding is in that of the sheet that imports it', {
  markup: '<i>a</i><b>b</b>',
  async change(page) {
    const imported = URL.createObjectURL(new Blob([JAPANESE], { type: 'text/css' }))
    await addLink(page, `@charset "shift_jis";@import "${imported}";b{padding:3px}`)
  },
  without: otherText('日本', '\ufffd\ufffd\ufffd{'),
  check: isText,
})

feature('or in that of the link', {
  markup: '<i>a</i>',
  async change(page) {
    await addLink(page, JAPANESE, 'shift_jis')
  },
  without: otherText('日本', '\ufffd\ufffd\ufffd{'),
  check: isText,
})

const EVERYWHERE = `
  input:focus{color:rgb(1,0,0)} p:has(:focus){color:rgb(2,0,0)} :is(p,:focus)+i{color:rgb(3,0,0)}
  p{ &:focus-within{padding:1px} > input:not(:focus){padding:9px} input{&:focus{padding:2px}} }
  @scope (p:focus-within) to (u){ b{color:rgb(4,0,0)} }
  @container (min-width:1px){ input:focus{margin:3px} } @layer l{ b:nth-child(1 of :not(:focus)){margin:4px} }
  @supports selector(:focus){ input:focus{letter-spacing:1px} } .a\\:focus{color:rgb(5,0,0)} [title=":focus"]{padding:6px}
  input:focus::placeholder{color:rgb(6,0,0)} @media screen{input:FOCUS{text-indent:3px}} i:fo\\63us{color:red}
  input/**/:focus/**/{margin-left:7px} input:focus:focus{z-index:2} input:where(:focus){z-index:1} #f{z-index:3}`

feature('a pseudo-class of the customer holds wherever a selector may stand [line 26]', {
  markup: `<style>${EVERYWHERE}</style><div style="container-type:inline-size"><p><b>b</b><input id=f placeholder=x><u>u</u></p>
    <i class="a:focus" title=":focus">i</i></div>`,
  before(page) {
    page.styleSheets[0]?.insertRule('@media all{p:focus-within b{text-indent:5px}}', 0)
    const view = page.defaultView as (Window & typeof globalThis) | null
    if (!view) return
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync('i{color:rgb(7,0,0)}div:has(input:focus) i{padding:8px}')
    page.adoptedStyleSheets = [sheet]
  },
  change: (page) => page.getElementById('f')?.focus(),
  without: withoutOps('interaction'),
  check({ replica }) {
    if (replica.querySelector(':focus')) throw new Error('something has the focus of the agent')
    if (!twin(replica, 'f').matches('[data-alongside-is-focus]')) throw new Error('is not marked')
  },
})

const LONG = `.a:hover>b[href],.c:not(:focus)::before{color:red;--x:${'x'.repeat(2000)}}`

feature('a sheet of two megabytes is whole', {
  markup: '<p class=last>a</p>',
  change: (page) => addStyle(page, `${LONG.repeat(1000)}p.last{padding:7px}`),
  without: otherText('p.last{padding:7px}', ''),
})
