import {
  type Attribute,
  CHECK_BLOCK,
  type Check,
  type NodeId,
  type NodeState,
  type Request,
  sheetSum,
} from '@alongside/protocol'
import { afterEach, expect, it } from 'vitest'
import { openPage, sheetOp, type TestPage } from '../test/open-page.ts'

let page: TestPage | null = null

afterEach(() => page?.destroy())

function open(html: string): TestPage {
  page = openPage(html)
  page.requests.length = 0
  return page
}

function told(id: NodeId, parent: NodeId, before: NodeId | 0, state: NodeState): Check {
  return { check: 'node', id, parent, before: before as NodeId, state }
}

function element(name: string, attributes: Readonly<Record<string, string>> = {}): NodeState {
  const list: Attribute[] = Object.entries(attributes).map(([of, value]) => ({ name: of, value }))
  return { kind: 'element', namespace: 'http://www.w3.org/1999/xhtml', name, attributes: list }
}

/** All blocks of nodes, as if nothing were where something is. */
const NOTHING: Check = { check: 'nodes', from: 0, to: 9, sums: [] }

it('asks for each node of a block whose sum is another', () => {
  const { replica, requests } = open('<body><p>x</p></body>')
  replica.check([NOTHING])
  expect(requests.map(({ request }) => request)).toEqual(Array(CHECK_BLOCK - 1).fill('tell'))
  expect(replica.stats).toMatchObject({ mismatches: 1, heals: 0, rounds: 0, checkedAt: null })
  replica.check([{ check: 'round' }])
  expect(replica.stats.rounds).toBe(1)
  expect(replica.stats.checkedAt).toBeGreaterThan(0)
})

it('makes a node what it is told to be, where it is', () => {
  const { replica, requests, id, get } = open('<body><p id=a title=x lang=en>x</p><b></b></body>')
  const p = get('p')
  const text = p.firstChild as Text
  text.data = 'other'
  p.title = 'other'
  p.setAttribute('role', 'note')
  get('body').append(p)
  replica.check([
    told(id('p'), id('body'), id('b'), element('p', { id: 'a', title: 'x', lang: 'en' })),
    told((id('p') + 1) as NodeId, id('p'), 0, { kind: 'text', text: 'x' }),
  ])
  expect(get('body').innerHTML).toBe('<p id="a" title="x" lang="en">x</p><b></b>')
  expect(get('p')).toBe(p)
  expect(requests).toEqual([])
})

it('takes out what no op has brought, and what has gone', () => {
  const { replica, id, get, doc } = open('<body><p>x</p><b></b></body>')
  get('body').prepend(doc.createElement('u'), 'foreign')
  get('p').after(doc.createElement('i'))
  const body = id('body')
  replica.check([
    told(body, (body - 2) as NodeId, 0, element('body')),
    told(id('p'), body, 0, element('p')),
    { check: 'gone', id: id('b') },
  ])
  expect(get('body').innerHTML).toBe('<p>x</p>')
  expect(replica.nodeOf(id('b'))).toBeNull()
})

it('puts in what is missing, and asks for all of it where it may have more to it', () => {
  const { replica, requests, id, get } = open('<body><p></p><b></b></body>')
  const [text, span] = [700 as NodeId, 701 as NodeId]
  replica.check([
    told(text, id('p'), 0, { kind: 'text', text: 'late' }),
    told(span, id('body'), id('b'), element('span', { title: 'new' })),
    // In what is missing itself: it comes with that.
    told(703 as NodeId, 702 as NodeId, 0, element('i')),
  ])
  expect(get('body').innerHTML).toBe('<p>late</p><span title="new"></span><b></b>')
  expect(requests).toEqual([{ request: 'heal', node: span }])
})

it('asks for what is of another kind than it is told to be', () => {
  const { replica, requests, id, get } = open('<body><p>x</p><b></b></body>')
  const text = (id('p') + 1) as NodeId
  replica.check([
    told(text, id('p'), 0, element('i', { title: 'x' })),
    told(id('b'), id('body'), 0, { kind: 'text', text: 'x' }),
  ])
  expect(requests).toEqual([
    { request: 'heal', node: text },
    { request: 'heal', node: id('b') },
  ])
  expect(get('body').innerHTML).toBe('<p>x</p><b></b>')
})

it('asks for what holds a document that is told to be an element, and for an element that is told to be a document', () => {
  const { replica, requests, id, get } = open('<body><iframe data-page="x"></iframe><b></b></body>')
  const inner = (id('iframe') + 1) as NodeId
  expect(replica.nodeOf(inner)).toBe((get('iframe') as HTMLIFrameElement).contentDocument)
  replica.check([
    told(inner, id('iframe'), 0, element('i', { title: 'x' })),
    told(id('b'), id('body'), 0, { kind: 'root' }),
  ])
  expect(requests).toEqual([
    { request: 'heal', node: id('iframe') },
    { request: 'heal', node: id('body') },
  ])
})

it('what is told passes the same walls as an op', () => {
  const { replica, id, get } = open('<body><p></p></body>')
  const bad = { onclick: 'alert(1)', href: 'javascript:alert(1)', style: 'color:red' }
  replica.check([
    told(id('p'), id('body'), 0, element('p', bad)),
    told(800 as NodeId, id('body'), 0, element('script', { src: 'https://evil.example/' })),
    told(801 as NodeId, id('body'), 0, element('iframe', { srcdoc: '<script>alert(1)</script>' })),
  ])
  expect(get('p').hasAttribute('onclick')).toBe(false)
  expect(get('p').getAttribute('style')).toBe('color:red')
  expect(get('body').querySelector('[src], [srcdoc]')).toBeNull()
  expect(get('body').querySelector('script')?.type).toBe('text/plain')
})

it('what cannot be put right is asked for in larger and larger parts, and then left', () => {
  const { replica, requests, id } = open('<body><main><p></p></main></body>')
  const odd = told(id('p'), id('main'), 0, element('p', { 'no name': 'x' }))
  const asked: Request[][] = []
  for (let round = 0; round < 6; round++) {
    replica.check([odd, { check: 'round' }])
    asked.push(requests.splice(0))
  }
  expect(asked).toEqual([
    [{ request: 'heal', node: id('p') }],
    [{ request: 'heal', node: id('p') }],
    [{ request: 'heal', node: id('main') }],
    [{ request: 'epoch' }],
    [],
    [],
  ])
  expect(replica.stats.epochs).toBe(1)
})

it('a sheet that is not what was told is written again; one that was told otherwise is asked for', () => {
  const { replica, requests, id, get, apply } = open(
    '<head><style>p{color:red}b{top:0}</style></head>',
  )
  const owner = id('style')
  apply(sheetOp(3, owner, null, { rules: 2 }))
  const sheetIn = () => (get('style') as HTMLStyleElement).sheet as CSSStyleSheet
  const sum = sheetSum({ id: 3, owner, rules: 2, media: '', disabled: false })
  const check: Check = { check: 'sheets', from: 0, to: 9, sums: [{ at: 3, sum }] }
  replica.check([check])
  expect(replica.stats.mismatches).toBe(0)

  sheetIn().deleteRule(0)
  replica.check([check])
  expect(sheetIn().cssRules).toHaveLength(2)
  sheetIn().disabled = true
  replica.check([check])
  expect(sheetIn().disabled).toBe(false)
  expect(replica.stats).toMatchObject({ mismatches: 2, heals: 2 })
  expect(requests).toEqual([])

  replica.check([
    {
      ...check,
      sums: [
        { at: 3, sum: sum ^ 1 },
        { at: 4, sum: 5 },
      ],
    },
  ])
  expect(requests).toEqual([
    { request: 'sheet', sheet: 3 },
    { request: 'sheet', sheet: 4 },
  ])
})
