import { FrameReader, type Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { appearanceDifference } from '../support/appearance.ts'
import { rulesDifference } from '../support/rules.ts'
import { type Joined, joinPage, until } from './joined.ts'
import { constructed, sheetAddress, styleSheet } from './sheet-parts.ts'
import { twinsOf } from './twins.ts'

const html = (body: string, head = ''): string =>
  `<!doctype html><title>t</title>${head}<body>${body}</body>`

/** All ops so far, frame by frame. */
function opsOf(joined: Joined): Op[][] {
  const reader = new FrameReader()
  return joined.frames.map((bytes) => {
    const frame = reader.read(bytes)
    return frame.frame === 'ops' ? [...frame.ops] : []
  })
}

/** Without a flush by hand, which would audit everything. */
const differs = (joined: Joined): string | null =>
  rulesDifference(joined.page, joined.capture, joined.replica) ??
  appearanceDifference(twinsOf(joined))

const insertMany = (sheet: CSSStyleSheet, count: number): void => {
  for (let i = 0; i < count; i++)
    sheet.insertRule(`.c${i}{padding-left:${i % 7}px;color:rgb(1,2,${i % 256})}`, i)
}

it('10 000 insertRule calls, before and after the share, leave equal rules [line 5]', async () => {
  const joined = await joinPage(html('<p class=c9998>one</p>', '<style id=s></style>'), {
    before: (page) => insertMany(styleSheet(page), 10_000),
  })
  await until(() => joined.difference() === null, 20_000)
  const sheet = styleSheet(joined.page)
  for (let i = 0; i < 10_000; i += 2) sheet.deleteRule(i / 2)
  insertMany(sheet, 10_000)
  await until(() => joined.difference() === null, 20_000)
  expect(sheet.cssRules.length).toBe(15_000)
  expect(differs(joined)).toBeNull()
  joined.close()
}, 60_000)

it('edits while the outbox is full come as the state they lead to [line 38]', async () => {
  let ready = true
  const joined = await joinPage(html('<p class=c3>one</p>', '<style id=s></style>'), {
    ready: () => ready,
  })
  ready = false
  const before = joined.frames.length
  const sheet = styleSheet(joined.page)
  insertMany(sheet, 3000)
  while (sheet.cssRules.length > 4) sheet.deleteRule(4)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(joined.frames.length).toBe(before)
  ready = true
  expect(joined.difference()).toBeNull()
  const rules = opsOf(joined)
    .flat()
    .filter(({ op }) => op === 'insertRule')
  expect(rules.length).toBe(4)
  joined.close()
})

it('rules in slices: several frames, and nothing is shown as styled before the last [line 6]', async () => {
  const joined = await joinPage(html('<p class=c1>one</p>', '<style id=s></style>'), {
    before: (page) => insertMany(styleSheet(page), 5000),
    slice: 1,
  })
  await until(() => joined.replica.ready, 10_000)
  const frames = opsOf(joined)
  const said = frames.flat()
  const last = said.findLastIndex(({ op }) => op === 'insertRule')
  expect(said.slice(0, last).some(({ op }) => op === 'sheetState')).toBe(false)
  expect(said.slice(last).some(({ op }) => op === 'sheetState')).toBe(true)
  expect(said.filter(({ op }) => op === 'insertRule').length).toBe(5000)
  const carrying = frames.filter((ops) => ops.some(({ op }) => op === 'insertRule'))
  expect(carrying.length).toBeGreaterThan(1)
  await until(() => joined.difference() === null)
  joined.close()
}, 60_000)

it('200 shadow roots with the same text, and with the same constructed sheets, cost one text', async () => {
  const css = `p{color:green;padding-left:3px}\n${'/* a line of a component */\n'.repeat(700)}`
  const joined = await joinPage(html(''), {
    before(page) {
      const shared = constructed(page, 'p{margin-left:4px}')
      for (let i = 0; i < 200; i++) {
        const host = page.createElement('x-card')
        const root = host.attachShadow({ mode: 'open' })
        root.innerHTML = `<style>${css}</style><p>${i}</p>`
        root.adoptedStyleSheets = [shared, constructed(page, 'p{top:1px}'.repeat(100))]
        page.body.append(host)
      }
    },
  })
  await until(() => joined.difference() === null, 20_000)
  const bytes = joined.frames.reduce((sum, frame) => sum + frame.length, 0)
  expect(css.length).toBeGreaterThan(19_000)
  // One text of the style, one of the constructed sheets, and some 100 bytes a root.
  expect(bytes).toBeLessThan(css.length + 200 * 200)
  joined.close()
}, 60_000)

it('hears of each edit by itself, without an audit and without a mutation', async () => {
  const joined = await joinPage(
    html(
      '<p>one <b>two</b></p>',
      '<style id=s>p{color:green} @media print{b{top:1px}} @keyframes k{from{top:0}} b{color:red}</style><style id=t media=screen>u{top:0}</style>',
    ),
    {
      before(page) {
        // Nothing is looked at from time to time.
        Object.assign(page.defaultView as Window, { setInterval: () => 0 })
        page.adoptedStyleSheets = [constructed(page, 'i{top:0}')]
      },
    },
  )
  await until(() => differs(joined) === null)
  const { page } = joined
  const sheet = styleSheet(page)
  const rule = <T extends CSSRule>(index: number): T => sheet.cssRules[index] as T
  const edits: Record<string, () => unknown> = {
    insertRule: () => sheet.insertRule('p{margin-left:1px}', 4),
    deleteRule: () => sheet.deleteRule(4),
    addRule: () => sheet.addRule('p', 'margin-left:2px'),
    nested: () => rule<CSSMediaRule>(1).insertRule('b{left:2px}', 1),
    style: () => (rule<CSSStyleRule>(0).style.color = 'blue'),
    styleMap: () => rule<CSSStyleRule>(3).styleMap.set('top', CSS.px(4)),
    cssText: () => (rule<CSSStyleRule>(0).style.cssText = 'left:4px'),
    selectorText: () => (rule<CSSStyleRule>(0).selectorText = 'u'),
    'rule media': () => rule<CSSMediaRule>(1).media.appendMedium('screen'),
    appendRule: () => rule<CSSKeyframesRule>(2).appendRule('to{top:2px}'),
    keyText: () => ((rule<CSSKeyframesRule>(2).cssRules[0] as CSSKeyframeRule).keyText = '30%'),
    disabled: () => (sheet.disabled = true),
    enabled: () => (sheet.disabled = false),
    'sheet media': () => (styleSheet(page, 't').media.mediaText = 'print'),
    push: () => page.adoptedStyleSheets.push(constructed(page, 'p{top:3px}')),
    replaceSync: () => page.adoptedStyleSheets[0]?.replaceSync('i{left:1px}'),
    replace: () => page.adoptedStyleSheets[0]?.replace('i{left:2px}'),
    adopted: () => (page.adoptedStyleSheets = []),
  }
  for (const [name, edit] of Object.entries(edits)) {
    edit()
    const told = await until(() => differs(joined) === null, 3000).catch(() => differs(joined))
    expect([name, told]).toEqual([name, true])
  }
  joined.close()
}, 60_000)

it('a link that nobody may read is noted and holds nothing up; one of another origin is applied [line 10]', async () => {
  const { fetch } = window
  window.fetch = (...args) =>
    String(args[0]).includes('nocors') ? Promise.reject(new TypeError('no')) : fetch(...args)
  try {
    const other = new URL('/test/mirror/sheet-fixture.css?direct', location.href)
    other.hostname = 'localhost'
    const joined = await joinPage(html('<p>one</p>'), {
      async before(page) {
        for (const query of ['', '&nocors']) {
          const link = page.createElement('link')
          link.rel = 'stylesheet'
          link.href = other.href + query
          link.media = query ? 'print' : ''
          const loaded = new Promise((resolve) => link.addEventListener('load', resolve))
          page.head.append(link)
          await loaded
        }
      },
    })
    await until(() => joined.replica.ready)
    await until(() => joined.difference() === null && differs(joined) === null)
    expect(joined.page.styleSheets.length).toBe(2)
    expect(() => joined.page.styleSheets[0]?.cssRules).toThrow()
    expect(joined.replica.fidelity.filter(({ reason }) => reason === 'sheet').length).toBe(1)
    joined.close()
  } finally {
    window.fetch = fetch
  }
})

it('finds a sheet by its link, wherever the page has gone since [line 9]', async () => {
  const joined = await joinPage(html('<p>one</p>'), {
    async before(page) {
      const link = page.createElement('link')
      link.rel = 'stylesheet'
      link.setAttribute('href', 'test/mirror/sheet-fixture.css?direct')
      const loaded = new Promise((resolve) => link.addEventListener('load', resolve))
      page.head.append(link)
      await loaded
      page.defaultView?.history.replaceState(null, '', '/elsewhere/deep/')
      expect(link.href).not.toBe(link.sheet?.href)
    },
  })
  await until(() => joined.difference() === null && differs(joined) === null)
  const { sheet } = joined.page.querySelector('link') as HTMLLinkElement
  sheet?.insertRule('p{margin-left:5px}')
  await until(() => joined.difference() === null && differs(joined) === null)
  joined.close()
})

it('a closed root is styled by what it adopts', async () => {
  const joined = await joinPage(html('<div id=a></div>'))
  const host = joined.page.getElementById('a')
  const root = host?.attachShadow({ mode: 'closed' })
  if (!root) throw new Error('no root')
  root.innerHTML = '<style>b{padding-top:1px}</style><p>one <b>two</b></p>'
  root.adoptedStyleSheets.push(constructed(joined.page, 'p{height:77px}'))
  await until(() => {
    joined.capture.flush()
    const twin = joined.replica.document?.getElementById('a')
    return twin?.getBoundingClientRect().height === host?.getBoundingClientRect().height
  })
  root.adoptedStyleSheets[0]?.replaceSync('p{height:33px}')
  await until(() => {
    joined.capture.flush()
    const twin = joined.replica.document?.getElementById('a')?.shadowRoot?.querySelector('p')
    return twin?.getBoundingClientRect().height === 33
  })
  joined.close()
})

it('the sheet ids of what is gone are free, constructed ones when the last root is', async () => {
  const joined = await joinPage(html('<div id=a></div><div id=b></div>', '<style id=s>p{}</style>'))
  const { page } = joined
  const sheet = constructed(page, 'p{top:1px}')
  const roots = ['a', 'b'].map((id) => page.getElementById(id)?.attachShadow({ mode: 'open' }))
  for (const root of roots) if (root) root.adoptedStyleSheets = [sheet]
  joined.capture.flush()
  page.getElementById('a')?.remove()
  page.getElementById('s')?.remove()
  joined.capture.flush()
  const freed = (): number =>
    opsOf(joined)
      .flat()
      .filter(({ op }) => op === 'freeSheet').length
  expect(freed()).toBe(1)
  if (roots[1]) roots[1].adoptedStyleSheets = []
  joined.capture.flush()
  expect(freed()).toBe(2)
  expect(joined.difference()).toBeNull()
  joined.close()
})

it('stopping takes every hook out; each looked native while it was in', async () => {
  const joined = await joinPage(html('<p>one</p>'))
  const plain = document.createElement('iframe')
  document.body.append(plain)
  const texts = (view: Window): string[] => {
    const names = Object.getOwnPropertyNames(view).filter((name) =>
      /^(CSS|StyleSheet|MediaList|Document$|ShadowRoot|HTMLStyle|SVGStyle|HTMLLink)/.test(name),
    )
    return names.flatMap((name) => {
      const { prototype } = (view as unknown as Record<string, { prototype?: object }>)[name] ?? {}
      return Object.entries(Object.getOwnPropertyDescriptors(prototype ?? {})).map(
        ([key, { get, set, value }]) =>
          `${name}.${key} ${[get, set, value].map((it) => (typeof it === 'function' ? `${it} ${it.name} ${it.length}` : typeof it))}`,
      )
    })
  }
  const native = texts(plain.contentWindow as Window)
  // A Proxy of a native function prints as one, without its name; stopping gives the name back.
  const nameless = (all: string[]): string[] =>
    all.map((text) => text.replaceAll(/function [\w ]*\(/g, 'function ('))
  expect(nameless(texts(joined.window))).toEqual(nameless(native))
  expect(texts(joined.window)).not.toEqual(native)
  joined.capture.stop()
  expect(texts(joined.window)).toEqual(native)
  plain.remove()
  joined.close()
})

it('the text of a link comes from where its sheet came from, once', async () => {
  const text = `p{padding-left:9px}\n${'/* x */'.repeat(100)}`
  const joined = await joinPage(html('<p>one</p>'), {
    async before(page) {
      const href = sheetAddress(text)
      for (let i = 0; i < 5; i++) {
        const link = page.createElement('link')
        link.rel = 'stylesheet'
        link.href = href
        const loaded = new Promise((resolve) => link.addEventListener('load', resolve))
        page.head.append(link)
        await loaded
      }
    },
  })
  await until(() => joined.difference() === null && differs(joined) === null)
  expect(joined.frames.reduce((sum, frame) => sum + frame.length, 0)).toBeLessThan(2 * text.length)
  joined.close()
})

it('no sheet tells the query of the page', async () => {
  const joined = await joinPage(html('<p>one</p>', '<style id=s>p{color:red}</style>'), {
    before(page) {
      page.defaultView?.history.replaceState(null, '', '/page?canary=1#canary')
      page.adoptedStyleSheets = [constructed(page, 'p{background:url(x.png)}')]
    },
  })
  styleSheet(joined.page).insertRule('p{top:0}')
  expect(joined.difference()).toBeNull()
  expect(JSON.stringify(opsOf(joined))).not.toContain('canary')
  joined.close()
})
