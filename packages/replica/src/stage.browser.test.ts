import { type NodeId, ROOT, type SheetId } from '@alongside/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { openPage, sheetOp, type TestPage, until } from '../test/open-page.ts'

let page: TestPage
afterEach(() => page.destroy())

describe('scrolling', () => {
  it('is applied after the ops of its frame, to the page and to elements', () => {
    page = openPage(
      '<div id=d style="height:100px;overflow:auto;scroll-behavior:smooth"><p id=c>c</div><p style="height:3000px">',
    )
    page.apply(
      { op: 'scroll', id: page.id('#d'), x: 0, y: 250 },
      { op: 'scroll', id: ROOT, x: 0, y: 700 },
      {
        op: 'attribute',
        id: page.id('#c'),
        name: 'style',
        value: 'height:900px',
      },
    )
    expect(page.win.scrollY).toBe(700)
    expect(page.get('#d').scrollTop).toBe(250)
  })

  it('is applied again when a sheet makes the page long enough', async () => {
    page = openPage('<link id=l><p id=p>x')
    page.apply({ op: 'scroll', id: ROOT, x: 0, y: 500 })
    expect(page.win.scrollY).toBe(0)
    page.apply(sheetOp(1, page.id('#l'), 'p{height:4000px}'))
    await until(() => page.win.scrollY === 500)
  })

  it('works in quirks mode and in a frame of the page', () => {
    page = openPage(
      '<p style="height:3000px"><iframe id=f data-page="<p style=\'height:2000px\'>"></iframe>',
      {
        mode: 'quirks',
      },
    )
    const inner = (page.id('#f') + 1) as NodeId
    page.apply({ op: 'scroll', id: ROOT, x: 0, y: 60 }, { op: 'scroll', id: inner, x: 0, y: 77 })
    expect(page.win.scrollY).toBe(60)
    expect((page.get('#f') as HTMLIFrameElement).contentWindow?.scrollY).toBe(77)
  })
})

describe('the viewport', () => {
  it('is the sharer’s, scroll bar included', () => {
    page = openPage('<p id=p style="height:3000px">x')
    expect([page.win.innerWidth, page.win.innerHeight]).toEqual([800, 600])
    page.apply({
      op: 'viewport',
      width: 1024,
      height: 500,
      scrollbarWidth: 15,
      scrollbarHeight: 0,
    })
    expect(page.win.innerWidth).toBe(1024)
    expect(page.replica.viewport).toEqual({ width: 1024, height: 500 })
    page.apply({ op: 'page', url: 'https://shop.example/', title: 'Shop' })
    expect(page.replica.page).toEqual({ url: 'https://shop.example/', title: 'Shop' })
  })
})

describe('finding nodes', () => {
  it('goes from a point to a node and a place in it, and back', () => {
    page = openPage(
      `<body style="margin:0"><button id=b style="position:absolute;left:100px;top:50px;width:200px;height:40px;border:0">x</button>
       <x-a id=h style="position:absolute;left:0;top:200px"><template data-shadow><i id=s style="display:block;width:50px;height:50px">in</i></template></x-a>
       <iframe id=f style="position:absolute;left:300px;top:300px;border:10px solid;padding:5px;width:200px;height:100px" data-page="<body style='margin:0'><p id=q style='margin:0;width:100px;height:20px'>q"></iframe>`,
    )
    expect(page.replica.idAt(150, 60)).toEqual({ id: page.id('#b'), x: 0.25, y: 0.25 })
    expect(page.replica.rectOf(page.id('#b'))).toMatchObject({
      x: 100,
      y: 50,
      width: 200,
      height: 40,
    })
    expect(page.replica.idAt(25, 225)).toEqual({ id: page.id('#s'), x: 0.5, y: 0.5 })
    expect(page.replica.idAt(365, 325)).toEqual({ id: page.id('#q'), x: 0.5, y: 0.5 })
    expect(page.replica.rectOf(page.id('#q'))).toMatchObject({
      x: 315,
      y: 315,
      width: 100,
      height: 20,
    })
    expect(page.replica.rectOf(9999 as NodeId)).toBeNull()
    expect(page.replica.idAt(-5, -5)).toBeNull()
  })
})

describe('life', () => {
  it('leaves nothing behind', () => {
    page = openPage('<p>x')
    page.replica.destroy()
    expect(page.container.childNodes.length).toBe(0)
    expect(page.replica.document).toBeNull()
  })

  it('reports changes and readiness', () => {
    let changes = 0
    page = openPage('<p>x', { onChange: () => changes++ })
    expect(changes).toBeGreaterThan(0)
    expect(page.replica.ready).toBe(true)
  })

  it('refuses ops about sheets that are not there', () => {
    page = openPage('<p>x')
    expect(() => page.apply({ op: 'deleteRule', sheet: 7 as SheetId, path: [], index: 0 })).toThrow(
      /sheet 7/,
    )
  })
})
