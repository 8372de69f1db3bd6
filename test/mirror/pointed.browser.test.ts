import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { feature } from './feature.ts'
import { hand } from './hand.ts'
import { joinPage, until } from './joined.ts'

const CSS = `<style>
* { outline-offset: 0 }
:hover { color: rgb(0, 90, 0) }
:active { background-color: rgb(250, 240, 200) }
p:has(:hover) { border-top: 2px solid red }
.card:not(:hover) { letter-spacing: 1px }
div, p, section, button { padding: 4px }
</style>`

/** The element with this id attribute, wherever it is. */
function at(root: Document | ShadowRoot, id: string): HTMLElement {
  const found = root.getElementById(id)
  if (!found) throw new Error(`no #${id}`)
  return found
}

const without = (op: Op): Op | null => (op.op === 'interaction' || op.op === 'states' ? null : op)

feature('what the customer points at is hovered with all that is around it [line 26]', {
  head: CSS,
  markup: '<div class=card><p>one <b id=b>two</b></p></div><div class=card id=other>three</div>',
  change: (page) => hand.moveTo(at(page, 'b')),
  without,
})

feature('hover goes through slots, nested shadow roots and their hosts', {
  head: CSS,
  markup: '<div id=host class=card><b id=light>light</b></div><p>x</p>',
  before(page) {
    const outer = at(page, 'host').attachShadow({ mode: 'open' })
    outer.innerHTML =
      '<style>section:hover{color:blue}slot:hover{display:block;margin:3px}</style><section><div id=inner></div></section>'
    const inner = at(outer, 'inner').attachShadow({ mode: 'open' })
    inner.innerHTML = '<style>:host(:hover){color:red}</style><p><slot></slot></p>'
    at(outer, 'inner').append(page.createElement('slot'))
  },
  change: (page) => hand.moveTo(at(page, 'light')),
  without,
})

it('hover inside a closed shadow root is seen', async () => {
  const joined = await joinPage('<!doctype html><div id=host></div><p>x</p>')
  expect(joined.difference()).toBeNull()
  const root = at(joined.page, 'host').attachShadow({ mode: 'closed' })
  root.innerHTML = '<style>i:hover{color:blue}</style><section><i id=i>inside</i></section>'
  await hand.moveTo(at(root, 'i'))
  await until(() => {
    const inside = joined.replica.document?.getElementById('host')?.shadowRoot?.getElementById('i')
    return inside && getComputedStyle(inside).color === 'rgb(0, 0, 255)'
  })
  joined.close()
})

feature('hover in a frame is hover of the frame too', {
  head: CSS,
  markup: '<div class=card><iframe id=f width=200 height=80></iframe></div><p>x</p>',
  before(page) {
    const inner = (at(page, 'f') as HTMLIFrameElement).contentDocument
    inner?.write(`<!doctype html><head>${CSS}</head><body><p><b id=b>inside</b></p>`)
    inner?.close()
  },
  change: (page) =>
    hand.moveTo(at((at(page, 'f') as HTMLIFrameElement).contentDocument as Document, 'b')),
  without,
})

feature('a label hands hover and press on to its control', {
  head: CSS,
  markup: '<p class=card><label for=c><i id=i>Agree</i></label></p><p class=card><input id=c></p>',
  async change(page) {
    await hand.moveTo(at(page, 'i'))
    await hand.press(at(page, 'i'))
  },
  without,
})

feature('what is pressed stays pressed while the pointer goes elsewhere', {
  head: CSS,
  markup: '<p class=card><button id=b>Buy</button></p><p class=card id=p>elsewhere</p>',
  async change(page) {
    await hand.moveTo(at(page, 'b'))
    await hand.press(at(page, 'b'))
    await hand.moveTo(at(page, 'p'), true)
  },
  without,
})

feature('a key presses a button and nothing around it', {
  head: CSS,
  markup: '<p class=card><button id=b>Buy</button></p>',
  async change(page) {
    at(page, 'b').focus()
    await hand.keyDown('Space')
  },
  without: (op) => (op.op === 'states' ? null : op),
})

feature('hover leaves a removed element for what is under the pointer then', {
  head: CSS,
  markup: '<div class=card id=card><p id=p>over</p></div><div class=card id=under>under</div>',
  async change(page) {
    await hand.moveTo(at(page, 'p'))
    at(page, 'card').remove()
    await hand.moveTo(at(page, 'under'))
  },
  without,
})

feature('what is hovered and focused in a modal dialog or a popover has nothing around it', {
  head: `${CSS}<style>:focus-within{text-indent:3px}</style>`,
  markup:
    '<section><dialog id=d><p><button id=b>in</button></p></dialog><div popover id=p><button id=c>in</button></div></section>',
  async change(page) {
    const dialog = at(page, 'd') as HTMLDialogElement
    dialog.showModal()
    await hand.moveTo(at(page, 'b'))
    dialog.close()
    at(page, 'p').showPopover()
    await hand.moveTo(at(page, 'c'))
    await hand.press(at(page, 'c'))
  },
  without,
})
