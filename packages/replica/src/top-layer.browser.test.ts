import type { NodeId, TopLayerEntry, TopLayerKind } from '@alongside/protocol'
import { ProtocolError } from '@alongside/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { openPage, type TestPage } from '../test/open-page.ts'

let page: TestPage
afterEach(() => page.destroy())

const NONE = 0 as NodeId
const entry = (selector: string, kind: TopLayerKind): TopLayerEntry => ({
  id: page.id(selector),
  kind,
  source: NONE,
})
const open = (): string[] =>
  Array.from(page.doc.querySelectorAll(':modal,:popover-open'), ({ id }) => id)

describe('a stream that says what no page could', () => {
  it('opens nothing that cannot be open, once what can be, and no more than a page has', () => {
    page = openPage(
      '<p id=p>p</p><dialog id=d>d</dialog><div id=v popover=auto>v</div><svg id=s></svg>',
    )
    page.apply({
      op: 'topLayer',
      entries: [
        entry('#p', 'modal'),
        entry('#s', 'popover'),
        entry('#p', 'popover'),
        entry('#d', 'modal'),
        entry('#d', 'modal'),
        entry('#d', 'popover'),
        entry('#v', 'popover'),
        ...Array.from({ length: 20_000 }, () => entry('#p', 'modal')),
      ],
    })
    expect(open()).toEqual(['d', 'v'])
    expect(page.get('#d').hasAttribute('inert')).toBe(false)
    page.apply({ op: 'topLayer', entries: [] })
    expect(open()).toEqual([])
  })

  it('closes what is freed or taken out, and refuses ids that are not there', () => {
    page = openPage('<dialog id=d>d</dialog><dialog id=e>e</dialog>')
    const [d, e] = [page.id('#d'), page.id('#e')]
    page.apply({ op: 'topLayer', entries: [entry('#d', 'modal'), entry('#e', 'modal')] })
    page.apply({ op: 'free', id: d })
    expect(open()).toEqual(['e'])
    page.apply({ op: 'detach', id: e })
    expect(open()).toEqual([])
    expect(() =>
      page.apply({ op: 'topLayer', entries: [{ id: d, kind: 'modal', source: NONE }] }),
    ).toThrow(ProtocolError)
  })

  it('keeps a source that is no element, or another document’s, out of it', () => {
    page = openPage(
      '<div id=v popover>v</div><iframe id=f data-page="<button id=k>k</button>"></iframe>',
    )
    const inner = (page.id('#f') + 1) as NodeId
    for (const source of [inner, 1 as NodeId, 99_999 as NodeId]) {
      page.apply({ op: 'topLayer', entries: [{ ...entry('#v', 'popover'), source }] })
      expect(open()).toEqual(['v'])
      page.apply({ op: 'topLayer', entries: [] })
    }
  })
})

describe('room of scroll bars', () => {
  it('is bounded, and goes when it is said to be none', () => {
    page = openPage('<div id=a style="overflow:scroll;width:90px;height:90px">a</div><p id=p>p</p>')
    const marked = (): (string | null)[] =>
      ['#a', '#p'].map((id) => page.get(id).getAttribute('data-alongside-gutter'))
    page.apply(
      { op: 'gutter', id: page.id('#a'), width: 15, height: 1e9 },
      { op: 'gutter', id: page.id('#p'), width: 15, height: 15 },
    )
    expect(marked()).toEqual(['15x0', null])
    page.apply({ op: 'gutter', id: page.id('#a'), width: 0, height: 0 })
    expect(marked()).toEqual([null, null])
  })
})

describe('a move', () => {
  it('into itself or before a stranger is refused', () => {
    page = openPage('<div id=a><i id=b>b</i></div><p id=p>p</p>')
    const [a, b, p] = ['#a', '#b', '#p'].map((it) => page.id(it)) as [NodeId, NodeId, NodeId]
    expect(() => page.apply({ op: 'move', id: a, parent: b, before: NONE })).toThrow(ProtocolError)
    expect(() => page.apply({ op: 'move', id: b, parent: p, before: a })).toThrow(ProtocolError)
  })
})
