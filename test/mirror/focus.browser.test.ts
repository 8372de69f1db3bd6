import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { feature, twin } from './feature.ts'
import { hand, SHIFT } from './hand.ts'
import { joinPage } from './joined.ts'

const CSS = `<style>
:focus { background-color: rgb(240, 250, 200) }
:focus-visible { letter-spacing: 1px }
:focus-within { border-left: 3px solid rgb(0, 90, 200) }
p:has(:focus-visible) { padding-top: 9px }
button { font: 16px monospace }
</style>`

/** The element with this id attribute, wherever it is. */
function at(root: Document | ShadowRoot, id: string): HTMLElement {
  const found = root.getElementById(id)
  if (!found) throw new Error(`no #${id}`)
  return found
}

const without = (op: Op): Op | null => (op.op === 'interaction' ? null : op)

feature('focus by keyboard is seen with its ring, in tab order [line 26]', {
  head: CSS,
  markup:
    '<p><button id=a>a</button> <a href=#x id=l>link</a></p><p><input type=checkbox id=c><button id=z>z</button></p>',
  async change(page) {
    at(page, 'a').focus()
    for (let i = 0; i < 3; i++) await hand.key('Tab')
    await hand.key('Tab', SHIFT)
  },
  check({ page, replica }) {
    if (page.activeElement?.id !== 'c') throw new Error(`focus is on #${page.activeElement?.id}`)
    if (replica.activeElement !== replica.body) throw new Error('the replica has real focus')
  },
  without,
  pixels: true,
})

feature('the ring of a link is the browser’s own', {
  markup:
    '<style>@layer page{*{outline-offset:4px}}</style><p><a href=#x id=l>link</a></p><p>x</p>',
  async change(page) {
    await hand.key('Tab')
    at(page, 'l').focus()
  },
  without,
})

feature('rules of the page go before the browser’s own, in layers too', {
  markup:
    '<style>@layer page{:where(*){outline:none}}</style><p><button id=b>b</button></p><p>x</p>',
  async change(page) {
    await hand.key('Tab')
    at(page, 'b').focus()
  },
  without,
})

for (const id of ['page', 'drawing', 'shape'])
  feature(`focus on a ${id} has the ring that the browser gives it, or none`, {
    markup: `<!doctype html><title>t</title><body id=page contenteditable><p><button id=b>b</button></p>
      <svg id=drawing tabindex=0 width=90 height=40><rect id=shape tabindex=0 width=30 height=30 /></svg>`,
    async change(page) {
      await hand.key('Tab')
      at(page, id).focus()
    },
    without,
  })

for (const [id, what] of [
  ['plain', 'a host has a ring'],
  ['ringless', 'a host’s own sheet may take its ring away'],
] as const)
  feature(what, {
    markup: '<p id=plain tabindex=0>plain</p><p id=ringless tabindex=0>ringless</p>',
    before(page) {
      at(page, 'plain').attachShadow({ mode: 'open' }).innerHTML = '<slot></slot>'
      at(page, 'ringless').attachShadow({ mode: 'open' }).innerHTML =
        '<style>:host(:focus-visible) { outline: none }</style><slot></slot>'
    },
    async change(page) {
      await hand.key('Tab')
      at(page, id).focus()
    },
    without,
  })

feature('focus by mouse is seen without a ring', {
  head: CSS,
  markup: '<p><button id=a>a</button></p><p><button id=b>b</button></p>',
  change: (page) => hand.click(at(page, 'b')),
  without,
})

feature('focus in shadow roots is focus of their hosts, and within all around in the flat tree', {
  head: CSS,
  markup: '<section id=host><span>light</span></section><div id=delegate></div>',
  before(page) {
    const outer = at(page, 'host').attachShadow({ mode: 'open' })
    outer.innerHTML = `${CSS}<p><slot></slot></p><div id=inner></div>`
    at(outer, 'inner').attachShadow({ mode: 'open' }).innerHTML = `${CSS}<p><input id=i></p>`
    at(page, 'delegate').attachShadow({ mode: 'open', delegatesFocus: true }).innerHTML = '<input>'
  },
  change(page) {
    const inner = at(page, 'host').shadowRoot?.getElementById('inner')?.shadowRoot
    if (inner) at(inner, 'i').focus()
  },
  without,
})

feature('focus on the summary that details without one are given is within them', {
  head: CSS,
  markup: '<section><details id=d>body</details></section><p>x</p>',
  change: (page) => hand.click(at(page, 'd')),
  check: ({ page }) => expect(at(page, 'd').matches(':focus-within:not(:focus)')).toBe(true),
  without,
})

feature('focus in slotted content is within the slot', {
  head: CSS,
  markup: '<section id=host><button id=b>light</button></section><p>x</p>',
  before(page) {
    at(page, 'host').attachShadow({ mode: 'open' }).innerHTML = `${CSS}<p><slot></slot></p>`
  },
  change: (page) => hand.click(at(page, 'b')),
  without,
})

feature('focus in a frame is focus there', {
  head: CSS,
  markup: '<p><iframe id=f width=200 height=80></iframe></p>',
  before(page) {
    const inner = (at(page, 'f') as HTMLIFrameElement).contentDocument
    inner?.write(`<!doctype html><head>${CSS}</head><body><p><input id=i></p>`)
    inner?.close()
  },
  change: (page) =>
    hand.click(at((at(page, 'f') as HTMLIFrameElement).contentDocument as Document, 'i')),
  without,
})

feature('focus that a script, a removal or disabling takes away is gone', {
  head: CSS,
  markup: '<p><button id=a>a</button></p><p id=p><button id=b>b</button></p><p>x</p>',
  before: (page) => hand.click(at(page, 'a')),
  async change(page) {
    at(page, 'b').focus()
    at(page, 'p').remove()
    await new Promise((resolve) => setTimeout(resolve))
  },
  without: (op, mode) =>
    op.op === 'interaction' && mode === 'while sharing' && op.focus === 0 ? null : op,
  modes: ['while sharing'],
})

it('the agent’s own pointer over the replica makes no rule of the page fire', async () => {
  const joined = await joinPage(
    '<!doctype html><style>p:hover{color:red}</style><p id=p>text</p><p>x</p>',
  )
  expect(joined.difference()).toBeNull()
  const p = twin(joined.replica.document as Document, 'p')
  const frame = p.ownerDocument.defaultView?.frameElement as HTMLElement
  frame.scrollIntoView()
  await hand.moveTo(p)
  expect(joined.difference()).toBeNull()
  expect(p.matches(':hover')).toBe(false)
  expect(getComputedStyle(p).color).toBe('rgb(0, 0, 0)')
  // Not even if the pointer reached it.
  frame.inert = false
  frame.style.pointerEvents = 'auto'
  await hand.moveTo({ of: p.ownerDocument, x: 300, y: 300 })
  await hand.moveTo(p)
  expect(p.matches(':hover')).toBe(true)
  expect(getComputedStyle(p).color).toBe('rgb(0, 0, 0)')
  joined.close()
})
