import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { feature } from './feature.ts'
import { joinPage } from './joined.ts'
import { constructed, imageAddress, sheetAddress } from './sheet-parts.ts'

const noAdopt = (op: Op): Op | null => (op.op === 'adopt' ? null : op)

feature('adopted sheets, set whole [line 8]', {
  markup: '<p>one <b>two</b></p>',
  change(page) {
    page.adoptedStyleSheets = [constructed(page, 'p{color:green}'), constructed(page, 'b{top:1px}')]
  },
  without: noAdopt,
  pixels: true,
})

feature('adopted sheets, pushed, spliced and written in place', {
  markup: '<p>one <b>two</b> <i>three</i></p>',
  before(page) {
    page.adoptedStyleSheets = ['p{color:green}', 'b{color:red}'].map((text) =>
      constructed(page, text),
    )
  },
  change(page) {
    const list = page.adoptedStyleSheets
    list.push(constructed(page, 'i{padding-left:3px}'))
    list.splice(0, 1, constructed(page, 'p{padding-left:4px}'))
    list[1] = constructed(page, 'b{padding-left:5px}')
    list.reverse()
  },
  without: (op) =>
    op.op === 'sheet' ? { ...op, text: op.text?.replaceAll('padding', 'nothing') ?? null } : op,
})

feature('no adopted sheets any more, and a list that was held', {
  markup: '<p>one <b>two</b></p>',
  before(page) {
    page.adoptedStyleSheets = [constructed(page, 'p{color:green}')]
    held.set(page, page.adoptedStyleSheets)
  },
  async change(page) {
    held.get(page)?.push(constructed(page, 'b{padding-left:3px}'))
    await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
    held.get(page)?.shift()
  },
  without: noAdopt,
})

feature('an empty list', {
  markup: '<p>one</p>',
  modes: ['while sharing'],
  before(page) {
    page.adoptedStyleSheets = [constructed(page, 'p{padding-left:3px}')]
  },
  change(page) {
    page.adoptedStyleSheets = []
  },
  without: (op) =>
    (op.op === 'adopt' && op.sheets.length === 0) || op.op === 'freeSheet' ? null : op,
})

feature('a sheet shared by roots, replaced, edited and replaced later by its holder', {
  markup: '<p>one</p><div id=a></div><div id=b></div>',
  before(page) {
    const sheet = constructed(page, 'p{color:red}')
    for (const id of ['a', 'b']) {
      const root = page.getElementById(id)?.attachShadow({ mode: 'open' })
      if (!root) continue
      root.innerHTML = `<p>${id}</p>`
      root.adoptedStyleSheets = [sheet]
    }
    page.adoptedStyleSheets = [sheet]
  },
  async change(page) {
    const [sheet] = page.adoptedStyleSheets
    sheet?.replaceSync('p{padding-left:3px} p{margin-left:3px}')
    sheet?.insertRule('p{color:blue}', 2)
    await sheet?.replace('p{padding-left:4px} b{top:0}')
    sheet?.deleteRule(1)
  },
  without: (op) =>
    op.op === 'sheet'
      ? { ...op, text: 'p{color:red}', rules: 1 }
      : op.op === 'deleteRule'
        ? null
        : op,
})

for (const [what, change] of Object.entries<(sheet: CSSStyleSheet, page: Document) => void>({
  'adopted at once': () => {},
  'edited before that is settled': (sheet) => {
    sheet.insertRule('p{color:blue}', 0)
  },
  'edited within a rule before that is settled': (sheet) => {
    sheet.insertRule('p{padding-left:5px}', 0)
    ;(sheet.cssRules[0] as CSSStyleRule).insertRule('b{top:1px}', 0)
  },
  'replaced again before that is settled': (sheet) => {
    void sheet.replace('p{padding-left:6px} b{top:2px}')
    sheet.replaceSync('b{top:3px} p{padding-left:7px} i{top:0}')
  },
}))
  it(`a sheet that is being replaced, ${what}, is what it is`, async () => {
    const joined = await joinPage('<!doctype html><title>t</title><p>one</p>')
    const { page } = joined
    const sheet = constructed(page, 'b{color:red}')
    const replaced = sheet.replace('p{padding-left:4px} b{top:0}')
    page.adoptedStyleSheets = [sheet]
    change(sheet, page)
    expect(joined.difference()).toBeNull()
    await replaced
    expect(joined.difference()).toBeNull()
    // Nothing that comes later takes the place of what is there.
    await new Promise((resolve) => setTimeout(resolve))
    expect(joined.difference()).toBeNull()
    joined.close()
  })

for (const [what, edit] of Object.entries<(sheet: CSSStyleSheet, rule: string) => void>({
  'its text': (sheet, rule) => sheet.replaceSync(rule),
  'a rule inserted': (sheet, rule) => sheet.insertRule(rule),
  'a text that is replaced': (sheet, rule) => {
    void sheet.replace(rule)
    sheet.insertRule('b{top:1px}')
  },
}))
  feature(`the image that a constructed sheet names, in ${what}`, {
    markup: '<p>one</p>',
    change(page) {
      const sheet = constructed(page, '')
      edit(sheet, `p{background:url(${imageAddress()})}`)
      page.adoptedStyleSheets = [sheet]
    },
    without: (op) => ('text' in op ? { ...op, text: op.text?.replace('url', '') ?? '' } : op),
    pixels: true,
  })

feature('declarations between rules of a constructed sheet, which its text would merge', {
  markup: '<ul><li>one</li></ul>',
  before(page) {
    const sheet = constructed(page, 'li{padding-right:2px;& b{top:1px}color:teal}')
    ;(sheet.cssRules[0] as CSSStyleRule).deleteRule(0)
    page.adoptedStyleSheets = [sheet]
  },
  change: ({ adoptedStyleSheets: [sheet] }) =>
    (sheet?.cssRules[0] as CSSStyleRule | undefined)?.deleteRule(0),
  modes: ['while sharing'],
  without: (op) => (op.op === 'deleteRule' ? null : op),
})

feature('authored text of constructed sheets [line 1]', {
  markup: '<p style="--a:5px">one</p>',
  modes: ['while sharing'],
  change(page) {
    page.adoptedStyleSheets = [constructed(page, 'p{padding:var(--a);padding-left:9px}')]
  },
  without: (op) =>
    op.op === 'sheet' ? { ...op, text: op.text?.replace('padding:var(--a)', '') ?? null } : op,
})

feature(
  'sheets that a root had before it was a part of the page, and when its host comes again [line 7]',
  {
    markup: '<section></section>',
    async change(page) {
      const host = page.createElement('div')
      const root = host.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [constructed(page, 'p{padding-left:6px}')]
      root.innerHTML = '<style>b{color:red}</style><p>one <b>two</b></p>'
      root.querySelector('style')?.sheet?.insertRule('b{padding-left:2px}')
      page.body.append(host)
      await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
      host.remove()
      await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
      page.querySelector('section')?.append(host)
    },
    without: noAdopt,
  },
)

feature('a subtree that moves takes its sheets along, and what the browser parses anew', {
  markup: '<section><style id=s>p{color:green}</style><p>one</p></section><main></main>',
  async change(page) {
    const style = page.getElementById('s') as HTMLStyleElement
    style.sheet?.insertRule('p{padding-left:3px}', 1)
    await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
    const section = page.querySelector('section')
    if (section) page.querySelector('main')?.append(section)
    style.sheet?.insertRule('p{margin-left:4px}', 1)
  },
  without: (op) => (op.op === 'insertRule' ? null : op),
})

feature('a sheet removed and added again', {
  head: '<style id=s>p{color:green}</style>',
  markup: '<p>one</p>',
  async change(page) {
    const style = page.getElementById('s') as HTMLStyleElement
    style.sheet?.insertRule('p{padding-left:3px}', 1)
    style.remove()
    await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
    page.body.append(style)
    style.sheet?.insertRule('p{margin-left:4px}', 1)
  },
  without: (op) => (op.op === 'insertRule' ? null : op),
})

feature('url(#id) in sheets, rules and attributes', {
  head: '<style>rect{fill:url(#g)} p{clip-path:url("#c")}</style>',
  markup:
    '<svg width=60 height=60><linearGradient id=g><stop stop-color=red></linearGradient>' +
    '<clipPath id=c clipPathUnits=objectBoundingBox><rect width=.5 height=.5></clipPath><rect width=60 height=60></svg><p>one</p><div id=d>two</div>',
  change(page) {
    page.styleSheets[0]?.insertRule('div{clip-path:url(#c)}', 2)
    page.getElementById('d')?.setAttribute('style', 'mask:url(#c)')
  },
  check({ page, replica }) {
    for (const [of, property] of [
      ['div', 'clip-path'],
      ['div', 'mask'],
      ['rect', 'fill'],
    ] as const) {
      const [a, b] = [page, replica].map((side) => {
        const element = side.querySelector(`body ${of}:not(clipPath *)`)
        return element && side.defaultView?.getComputedStyle(element).getPropertyValue(property)
      })
      if (a !== b || !a?.includes('#')) throw new Error(`${of} ${property}: ${a}, ${b}`)
    }
  },
  without: (op) =>
    op.op === 'insertRule'
      ? { ...op, text: op.text.replace('#c', '/#c') }
      : op.op === 'sheet'
        ? { ...op, more: false }
        : op,
  pixels: true,
})

feature('@import: sheets in sheets, with addresses of their own', {
  markup: '<p>one <b>two</b> <i>three</i></p>',
  async change(page) {
    const deep = sheetAddress(`i{padding-left:5px;background:url(${PIXEL})}`)
    const near = sheetAddress(`@import "${deep}" screen; b{padding-left:4px}`)
    const style = page.createElement('style')
    style.textContent = `@layer x; @import url(${near}); p{padding-left:3px}`
    const loaded = new Promise((resolve) => style.addEventListener('load', resolve))
    page.head.append(style)
    await loaded
    const [, rule] = style.sheet?.cssRules ?? []
    ;(rule as CSSImportRule).styleSheet?.insertRule('p{margin-left:7px}', 2)
  },
  without: (op) => (op.op === 'importSheet' ? null : op),
})

const held = new WeakMap<Document, CSSStyleSheet[]>()
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
