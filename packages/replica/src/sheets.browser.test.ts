import type { NodeId, SheetId } from '@alongside/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { BASE, openPage, sheetOp, type TestPage, until } from '../test/open-page.ts'
import { authoredText } from './authored.ts'

let page: TestPage
afterEach(() => page.destroy())

const id = (n: number) => n as SheetId
const color = (selector: string) => page.win.getComputedStyle(page.get(selector)).color
const PNG = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  (c) => c.charCodeAt(0),
)

describe('the sheets of a replica', () => {
  it('takes the text of a <link>, and rule ops that come before it is parsed', async () => {
    page = openPage('<link id=l rel=stylesheet href="/a.css" integrity=x><p id=p>x')
    page.apply(
      sheetOp(1, page.id('#l'), 'p{color:rgb(1,1,1)} p{margin:3px}', { rules: 2 }),
      { op: 'insertRule', sheet: id(1), path: [], index: 2, text: 'p{color:rgb(2,2,2)}' },
      { op: 'deleteRule', sheet: id(1), path: [], index: 1 },
    )
    await until(() => color('#p') === 'rgb(2, 2, 2)')
    const link = page.get('#l') as HTMLLinkElement
    expect(link.sheet?.cssRules.length).toBe(2)
    expect(link.getAttribute('data-alongside-kept-href')).toBe('/a.css')
    expect(link.hasAttribute('integrity')).toBe(false)
    page.apply({ op: 'sheetState', sheet: id(1), media: '', disabled: true })
    expect(color('#p')).toBe('rgb(0, 0, 0)')
  })

  it('becomes ready only when the sheets of the first picture are parsed', async () => {
    page = openPage('<link id=l rel=stylesheet href="/a.css">')
    page.apply(sheetOp(1, page.id('#l'), 'p{color:rgb(1,1,1)}'))
    page.insert(page.id('body'), 0 as NodeId, '<p>x</p>')
    expect(page.replica.ready).toBe(false)
    await until(() => page.replica.ready)
  })

  it('replaces a sheet that is sent again and forgets its rule ops', async () => {
    page = openPage('<link id=l><p id=p>x')
    page.apply(sheetOp(1, page.id('#l'), 'p{color:rgb(1,1,1)}', { rules: 1 }), {
      op: 'insertRule',
      sheet: id(1),
      path: [],
      index: 0,
      text: 'p{margin:0}',
    })
    page.apply(sheetOp(1, page.id('#l'), 'p{color:rgb(3,3,3)}'))
    await until(() => color('#p') === 'rgb(3, 3, 3)')
    expect((page.get('#l') as HTMLLinkElement).sheet?.cssRules.length).toBe(1)
    page.apply({ op: 'freeSheet', sheet: id(1) })
    await until(() => color('#p') === 'rgb(0, 0, 0)')
  })

  it('leaves the text of a <style> one to one, rewritten only where it has to be', async () => {
    page = openPage(
      '<style id=a>p{color:rgb(4,4,4)}</style><style id=b>p{background:url(x.png)} a[href="/y"]{color:rgb(5,5,5)}</style><p id=p>x<a id=y href="/y">y</a>',
    )
    page.apply(sheetOp(1, page.id('#a'), null), sheetOp(2, page.id('#b'), null, { rules: 2 }))
    expect(page.get('#a').textContent).toBe('p{color:rgb(4,4,4)}')
    const text = page.get('#b').firstChild as Text
    expect(authoredText(text)).toBe('p{background:url(x.png)} a[href="/y"]{color:rgb(5,5,5)}')
    expect(text.data).not.toContain('x.png')
    expect(color('#y')).toBe('rgb(5, 5, 5)')
    await until(() => page.requests.length > 0)
    expect(page.requests).toEqual([{ request: 'sheetAsset', id: 1, sheet: 2, token: 'x.png' }])
    page.apply({ op: 'insertRule', sheet: id(2), path: [], index: 2, text: 'p{color:rgb(6,6,6)}' })
    page.answer(page.requests[0], 'image/png', PNG)
    const background = () => page.win.getComputedStyle(page.get('#p')).backgroundImage
    await until(() => background().startsWith('url("blob:'))
    expect(color('#p')).toBe('rgb(6, 6, 6)')
    expect(authoredText(text)).toContain('url(x.png)')
  })

  it('asks once for an address, however often and wherever it is named', () => {
    page = openPage('<style id=a></style><img id=i src="x.png"><img src="/page/x.png">')
    page.apply(
      sheetOp(1, page.id('#a'), null),
      sheetOp(2, 0, 'p{background:url(x.png)} b{background:url(x.png)}'),
      { op: 'adopt', root: 1 as NodeId, sheets: [id(2)] },
      sheetOp(3, 0, 'p{background:url("../x.png")}', { baseUrl: `${BASE}sub/` }),
      { op: 'adopt', root: 1 as NodeId, sheets: [id(2), id(3)] },
    )
    expect(page.requests).toEqual([
      { request: 'nodeAsset', id: 1, node: page.id('#i'), name: 'src', token: 'x.png' },
    ])
  })

  it('adopts constructed sheets in documents, frames and shadow roots', () => {
    page = openPage(
      '<p id=p>x</p><x-a id=h><template data-shadow><i id=s>in</i></template></x-a><iframe id=f data-page="<p id=q>q"></iframe>',
    )
    const inner = page.replica.nodeOf((page.id('#f') + 1) as NodeId) as Document
    page.apply(
      sheetOp(1, 0, ':host i, p{color:rgb(7,7,7)}', { rules: 1 }),
      { op: 'adopt', root: 1 as NodeId, sheets: [id(1)] },
      { op: 'adopt', root: (page.id('#h') + 1) as NodeId, sheets: [id(1)] },
      { op: 'adopt', root: (page.id('#f') + 1) as NodeId, sheets: [id(1)] },
      { op: 'insertRule', sheet: id(1), path: [], index: 1, text: 'p,i{margin-top:9px}' },
    )
    const style = (e: Element) => page.win.getComputedStyle(e)
    expect(style(page.get('#p')).color).toBe('rgb(7, 7, 7)')
    expect(style(page.get('#s')).color).toBe('rgb(7, 7, 7)')
    expect(inner.defaultView?.getComputedStyle(page.get('#q')).marginTop).toBe('9px')
    page.apply({ op: 'adopt', root: 1 as NodeId, sheets: [] })
    expect(style(page.get('#p')).color).toBe('rgb(0, 0, 0)')
  })

  it('adopts again in a frame that was moved', () => {
    page = openPage(
      '<div id=a><iframe id=f data-page="<style id=st>p{margin-left:5px}</style><p id=q>q"></iframe></div><div id=b></div>',
    )
    const root = (page.id('#f') + 1) as NodeId
    page.apply(
      sheetOp(1, 0, 'p{color:rgb(7,7,7)}'),
      { op: 'adopt', root, sheets: [id(1)] },
      sheetOp(2, page.id('#st'), null, { rules: 1 }),
      { op: 'insertRule', sheet: id(2), path: [], index: 0, text: 'p{margin-top:8px}' },
    )
    page.apply(
      { op: 'detach', id: page.id('#f') },
      { op: 'attach', id: page.id('#f'), parent: page.id('#b'), before: 0 as NodeId },
    )
    const inner = (page.get('#f') as HTMLIFrameElement).contentDocument
    const style = inner?.defaultView?.getComputedStyle(page.get('#q'))
    expect([style?.color, style?.marginLeft, style?.marginTop]).toEqual([
      'rgb(7, 7, 7)',
      '5px',
      '8px',
    ])
  })

  it('edits nested rules by path and keeps indices where a rule does not parse', () => {
    page = openPage('<style id=a>@media all{p{color:rgb(1,1,1)}} p{}</style><p id=p>x')
    page.apply(
      sheetOp(1, page.id('#a'), null, { rules: 2 }),
      { op: 'insertRule', sheet: id(1), path: [0], index: 1, text: 'p{color:rgb(8,8,8)}' },
      { op: 'insertRule', sheet: id(1), path: [], index: 1, text: '::-no-such-engine{a:b' },
      { op: 'insertRule', sheet: id(1), path: [], index: 2, text: 'p:::bad{}' },
      { op: 'insertRule', sheet: id(1), path: [3], index: 0, text: '& {margin-top:4px}' },
    )
    expect(color('#p')).toBe('rgb(8, 8, 8)')
    expect(page.win.getComputedStyle(page.get('#p')).marginTop).toBe('4px')
    expect((page.get('#a') as HTMLStyleElement).sheet?.cssRules.length).toBe(4)
    page.apply({ op: 'deleteRule', sheet: id(1), path: [0], index: 1 })
    expect(color('#p')).toBe('rgb(1, 1, 1)')
  })

  it('asks for the rules one by one where this browser makes others of the text', () => {
    page = openPage('<style id=a>p{color:rgb(1,1,1)} ::no-such-engine{top:0}</style><p id=p>x')
    page.apply(sheetOp(1, page.id('#a'), null, { rules: 2 }))
    expect(page.requests).toEqual([])
    const rule = { sheet: id(1), path: [], text: 'p{color:rgb(2,2,2)}' }
    page.apply({ op: 'insertRule', ...rule, index: 2 })
    expect(color('#p')).toBe('rgb(1, 1, 1)')
    expect(page.requests).toEqual([{ request: 'rules', sheet: 1 }])
    page.apply(
      sheetOp(1, page.id('#a'), '', { rules: 0, more: true }),
      { op: 'insertRule', ...rule, index: 0, text: 'p{color:rgb(3,3,3)}' },
      { op: 'insertRule', ...rule, index: 1, text: '::no-such-engine{top:0}' },
      { op: 'insertRule', ...rule, index: 2, text: 'p{margin-left:7px}' },
      { op: 'sheetState', sheet: id(1), media: '', disabled: false },
    )
    page.apply({ op: 'deleteRule', sheet: id(1), path: [], index: 0 })
    expect(color('#p')).toBe('rgb(0, 0, 0)')
    expect(page.win.getComputedStyle(page.get('#p')).marginLeft).toBe('7px')
    expect(page.get('#a').textContent).toContain('no-such-engine')
  })

  it('becomes ready only when the rules that it was told of are there', () => {
    page = openPage('<style id=a></style>')
    page.apply(sheetOp(1, page.id('#a'), null, { more: true }))
    page.insert(page.id('body'), 0 as NodeId, '<p>x</p>')
    expect(page.replica.ready).toBe(false)
    const rule = { sheet: id(1), path: [], index: 0, text: 'p{color:rgb(2,2,2)}' }
    page.apply({ op: 'insertRule', ...rule })
    expect(page.replica.ready).toBe(false)
    page.apply({ op: 'sheetState', sheet: id(1), media: '', disabled: false })
    expect(page.replica.ready).toBe(true)
  })

  it('parses a <style> again when its sheet is a new one with the same text', () => {
    page = openPage('<style id=a>p{color:rgb(1,1,1)}</style><p id=p>x')
    const rule = { path: [], index: 1, text: 'p{color:rgb(2,2,2)}' }
    page.apply(sheetOp(1, page.id('#a'), null, { rules: 1 }), {
      op: 'insertRule',
      sheet: id(1),
      ...rule,
    })
    expect(color('#p')).toBe('rgb(2, 2, 2)')
    page.apply({ op: 'freeSheet', sheet: id(1) }, sheetOp(2, page.id('#a'), null, { rules: 1 }))
    expect(color('#p')).toBe('rgb(1, 1, 1)')
  })

  it('takes the rules of a <style> that are not in its text', () => {
    page = openPage('<style id=a></style><style id=b>p{color:rgb(1,1,1)}</style><p id=p>x')
    page.apply(
      sheetOp(1, page.id('#a'), 'p{margin-top:2px} i{top:0}', { rules: 2 }),
      sheetOp(2, page.id('#b'), 'p{color:rgb(2,2,2)}'),
      { op: 'insertRule', sheet: id(1), path: [], index: 2, text: 'p{margin-left:6px}' },
    )
    const style = page.win.getComputedStyle(page.get('#p'))
    expect([style.color, style.marginTop, style.marginLeft]).toEqual(['rgb(2, 2, 2)', '2px', '6px'])
    expect(page.get('#b').textContent).toBe('p{color:rgb(1,1,1)}')
    expect((page.get('#a') as HTMLStyleElement).sheet?.cssRules.length).toBe(3)
  })

  it('does not flash when a link gets another sheet object', async () => {
    page = openPage('<link id=l><p id=p>x')
    page.apply(sheetOp(1, page.id('#l'), 'p{color:rgb(1,1,1)}'))
    await until(() => color('#p') === 'rgb(1, 1, 1)')
    page.apply({ op: 'freeSheet', sheet: id(1) }, sheetOp(2, page.id('#l'), 'p{color:rgb(2,2,2)}'))
    expect(color('#p')).toBe('rgb(1, 1, 1)')
    await until(() => color('#p') === 'rgb(2, 2, 2)')
  })

  it('follows text edits of a <style>', () => {
    page = openPage('<style id=a>p{color:rgb(1,1,1)}</style><p id=p>x')
    const text = (page.id('#a') + 1) as NodeId
    page.apply(sheetOp(1, page.id('#a'), null))
    page.apply({ op: 'text', id: text, text: 'p{color:rgb(9,1,1)}' })
    expect(color('#p')).toBe('rgb(9, 1, 1)')
    page.insert(page.id('#a'), 0 as NodeId, 'p{color:rgb(2,2,2)}')
    expect(color('#p')).toBe('rgb(2, 2, 2)')
  })

  it('puts an imported sheet where its @import stands, with addresses of its own', async () => {
    page = openPage(
      '<style id=a>@import "sub/i.css"; @import url(no.css); p{margin:0}</style><p id=p>x',
    )
    page.apply(
      sheetOp(1, page.id('#a'), null, { rules: 3 }),
      sheetOp(2, 0, 'p{color:rgb(3,2,1);background:url(deep.png)}', {
        baseUrl: `${BASE}sub/i.css`,
        rules: 1,
      }),
      { op: 'importSheet', sheet: id(1), href: 'sub/i.css', imported: id(2) },
    )
    await until(() => color('#p') === 'rgb(3, 2, 1)')
    await until(() => page.requests.length > 0)
    expect(page.requests).toEqual([{ request: 'sheetAsset', id: 1, sheet: 2, token: 'deep.png' }])
    page.apply({ op: 'insertRule', sheet: id(2), path: [], index: 1, text: 'p{top:4px}' })
    const style = page.win.getComputedStyle(page.get('#p'))
    expect(style.top).toBe('4px')
    page.answer(page.requests[0], 'image/png', PNG)
    await until(() => style.backgroundImage.startsWith('url("blob:'))
    await until(() => style.top === '4px')
  })

  it('imports no sheet into itself', () => {
    page = openPage('<style id=a>@import "b";</style>')
    page.apply(sheetOp(1, page.id('#a'), null), sheetOp(2, 0, '@import "c"'), sheetOp(3, 0, ''))
    const say = (sheet: number, imported: number) =>
      page.apply({ op: 'importSheet', sheet: id(sheet), href: 'c', imported: id(imported) })
    say(1, 2)
    say(2, 3)
    for (const [sheet, imported] of [
      [3, 2],
      [3, 3],
      [2, 1],
    ] as const)
      expect(() => say(sheet, imported)).toThrow(expect.objectContaining({ code: 'bad_value' }))
  })

  it('counts custom elements as defined once it is told so', () => {
    page = openPage('<style id=a>x-a:not(:defined){display:none}</style><x-a id=x>x</x-a>')
    page.apply(sheetOp(1, page.id('#a'), null))
    expect(page.win.getComputedStyle(page.get('#x')).display).toBe('none')
    page.apply({ op: 'define', document: 1 as NodeId, name: 'x-a' })
    expect(page.win.getComputedStyle(page.get('#x')).display).toBe('inline')
  })
})
