import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { clickAt } from '../support/hand.ts'
import { feature, twin } from './feature.ts'
import { sameHits } from './hits.ts'
import { joinPage, until } from './joined.ts'

const STYLE = `<style>*{outline:none!important}dialog,[popover]{inset:auto;margin:0;padding:0;border:1px solid;width:90px;height:60px}
  [popover=auto]{background:rgb(200 255 200)}[popover=""]{background:rgb(255 200 200)}[popover=manual]{background:rgb(200 200 255)}
  #a{left:20px;top:30px}#b{left:50px;top:50px}#c{left:80px;top:70px}</style>`
const POPOVERS =
  '<button id=k popovertarget=a>k</button><div id=a popover=auto>a<div id=b popover>b</div></div><div id=c popover=manual>c</div><dialog id=d>d</dialog>'

const noTopLayer = (op: Op): Op | null => (op.op === 'topLayer' ? null : op)
const inTreeOrder = (op: Op): Op =>
  op.op === 'topLayer' ? { ...op, entries: [...op.entries].sort((a, b) => a.id - b.id) } : op
const noClosing = (op: Op): Op | null =>
  op.op === 'topLayer' && op.entries.length === 0 ? null : op

feature('a popover is open, looks as its kind is styled, and matches :popover-open [line 23]', {
  head: `${STYLE}<style>:popover-open{color:rgb(0 0 90)}</style>`,
  markup: POPOVERS,
  change: (page) => twin(page, 'a').showPopover(),
  check: sameHits,
  without: noTopLayer,
  pixels: true,
})

feature('a nested popover and a manual one, in the order of their opening', {
  head: STYLE,
  markup: POPOVERS,
  change(page) {
    twin(page, 'c').showPopover()
    twin(page, 'a').showPopover()
    twin(page, 'b').togglePopover()
  },
  check: sameHits,
  without: inTreeOrder,
})

feature('a hint over an auto popover', {
  head: STYLE,
  markup: `${POPOVERS}<div id=h popover=hint style="left:30px;top:40px">h</div>`,
  change(page) {
    twin(page, 'a').showPopover()
    twin(page, 'h').showPopover()
  },
  check(side) {
    sameHits(side)
    expect(side.replica.querySelectorAll(':popover-open').length).toBe(2)
  },
  without: noTopLayer,
})

feature('hidePopover and togglePopover close', {
  head: STYLE,
  markup: POPOVERS,
  before(page) {
    twin(page, 'a').showPopover()
    twin(page, 'c').showPopover()
  },
  change(page) {
    twin(page, 'a').hidePopover()
    twin(page, 'c').togglePopover()
  },
  check: sameHits,
  without: noClosing,
  modes: ['while sharing'],
})

feature('an auto popover that another one closes', {
  head: STYLE,
  markup: `${POPOVERS}<div id=e popover style="left:150px;top:70px">e</div>`,
  before: (page) => twin(page, 'a').showPopover(),
  change: (page) => twin(page, 'e').showPopover(),
  check(side) {
    sameHits(side)
    expect(twin(side.replica, 'a').matches(':popover-open')).toBe(false)
  },
  // As one that opens and never closes.
  without: (op) => (op.op === 'topLayer' ? null : op),
})

feature('a button with popovertarget opens, without any call', {
  head: STYLE,
  markup: POPOVERS,
  change: (page) => twin(page, 'k').click(),
  check: sameHits,
  without: noTopLayer,
})

feature('buttons with command open and close dialogs and popovers', {
  head: STYLE,
  markup: `${POPOVERS}<button id=x commandfor=c command=show-popover></button><button id=y commandfor=d command=show-modal></button>
    <button id=z commandfor=c command=hide-popover></button>`,
  async change(page) {
    twin(page, 'x').click()
    twin(page, 'y').click()
    await until(() => twin(page, 'd').matches(':modal'))
    twin(page, 'z').click()
  },
  check: sameHits,
  without: noTopLayer,
})

feature('a press elsewhere dismisses a popover at the customer and in the replica', {
  head: STYLE,
  markup: `${POPOVERS}<p id=far style="position:fixed;left:200px;top:300px">far</p>`,
  before: (page) => twin(page, 'a').showPopover(),
  async change(page) {
    const frame = page.defaultView?.frameElement?.getBoundingClientRect() ?? new DOMRect()
    await clickAt(frame.x + 205, frame.y + 325)
    await until(() => !twin(page, 'a').matches(':popover-open'))
  },
  check: sameHits,
  without: noClosing,
  modes: ['while sharing'],
})

feature('a popover lies where its opener is, though no style names that', {
  head: '<style>*{outline:none!important}[popover]{inset:auto;margin:0;position-area:bottom right;width:50px;height:30px}</style>',
  markup:
    '<button id=k popovertarget=a style="margin:60px 0 0 90px;width:40px;height:20px">k</button><div id=a popover>a</div>',
  change: (page) => twin(page, 'k').click(),
  check: sameHits,
  without: (op) =>
    op.op === 'topLayer'
      ? { ...op, entries: op.entries.map((entry) => ({ ...entry, source: 0 as never })) }
      : op,
})

feature('a popover anchored by its styles', {
  head: `<style>*{outline:none!important}#k{anchor-name:--k;margin:60px}[popover]{inset:auto;margin:0;position-anchor:--k;
    top:anchor(bottom);left:anchor(left)}</style>`,
  markup: '<button id=k>k</button><div id=a popover>a</div>',
  change: (page) => twin(page, 'a').showPopover(),
  check: sameHits,
  without: noTopLayer,
})

feature('a modal above a popover and a popover above a modal', {
  head: STYLE,
  markup: `${POPOVERS}<dialog id=e style="left:120px;top:80px"><div id=f popover=manual style="left:150px;top:100px">f</div></dialog>`,
  change(page) {
    twin(page, 'c').showPopover()
    twin<HTMLDialogElement>(page, 'e').showModal()
    twin(page, 'f').showPopover()
  },
  check: sameHits,
  without: (op) =>
    op.op === 'topLayer' ? { ...op, entries: op.entries.filter((e) => e.kind !== 'modal') } : op,
})

feature('a popover whose kind changes closes, and can be opened again', {
  head: STYLE,
  markup: POPOVERS,
  before: (page) => twin(page, 'a').showPopover(),
  async change(page) {
    twin(page, 'a').popover = 'manual'
    twin(page, 'c').removeAttribute('popover')
    await until(() => !twin(page, 'a').matches(':popover-open'))
    twin(page, 'b').popover = 'manual'
    twin(page, 'a').showPopover()
    twin(page, 'b').showPopover()
  },
  check: sameHits,
  without: noTopLayer,
})

feature('a popover removed while open is gone, and closed when it comes back', {
  head: STYLE,
  markup: POPOVERS,
  before: (page) => twin(page, 'c').showPopover(),
  async change(page) {
    const it = twin(page, 'c')
    it.remove()
    await new Promise((resolve) => setTimeout(resolve, 40))
    page.body.prepend(it)
  },
  check: sameHits,
  modes: ['while sharing'],
  without: (op) => (op.op === 'free' || noClosing(op) === null ? null : op),
})

feature('a dialog that is a popover', {
  head: STYLE,
  markup: `${POPOVERS}<dialog id=e popover style="left:120px;top:80px">e</dialog>`,
  change: (page) => twin(page, 'e').showPopover(),
  check: sameHits,
  without: noTopLayer,
})

feature('popovers in a shadow root and in a frame', {
  markup: '<div id=host></div><iframe id=f width=300 height=200></iframe>',
  before(page) {
    twin(page, 'host').attachShadow({ mode: 'closed' }).innerHTML = '<slot></slot>'
    const root = page.createElement('section')
    root.attachShadow({ mode: 'open' }).innerHTML = '<div popover>in the root</div>'
    page.body.append(root)
    const inner = twin<HTMLIFrameElement>(page, 'f').contentDocument
    if (inner) inner.body.innerHTML = `${STYLE}${POPOVERS}`
  },
  change(page) {
    page.querySelector('section')?.shadowRoot?.querySelector('div')?.showPopover()
    const inner = twin<HTMLIFrameElement>(page, 'f').contentDocument
    if (inner) for (const id of ['a', 'c', 'b']) twin(inner, id).showPopover()
  },
  check: sameHits,
  without: noTopLayer,
})

it('what is open in a frame goes with the frame', async () => {
  const joined = await joinPage('<!doctype html><title>t</title><iframe id=f></iframe>')
  const { page } = joined
  const inner = (page.getElementById('f') as HTMLIFrameElement).contentDocument as Document
  inner.body.innerHTML = '<div popover=manual>over</div><dialog>modal</dialog>'
  inner.querySelector('dialog')?.showModal()
  inner.querySelector('div')?.showPopover()
  expect(joined.difference()).toBeNull()
  page.getElementById('f')?.remove()
  expect(joined.difference()).toBeNull()
  joined.close()
})
