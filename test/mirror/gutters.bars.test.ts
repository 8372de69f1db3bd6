import type { Op } from '@alongside/protocol'
import { expect } from 'vitest'
import { feature, type Side, twin } from './feature.ts'

const BOX = 'width:200px;height:90px;border:2px solid'
const TALL = '<div style="height:400px">x</div>'
const WIDE = '<div style="width:700px">x</div>'
const noGutter = (op: Op): Op | null => (op.op === 'gutter' ? null : op)

/** The room that is left inside, of each of these, and that it is less than there was for at least the first. */
function sameRoom({ page, replica }: Side, ...ids: string[]): void {
  const rooms = [page, replica].map((of) =>
    ids.map((id) => [twin(of, id).clientWidth, twin(of, id).clientHeight, twin(of, id).clientLeft]),
  )
  expect(rooms[1]).toEqual(rooms[0])
  expect(rooms[0]?.[0]?.[0]).toBeLessThan(200)
}

feature('scrollers with classic bars leave the same room inside [line 28]', {
  markup: `<div id=a style="${BOX}">${TALL}</div><div id=b style="${BOX}">x</div><div id=c style="${BOX}">${WIDE}</div>
    <div id=d dir=rtl style="${BOX}">${TALL}</div><div id=e style="${BOX};border-left:0;border-right:7.5px solid">${TALL}</div>`,
  change(page) {
    for (const id of 'acde') twin(page, id).style.overflow = 'auto'
    twin(page, 'b').style.overflow = 'scroll'
  },
  check: (side) => sameRoom(side, ...'abcde'),
  without: noGutter,
})

feature('bars of the page’s own sizes, thin ones, and none [line 28]', {
  markup: `<style>#a::-webkit-scrollbar{width:9px;height:7px}#a::-webkit-scrollbar-thumb{background:rgb(200 0 0)}
    #d::-webkit-scrollbar{display:none}</style>
    <div id=a style="${BOX};overflow:scroll">${TALL}${WIDE}</div><div id=b style="${BOX};overflow:auto;scrollbar-width:thin">${TALL}</div>
    <div id=c style="${BOX};overflow:auto;scrollbar-width:none">${TALL}</div><div id=d style="${BOX};overflow:auto">${TALL}</div>`,
  change(page) {
    twin(page, 'a').scrollTop = 30
  },
  check: (side) => sameRoom(side, ...'abcd'),
  without: noGutter,
})

feature('room that is kept for bars: stable gutters, at both edges too [line 28]', {
  markup: `<div id=a style="${BOX};overflow:auto">x</div><div id=b style="${BOX};overflow:hidden">x</div>`,
  change(page) {
    twin(page, 'a').style.setProperty('scrollbar-gutter', 'stable')
    twin(page, 'b').style.setProperty('scrollbar-gutter', 'stable both-edges')
  },
  check: (side) => sameRoom(side, 'a', 'b'),
  without: noGutter,
})

feature('bars that come and go with what is inside', {
  markup: `<div id=a style="${BOX};overflow:auto"><div id=in style="height:20px">x</div></div><div id=b style="${BOX};overflow:auto">
    <div id=out style="height:400px">x</div></div>`,
  change(page) {
    twin(page, 'in').style.height = '400px'
    twin(page, 'out').style.height = '20px'
  },
  check: (side) => sameRoom(side, 'a', 'b'),
  without: noGutter,
})

feature('a text field, a list, a shadow root and a frame with bars', {
  markup: `<textarea id=a rows=2 cols=10>${'line\n'.repeat(30)}</textarea><select id=b size=3>${'<option>o</option>'.repeat(30)}</select>
    <div id=host></div><iframe id=f width=300 height=150></iframe>`,
  change(page) {
    twin(page, 'host').attachShadow({ mode: 'open' }).innerHTML =
      `<div style="${BOX};overflow:auto">${TALL}</div>`
    const inner = twin<HTMLIFrameElement>(page, 'f').contentDocument
    if (inner) inner.body.innerHTML = `${TALL}${WIDE}`
  },
  check: (side) => sameRoom(side, 'a', 'b'),
  without: noGutter,
})

feature('the bars of the tab itself', {
  markup: `${TALL}${TALL}`,
  change: (page) => page.body.append(page.createElement('hr')),
  check({ page, replica }) {
    const [a, b] = [page, replica].map((of) => of.documentElement.clientWidth)
    expect(b).toBe(a)
    expect(a).toBeLessThan(800)
  },
  without: (op) => (op.op === 'viewport' ? { ...op, scrollbarWidth: 0 } : op),
})
