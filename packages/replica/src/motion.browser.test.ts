import { type NodeId, type Op, ROOT, type SheetId } from '@alongside/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { documentRecord, openPage, recordsOf, sheetOp, type TestPage } from '../test/open-page.ts'
import { afterPaint } from './after-paint.ts'

let page: TestPage
afterEach(() => page.destroy())

const get = (id: string): HTMLElement => page.doc.getElementById(id) as HTMLElement

function epoch(html: string): Op[] {
  const source = new DOMParser().parseFromString(html, 'text/html')
  const records = recordsOf(source.documentElement, { next: 2, ids: new Map() })
  return [
    { op: 'reset' },
    {
      op: 'insert',
      parent: 0 as NodeId,
      before: 0 as NodeId,
      nodes: [
        documentRecord(ROOT, 0, 'standards'),
        ...records.map((record) => ({ ...record, depth: record.depth + 1 })),
      ],
    },
  ]
}

it('nothing has a transition from how a page is half built to how it is', async () => {
  page = openPage('<p>old</p>')
  const sheet = 1 as SheetId
  page.apply(
    ...epoch('<p id=t style="transition:opacity 4s">a</p>'),
    sheetOp(1, 0, '', { more: true }),
    { op: 'adopt', root: ROOT, sheets: [sheet] },
  )
  // As when a browser has drawn it meanwhile.
  expect(page.win.getComputedStyle(get('t')).opacity).toBe('1')
  page.apply(
    { op: 'insertRule', sheet, path: [], index: 0, text: 'p{opacity:0}' },
    { op: 'sheetState', sheet, media: '', disabled: false },
  )
  expect(page.replica.current).toBe(true)
  expect(page.win.getComputedStyle(get('t')).opacity).toBe('0')
  expect(get('t').getAnimations()).toEqual([])
  await new Promise<void>((resolve) => afterPaint(resolve))
  page.apply({ op: 'insertRule', sheet, path: [], index: 1, text: 'p{opacity:.5}' })
  expect(page.win.getComputedStyle(get('t')).opacity).toBe('0')
  expect(get('t').getAnimations()).toHaveLength(1)
})

describe('hostile animations', () => {
  const tell = (rest: Partial<Extract<Op, { op: 'animation' }>>): void =>
    page.apply({
      op: 'animation',
      id: page.id('#t'),
      key: 1,
      state: 'running',
      time: 0,
      rate: 1,
      pseudo: '',
      of: '',
      effect: '',
      ...rest,
    })
  const effect = (keyframes: unknown, timing: unknown = 1000): string =>
    JSON.stringify({ keyframes, timing })

  it.each([
    ['no JSON', { effect: '{' }],
    ['nothing', { effect: 'null' }],
    ['keyframes that are none', { effect: effect(7) }],
    ['an easing that is none', { effect: effect({ opacity: [0, 1], easing: 'url(x)' }) }],
    ['a time that is none', { effect: effect({ opacity: [0, 1] }, { duration: -1 }) }],
    ['a pseudo-element that is none', { effect: effect({ opacity: [0, 1] }), pseudo: 'x{}' }],
    ['a rate that no browser takes', { effect: effect({ opacity: [0, 1] }), rate: 1e300 }],
    ['an animation that is not there', { of: 'animation x' }],
  ])('of %s do no harm', (_, rest) => {
    page = openPage('<p id=t>a</p>')
    tell(rest)
    page.apply({ op: 'attribute', id: page.id('#t'), name: 'title', value: 'still here' })
    expect(get('t').title).toBe('still here')
  })

  it('of what is no element, or not there, are refused', () => {
    page = openPage('<p id=t>a</p>')
    expect(() => tell({ id: ROOT })).not.toThrow()
    expect(() => tell({ id: 999 as NodeId })).toThrow(
      expect.objectContaining({ code: 'unknown_node' }),
    )
  })

  it('end with their element', () => {
    page = openPage('<p id=t>a</p>')
    tell({ effect: effect({ opacity: [0, 1] }, { duration: 1000, iterations: 'Infinity' }) })
    expect(get('t').getAnimations()).toHaveLength(1)
    page.apply({ op: 'free', id: page.id('#t') })
    expect(page.doc.getAnimations()).toEqual([])
  })
})
