import { type NodeId, ProtocolError, ROOT } from '@alongside/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { documentRecord, openPage, type TestPage } from '../test/open-page.ts'

let page: TestPage
afterEach(() => page.destroy())

const node = (id: number) => id as NodeId

describe('the tree of a replica', () => {
  it('is built from records: elements, texts, attributes', () => {
    page = openPage('<title>T</title><body><p class=a data-x=1>Hello <b>you</b></p>')
    expect(page.doc.body.innerHTML).toBe('<p class="a" data-x="1">Hello <b>you</b></p>')
    expect(page.doc.title).toBe('T')
    expect(page.doc.compatMode).toBe('CSS1Compat')
  })

  it('keeps the document mode, also of a page without doctype', () => {
    page = openPage('<body><p>x', { mode: 'quirks' })
    expect(page.doc.compatMode).toBe('BackCompat')
  })

  it('keeps names, namespaces and case of SVG, MathML and odd elements', () => {
    page = openPage(
      '<svg viewBox="0 0 1 1"><linearGradient id=g gradientUnits=userSpaceOnUse /><foreignObject><p>x</p></foreignObject><use xlink:href="#g"/></svg><math><mi>x</mi></math><x-y.z>1</x-y.z><o:p>2</o:p><emo-😀>3</emo-😀>',
    )
    const gradient = page.get('linearGradient')
    expect(gradient.localName).toBe('linearGradient')
    expect(gradient.getAttribute('gradientUnits')).toBe('userSpaceOnUse')
    expect(page.get('use').getAttributeNS('http://www.w3.org/1999/xlink', 'href')).toBe('#g')
    expect(page.doc.querySelector('mi')?.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML')
    expect([...page.doc.body.children].map((e) => e.localName)).toEqual([
      'svg',
      'math',
      'x-y.z',
      'o:p',
      'emo-😀',
    ])
  })

  it('sets attributes of any name that a parser takes', () => {
    page = openPage('<p @click="x" :b="1" [c]="2" (d)="3" é="4">x')
    expect(page.get('p').getAttributeNames()).toEqual(['@click', ':b', '[c]', '(d)', 'é'])
  })

  it('moves a subtree by detach and attach, keeping node and id', () => {
    page = openPage('<ul id=a><li id=x>1<li id=y>2</ul><ol id=b></ol>')
    const x = page.get('#x')
    page.apply(
      { op: 'detach', id: page.id('#x') },
      { op: 'attach', id: page.id('#x'), parent: page.id('#b'), before: node(0) },
    )
    expect(page.doc.querySelector('#b')?.firstChild).toBe(x)
    page.apply(
      { op: 'detach', id: page.id('#y') },
      { op: 'attach', id: page.id('#y'), parent: page.id('#b'), before: page.id('#x') },
    )
    expect(page.get('#b').textContent).toBe('21')
  })

  it('places a node that it has already inside a new subtree', () => {
    page = openPage('<p id=p>old</p>')
    const old = page.get('#p')
    page.apply(
      { op: 'detach', id: page.id('#p') },
      {
        op: 'insert',
        parent: page.id('body'),
        before: node(0),
        nodes: [
          {
            kind: 'element',
            id: node(900),
            depth: 0,
            namespace: 'http://www.w3.org/1999/xhtml',
            name: 'section',
            attributes: [],
            blocked: null,
          },
          { kind: 'ref', id: page.id('#p'), depth: 1 },
          { kind: 'text', id: node(901), depth: 1, text: 'after' },
        ],
      },
    )
    expect(page.doc.querySelector('section')?.firstChild).toBe(old)
    expect(page.doc.body.textContent).toBe('oldafter')
  })

  it('changes text', () => {
    page = openPage('<p>Hello</p>')
    page.apply({ op: 'text', id: node(page.id('p') + 1), text: 'Bye' })
    expect(page.get('p').textContent).toBe('Bye')
  })

  it('frees a subtree: its ids are void, what was detached before survives', () => {
    page = openPage('<div id=d><p id=p>x</p><i id=i></i></div>')
    const [d, p, i] = [page.id('#d'), page.id('#p'), page.id('#i')]
    page.apply(
      { op: 'detach', id: p },
      { op: 'free', id: d },
      { op: 'attach', id: p, parent: page.id('body'), before: node(0) },
    )
    expect(page.doc.body.innerHTML).toBe('<p id="p">x</p>')
    expect(() => page.apply({ op: 'free', id: i })).toThrow(/node/)
  })

  it('refuses a batch that names an unknown node before it touches anything', () => {
    page = openPage('<p id=p>x</p>')
    const before = page.doc.body.innerHTML
    const code = (act: () => void) => {
      try {
        act()
      } catch (error) {
        return error instanceof ProtocolError ? error.code : error
      }
      return 'nothing'
    }
    const attempt = () =>
      page.apply(
        { op: 'attribute', id: page.id('#p'), name: 'class', value: 'changed' },
        { op: 'free', id: node(4242) },
      )
    expect(code(attempt)).toBe('unknown_node')
    expect(page.doc.body.innerHTML).toBe(before)
    const cycle = () =>
      page.apply({ op: 'attach', id: page.id('body'), parent: page.id('#p'), before: node(0) })
    expect(code(cycle)).toBe('bad_value')
  })

  it('mirrors shadow roots, also on an element that is there already', () => {
    page = openPage(
      '<x-card id=c><template data-shadow><b>in</b><slot></slot></template>light</x-card><div id=late>hidden</div>',
    )
    expect(page.get('#c').shadowRoot?.innerHTML).toBe('<b>in</b><slot></slot>')
    page.apply({
      op: 'insert',
      parent: page.id('#late'),
      before: node(0),
      nodes: [
        {
          kind: 'shadow',
          id: node(800),
          depth: 0,
          mode: 'closed',
          delegatesFocus: false,
          slotAssignment: 'named',
        },
        { kind: 'text', id: node(801), depth: 1, text: 'shadow text' },
      ],
    })
    expect(page.get('#late').shadowRoot?.textContent).toBe('shadow text')
    page.apply({ op: 'text', id: node(801), text: 'changed' })
    expect(page.get('#late').shadowRoot?.textContent).toBe('changed')
  })

  it('builds same-origin frames in their own documents, and keeps them through a move', () => {
    page = openPage(
      `<div id=a><iframe id=f src="https://shop.example/inner" data-page="<body><p id=in>inner</p>"></iframe></div><div id=b></div>`,
    )
    const inner = () => (page.get('#f') as HTMLIFrameElement).contentDocument
    expect(inner()?.body.textContent).toBe('inner')
    expect(page.get('#f').getAttribute('src')).toBeNull()
    expect(page.get('#f').getAttribute('data-alongside-kept-src')).toBe(
      'https://shop.example/inner',
    )
    const p = inner()?.querySelector('p')
    page.apply(
      { op: 'detach', id: page.id('#a') },
      { op: 'attach', id: page.id('#a'), parent: page.id('#b'), before: node(0) },
    )
    expect(inner()?.body.textContent).toBe('inner')
    expect(inner()?.querySelector('p')).toBe(p)
    page.apply({ op: 'attribute', id: page.id('#in'), name: 'class', value: 'live' })
    expect(inner()?.querySelector('p')?.className).toBe('live')
  })

  it('replaces the page in a frame when a new document record comes', () => {
    page = openPage('<iframe id=f data-page="<p>one</p>"></iframe>')
    const old = node(page.id('#f') + 1)
    const html = {
      kind: 'element',
      id: node(701),
      depth: 1,
      namespace: 'http://www.w3.org/1999/xhtml',
      name: 'html',
      attributes: [],
      blocked: null,
    } as const
    page.apply(
      { op: 'free', id: old },
      {
        op: 'insert',
        parent: page.id('#f'),
        before: node(0),
        nodes: [documentRecord(node(700), 0, 'quirks'), html],
      },
    )
    const inner = (page.get('#f') as HTMLIFrameElement).contentDocument
    expect(inner?.compatMode).toBe('BackCompat')
    expect(inner?.documentElement.childNodes.length).toBe(0)
  })

  it('survives names that clobber the DOM', () => {
    page = openPage(
      '<form id=f><input name=firstChild><input name=nextSibling><input name=parentNode><input name=setAttribute><input name=removeChild><input name=nodeType><input name=attributes><input name=children></form><img name=createElement><img name=body><img name=documentElement><iframe name=defaultView></iframe>',
    )
    page.apply({ op: 'attribute', id: page.id('#f'), name: 'class', value: 'set' })
    const [added] = page.insert(page.id('#f'), node(0), '<b>more</b>')
    page.apply({ op: 'detach', id: added as NodeId }, { op: 'free', id: added as NodeId })
    page.apply({ op: 'free', id: page.id('#f') })
    expect(page.doc.querySelector('form')).toBeNull()
  })

  it('keeps the last picture until a new epoch is styled', () => {
    page = openPage('<body><p>first</p>')
    const first = page.container.querySelector('iframe')
    page.apply(
      { op: 'reset' },
      {
        op: 'insert',
        parent: node(0),
        before: node(0),
        nodes: [documentRecord(ROOT, 0, 'standards')],
      },
    )
    expect(first?.isConnected).toBe(true)
    expect(first?.contentDocument?.body.textContent).toBe('first')
    const element = (id: number, depth: number, name: string) =>
      ({
        kind: 'element',
        id: node(id),
        depth,
        namespace: 'http://www.w3.org/1999/xhtml',
        name,
        attributes: [],
        blocked: null,
      }) as const
    page.apply({
      op: 'insert',
      parent: ROOT,
      before: node(0),
      nodes: [
        element(2, 0, 'html'),
        element(3, 1, 'body'),
        { kind: 'text', id: node(4), depth: 2, text: 'second' },
      ],
    })
    expect(first?.isConnected).toBe(false)
    expect(page.container.querySelectorAll('iframe').length).toBe(1)
    expect(page.doc.body.textContent).toBe('second')
  })
})
