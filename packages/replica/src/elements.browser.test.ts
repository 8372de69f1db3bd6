import type { NodeId } from '@alongside/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { openPage, type TestPage, until } from '../test/open-page.ts'

let page: TestPage
afterEach(() => page.destroy())

async function png(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.fillRect(0, 0, width, height)
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
}

const box = (selector: string) => {
  const { width, height } = page.get(selector).getBoundingClientRect()
  return [width, height]
}

describe('attributes', () => {
  it('are set, changed and removed; withheld values are kept aside', () => {
    page = openPage('<a id=a href="/x" target=_blank class=c>x</a>')
    const a = page.get('#a')
    expect(a.matches(':any-link')).toBe(true)
    expect(a.getAttribute('href')).toBe('#alongside-inert')
    expect(a.getAttribute('data-alongside-kept-href')).toBe('/x')
    expect(a.hasAttribute('target')).toBe(false)
    page.apply({ op: 'attribute', id: page.id('#a'), name: 'href', value: '/y' })
    expect(a.getAttribute('data-alongside-kept-href')).toBe('/y')
    page.apply({ op: 'removeAttribute', id: page.id('#a'), name: 'href' })
    page.apply({ op: 'removeAttribute', id: page.id('#a'), name: 'class' })
    expect(a.getAttributeNames()).toEqual(['id', 'data-alongside-kept-target'])
    expect(a.matches(':any-link')).toBe(false)
  })

  it('with addresses in a style get the asset, the authored value stays', async () => {
    page = openPage('<p id=p style="color:red;background:url(b.png)">x')
    await until(() => page.requests.length > 0)
    const [request] = page.requests
    expect(request).toMatchObject({ request: 'nodeAsset', name: 'style', token: 'b.png' })
    page.answer(request, 'image/png', await png(1, 1))
    expect(page.get('#p').style.backgroundImage).toMatch(/^url\("blob:/)
    expect(page.get('#p').getAttribute('data-alongside-kept-style')).toBe(
      'color:red;background:url(b.png)',
    )
    page.apply({ op: 'attribute', id: page.id('#p'), name: 'style', value: 'color:blue' })
    expect(page.get('#p').getAttributeNames()).toEqual(['id', 'style'])
  })
})

describe('attributes of SVG that are CSS', () => {
  const svg = (inside: string) => `<svg><defs><filter id=f></filter></defs>${inside}</svg>`

  it('name what is in the page and what holds its own bytes, and nothing elsewhere', () => {
    const data = "url('data:image/svg+xml,<svg/>#f') red"
    page = openPage(
      svg(`<rect id=r fill="url(https://a.example/p.svg#x) red" filter="url(#f)" stroke="${data}"
        clip-path="u\\72l('p.svg#c')" cursor="image-set('c.png' 1x),url(d.png),auto"
        ><set id=s attributeName=fill to="url(//a.example/q.svg#x)" /></rect>`),
    )
    const live = (id: string, ...names: string[]) =>
      names.map((name) => page.get(id).getAttribute(name))
    expect(live('#r', 'fill', 'filter', 'stroke', 'clip-path', 'cursor')).toEqual([
      'url("data:,") red',
      'url(#f)',
      data,
      'url("data:,")',
      'image-set("data:," 1x),url("data:,"),auto',
    ])
    expect(live('#s', 'to')).toEqual(['url("data:,")'])
    expect(live('#r', 'data-alongside-kept-fill', 'data-alongside-kept-filter')).toEqual([
      'url(https://a.example/p.svg#x) red',
      null,
    ])
    page.apply({ op: 'attribute', id: page.id('#r'), name: 'fill', value: 'url(#f)' })
    expect(live('#r', 'fill', 'data-alongside-kept-fill')).toEqual(['url(#f)', null])
    expect(page.requests).toEqual([])
  })
})

describe('scripts', () => {
  it('keep a type that no browser knows, whatever they are called', () => {
    page = openPage('<div id=d></div><svg><script id=s type="text/javascript">1</script></svg>')
    const attributes = [
      { name: 'type', value: 'module' },
      { name: 'TYPE', value: 'module' },
    ]
    const record = { kind: 'element', depth: 0, attributes, blocked: null } as const
    const id = 900 as NodeId
    const namespace = 'http://www.w3.org/1999/xhtml'
    const nodes = [{ ...record, id, namespace, name: 'X:script' }]
    page.apply({ op: 'insert', parent: page.id('#d'), before: 0 as NodeId, nodes })
    page.apply({ op: 'removeAttribute', id, name: 'Type' })
    const script = page.replica.nodeOf(id)
    expect(script).toBeInstanceOf(page.win.HTMLScriptElement)
    for (const each of [script as Element, page.get('#s')])
      expect(each.getAttribute('type')).toBe('text/plain')
  })
})

describe('images', () => {
  it('show the bytes of the customer, in pieces too', async () => {
    page = openPage('<img id=i src="a.png">')
    const bytes = await png(30, 20)
    const [request] = page.requests
    if (request?.request !== 'nodeAsset') throw new Error('no request')
    const part = (from: number, to: number) =>
      page.replica.receive({
        request: request.id,
        status: 'ok',
        type: 'image/png',
        hash: 'hash of an image',
        offset: from,
        total: bytes.length,
        bytes: bytes.slice(from, to),
      })
    part(0, 10)
    expect(page.get('#i').hasAttribute('src')).toBe(false)
    part(10, bytes.length)
    await until(() => box('#i')[0] === 30)
    expect(page.get('#i').getAttribute('data-alongside-kept-src')).toBe('a.png')
  })

  it('take the size that the sharer’s browser gave the chosen source', async () => {
    page = openPage('<img id=i src="a.png" srcset="a2.png 2x">')
    page.apply({ op: 'image', id: page.id('#i'), url: 'a2.png', width: 50, height: 40 })
    const last = page.requests.at(-1)
    expect(last).toMatchObject({ token: 'a2.png' })
    await until(() => box('#i')[0] === 50 && box('#i')[1] === 40)
    page.answer(last, 'image/png', await png(100, 80))
    await until(() => page.get('#i').hasAttribute('srcset'))
    await until(() => (page.get('#i') as HTMLImageElement).currentSrc.startsWith('blob:'))
    await until(() => box('#i')[0] === 50)
  })

  it('keep their box and are noted when they are refused', () => {
    page = openPage('<img id=i src="a.png" width=70 height=30>')
    page.refuse(page.requests[0])
    expect(box('#i')).toEqual([70, 30])
    expect(page.replica.fidelity).toContainEqual({ id: page.id('#i'), reason: 'image' })
  })

  it('of SVG are kept as data, not as a page of our origin', async () => {
    page = openPage('<img id=i src="a.svg"><svg><image id=j href="a.svg" /></svg>')
    page.answer(
      page.requests[0],
      'image/svg+xml',
      '<svg xmlns="http://www.w3.org/2000/svg" width="11" height="12"/>',
    )
    await until(() => box('#i')[0] === 11)
    expect(page.get('#i').getAttribute('src')).toMatch(/^data:image\/svg\+xml/)
    expect(page.get('#j').getAttribute('href')).toMatch(/^data:image/)
  })

  it('never become a page type', async () => {
    page = openPage('<img id=i src="a.html">')
    page.answer(page.requests[0], 'text/html', '<script>parent.ran=1</script>')
    const response = await fetch(page.get('#i').getAttribute('src') ?? '')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
  })
})

describe('what the replica cannot show', () => {
  it('is a canvas of the right box', () => {
    page = openPage(
      '<canvas id=a width=120 height=50>fallback</canvas><canvas id=b></canvas><div style="width:600px"><canvas id=c width=120 height=50 style="width:50%"></canvas></div>',
    )
    expect(box('#a')).toEqual([120, 50])
    expect(box('#b')).toEqual([300, 150])
    expect(box('#c')).toEqual([300, 125])
    page.apply({ op: 'attribute', id: page.id('#a'), name: 'width', value: '60' })
    expect(box('#a')).toEqual([60, 50])
    expect(page.replica.fidelity.filter((n) => n.reason === 'canvas').length).toBe(3)
  })

  it('is a blocked element of the given size', () => {
    page = openPage('<div id=d></div>')
    const record = (id: number, name: string) =>
      ({
        kind: 'element',
        id: id as NodeId,
        depth: 0,
        namespace: 'http://www.w3.org/1999/xhtml',
        name,
        attributes: [{ name: 'style', value: 'padding:40px;width:1px' }],
        blocked: { width: 150.5, height: 40 },
      }) as const
    for (const [id, name] of [
      [500, 'div'],
      [501, 'span'],
    ] as const)
      page.apply({
        op: 'insert',
        parent: page.id('#d'),
        before: 0 as NodeId,
        nodes: [record(id, name)],
      })
    for (const child of page.get('#d').children) {
      const { width, height } = child.getBoundingClientRect()
      expect([width, height]).toEqual([150.5, 40])
    }
  })

  it('hides noscript, shows details by its attribute, notes frames of other origins', () => {
    page = openPage(
      '<body><noscript id=n><p>no</p></noscript><math><noscript id=m></noscript></math><details id=d open><p id=p>x</details><iframe id=f src="https://pay.example/"></iframe>',
    )
    expect(page.win.getComputedStyle(page.get('#n')).display).toBe('none')
    expect(page.win.getComputedStyle(page.get('#m')).display).not.toBe('none')
    expect(box('#p')[1]).toBeGreaterThan(0)
    page.apply({ op: 'note', id: page.id('#f'), reason: 'frame' })
    expect(page.replica.fidelity).toContainEqual({ id: page.id('#f'), reason: 'frame' })
    page.apply({ op: 'free', id: page.id('#f') })
    expect(page.replica.fidelity).toEqual([])
  })
})

describe('form controls', () => {
  it('take their live state, whatever the attributes say', () => {
    page = openPage(
      '<input id=t value=attr><textarea id=a>default</textarea><input id=c type=checkbox checked><input id=r type=radio name=n><input id=f type=file><select id=s><option>1<option selected>1<option>2</select><select id=m multiple><option>1<option>2<option>3</select>',
    )
    const value = (selector: string, text: string, masked = false) =>
      ({ op: 'value', id: page.id(selector), value: text, masked }) as const
    page.apply(
      value('#t', '••••', true),
      value('#a', 'typed\ntext'),
      value('#f', 'C:\\fakepath\\x'),
      { op: 'checked', id: page.id('#c'), checked: false, indeterminate: true },
      { op: 'checked', id: page.id('#r'), checked: true, indeterminate: false },
      { op: 'selected', id: page.id('#s'), indices: [0] },
      { op: 'selected', id: page.id('#m'), indices: [0, 2] },
    )
    const input = (selector: string) => page.get(selector) as HTMLInputElement
    expect(input('#t').value).toBe('••••')
    expect(input('#t').hasAttribute('data-alongside-masked')).toBe(true)
    expect(input('#t').getAttribute('value')).toBe('attr')
    expect(input('#a').value).toBe('typed\ntext')
    expect([input('#c').checked, input('#c').indeterminate, input('#r').checked]).toEqual([
      false,
      true,
      true,
    ])
    expect((page.get('#s') as HTMLSelectElement).selectedIndex).toBe(0)
    const many = page.get('#m') as HTMLSelectElement
    expect([...many.selectedOptions].map((o) => o.index)).toEqual([0, 2])
    page.apply(value('#t', 'shown'), { op: 'selected', id: page.id('#s'), indices: [] })
    expect(input('#t').hasAttribute('data-alongside-masked')).toBe(false)
    expect((page.get('#s') as HTMLSelectElement).selectedIndex).toBe(-1)
  })
})
