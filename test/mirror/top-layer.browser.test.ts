import type { Op } from '@alongside/protocol'
import { expect } from 'vitest'
import { feature, twin } from './feature.ts'
import { sameHits } from './hits.ts'

const STYLE = `<style>*{outline:none!important}dialog,[popover]{inset:auto;margin:0;padding:0;border:1px solid;width:100px;height:60px}
  #a{left:20px;top:20px}#b{left:50px;top:40px}#c{left:80px;top:60px}</style>`
const DIALOGS =
  '<button id=k>k</button><dialog id=a><button>in a</button></dialog><dialog id=b>b<input></dialog><dialog id=c>c</dialog>'

const noTopLayer = (op: Op): Op | null => (op.op === 'topLayer' ? null : op)
/** As an engine that opens what is marked open, in the order of the tree. */
const inTreeOrder = (op: Op): Op =>
  op.op === 'topLayer' ? { ...op, entries: [...op.entries].sort((a, b) => a.id - b.id) } : op

feature('a modal dialog is modal, above its backdrop, the rest inert below [line 23]', {
  head: `${STYLE}<style>#a::backdrop{background:rgb(0 0 80 / .5)}</style>`,
  markup: DIALOGS,
  change: (page) => dialog(page, 'a').showModal(),
  check: (side) => {
    sameHits(side)
    const [mine, theirs] = [side.page, side.replica].map(
      (of) => getComputedStyle(twin(of, 'a'), '::backdrop').backgroundColor,
    )
    expect(theirs).toBe(mine)
    // Nothing outside of it can be hit.
    expect(side.replica.elementFromPoint(12, 12)).toBe(twin(side.replica, 'a'))
  },
  without: noTopLayer,
  pixels: true,
})

feature('a dialog of show() lies in the page, without a backdrop', {
  head: STYLE,
  markup: DIALOGS,
  change: (page) => dialog(page, 'a').show(),
  check: sameHits,
  without: (op) =>
    op.op === 'attribute' && op.name === 'open'
      ? null
      : op.op === 'insert'
        ? (JSON.parse(JSON.stringify(op).replaceAll('"open"', '"data-open"')) as Op)
        : op,
})

feature('two modals stand in the order of their opening [line 23]', {
  head: STYLE,
  markup: DIALOGS,
  change(page) {
    dialog(page, 'b').showModal()
    dialog(page, 'a').showModal()
  },
  check: sameHits,
  without: inTreeOrder,
})

feature('three modals opened one by one stand in the order of their opening', {
  head: STYLE,
  markup: DIALOGS,
  async change(page) {
    for (const id of ['c', 'a', 'b']) {
      dialog(page, id).showModal()
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  },
  check: sameHits,
  without: inTreeOrder,
  modes: ['while sharing'],
})

feature('a modal that is opened again comes to the top', {
  head: STYLE,
  markup: DIALOGS,
  before(page) {
    dialog(page, 'a').showModal()
    dialog(page, 'b').showModal()
  },
  change(page) {
    dialog(page, 'a').close()
    dialog(page, 'a').showModal()
  },
  check: sameHits,
  without: inTreeOrder,
})

feature('a modal dialog that closes is gone and leaves nothing inert', {
  head: STYLE,
  markup: DIALOGS,
  before: (page) => dialog(page, 'a').showModal(),
  change: (page) => dialog(page, 'a').close(),
  check(side) {
    sameHits(side)
    expect(twin(side.replica, 'a').matches(':modal')).toBe(false)
    expect(side.replica.elementFromPoint(12, 12)?.id).toBe('k')
  },
  modes: ['while sharing'],
  without: (op) => (op.op === 'topLayer' && op.entries.length === 0 ? null : op),
})

feature('a dialog removed while modal and put back is not modal any more', {
  head: STYLE,
  markup: DIALOGS,
  before: (page) => dialog(page, 'a').showModal(),
  change(page) {
    const it = dialog(page, 'a')
    it.remove()
    page.body.append(it)
  },
  check: sameHits,
  modes: ['while sharing'],
  // As one that only looks at the attribute.
  without: (op) =>
    op.op === 'attach' || (op.op === 'topLayer' && op.entries.length === 0) ? null : op,
})

feature('a modal that moves and is opened again in one task is modal', {
  head: STYLE,
  markup: DIALOGS,
  before: (page) => dialog(page, 'a').showModal(),
  change(page) {
    const it = dialog(page, 'a')
    page.body.prepend(it)
    it.close()
    it.showModal()
  },
  check: sameHits,
  modes: ['while sharing'],
  without: noTopLayer,
})

feature('an open attribute set by hand makes no modal', {
  head: STYLE,
  markup: DIALOGS,
  change: (page) => dialog(page, 'a').setAttribute('open', 'yes'),
  check(side) {
    sameHits(side)
    expect(twin(side.replica, 'a').matches(':modal')).toBe(false)
  },
  // As one that takes every open dialog for a modal.
  without: (op) =>
    op.op === 'attribute' && op.name === 'open'
      ? { op: 'topLayer', entries: [{ id: op.id, kind: 'modal', source: 0 as never }] }
      : op.op === 'insert'
        ? (JSON.parse(JSON.stringify(op).replaceAll('"open"', '"data-open"')) as Op)
        : op,
})

feature('a modal whose open attribute was taken away is modal and not shown', {
  head: STYLE,
  markup: DIALOGS,
  change(page) {
    dialog(page, 'a').showModal()
    dialog(page, 'a').removeAttribute('open')
  },
  check: sameHits,
  without: noTopLayer,
})

feature('modal dialogs in a shadow root and in a frame', {
  markup: '<div id=host></div><iframe id=f width=300 height=200></iframe><p>text</p>',
  async before(page) {
    const root = twin(page, 'host').attachShadow({ mode: 'open' })
    root.innerHTML = '<dialog>in the root</dialog>'
    const inner = innerOf(page)
    inner.body.innerHTML = `${STYLE}${DIALOGS}`
  },
  change(page) {
    twin(page, 'host').shadowRoot?.querySelector('dialog')?.showModal()
    dialog(innerOf(page), 'b').showModal()
    dialog(innerOf(page), 'a').showModal()
  },
  check(side) {
    sameHits(side)
    sameHits({ ...side, page: innerOf(side.page), replica: innerOf(side.replica) })
  },
  without: noTopLayer,
})

function dialog(page: Document, id: string): HTMLDialogElement {
  return twin<HTMLDialogElement>(page, id)
}

function innerOf(page: Document): Document {
  const inner = page.querySelector('iframe')?.contentDocument
  if (!inner) throw new Error('no frame')
  return inner
}
