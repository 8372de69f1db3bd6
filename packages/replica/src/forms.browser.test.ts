import type { NodeId } from '@alongside/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { openPage, type TestPage } from '../test/open-page.ts'

let page: TestPage | undefined
afterEach(() => page?.destroy())

function open(html: string): TestPage {
  page = openPage(html)
  return page
}

const marks = (of: Element): string[] =>
  of
    .getAttributeNames()
    .filter((name) => name.startsWith('data-alongside-is-'))
    .map((name) => name.slice('data-alongside-is-'.length))

describe('form controls', () => {
  it('show autofill, which no script and no replica brings about', () => {
    const { id, get, apply, win } = open(
      '<style>input:autofill{color:rgb(1,2,3)}input:-webkit-autofill{padding-left:9px}</style><input id=a>',
    )
    apply({ op: 'states', id: id('#a'), names: ['autofill'] })
    const style = win.getComputedStyle(get('#a'))
    expect([style.color, style.paddingLeft]).toEqual(['rgb(1, 2, 3)', '9px'])
    apply({ op: 'states', id: id('#a'), names: [] })
    expect(style.color).not.toBe('rgb(1, 2, 3)')
  })

  it('are held at what was told, whatever their attributes and groups do', () => {
    const { id, get, apply } = open(
      '<input id=a type=radio name=g><input id=b type=radio name=h checked><select id=s><option id=o>1<option>2</select>',
    )
    apply(
      { op: 'checked', id: id('#a'), checked: true, indeterminate: false },
      { op: 'checked', id: id('#b'), checked: false, indeterminate: false },
      { op: 'selected', id: id('#s'), indices: [1] },
    )
    apply(
      { op: 'attribute', id: id('#b'), name: 'name', value: 'g' },
      { op: 'attribute', id: id('#b'), name: 'checked', value: '' },
      { op: 'attribute', id: id('#o'), name: 'selected', value: '' },
    )
    expect((get('#a') as HTMLInputElement).checked).toBe(true)
    expect((get('#b') as HTMLInputElement).checked).toBe(false)
    expect((get('#s') as HTMLSelectElement).selectedIndex).toBe(1)
  })

  it('say of a form whether all in it is valid, as told or as seen', () => {
    const { id, get, apply } = open(
      '<form id=f><fieldset id=g><input id=a required></fieldset><button id=b type=button>b</button></form>',
    )
    expect(['#f', '#g', '#a', '#b'].map((of) => marks(get(of)))).toEqual([
      ['invalid'],
      ['invalid'],
      ['invalid'],
      [],
    ])
    apply({ op: 'value', id: id('#a'), value: 'x', masked: false })
    expect(['#f', '#g', '#a'].map((of) => marks(get(of)))).toEqual([
      ['valid'],
      ['valid'],
      ['valid'],
    ])
    apply({ op: 'states', id: id('#a'), names: ['invalid'] })
    expect(['#f', '#g', '#a'].flatMap((of) => marks(get(of)))).toEqual(new Array(3).fill('invalid'))
    apply({ op: 'free', id: id('#a') })
    expect(marks(get('#f'))).toEqual(['valid'])
  })

  it('take from a stranger no more than a control has', () => {
    const { id, get, apply, doc } = open(
      '<p id=p>x</p><input id=b type=submit value=Send><input id=c type=checkbox><input id=f type=file><input id=t>' +
        '<select id=s><option>1</select>',
    )
    const all = ['#p', '#b', '#c', '#f', '#t', '#s'].map((of) => id(of))
    for (const node of all) {
      apply({ op: 'value', id: node, value: 'changed', masked: false })
      apply({ op: 'files', id: node, count: 2 ** 31 })
      apply({ op: 'selected', id: node, indices: [7, 2 ** 31] })
    }
    expect(get('#b').getAttribute('value')).toBe('Send')
    expect((get('#f') as HTMLInputElement).files?.length).toBe(999)
    expect((get('#s') as HTMLSelectElement).selectedIndex).toBe(-1)
    expect(doc.querySelectorAll('[value]').length).toBe(1)
  })

  it('open no popup for what has none, and close it with what it was for', () => {
    const { id, apply, container } = open('<p id=p>x</p><select id=s><option>1</select>')
    const drawn = () => container.querySelector('[data-alongside-popup]')
    apply({ op: 'popup', id: id('#p') })
    expect(drawn()).toBeNull()
    apply({ op: 'popup', id: id('#s') })
    expect(drawn()?.shadowRoot?.textContent).toContain('1')
    apply({ op: 'popup', id: 0 as NodeId })
    expect(drawn()).toBeNull()
    apply({ op: 'popup', id: id('#s') })
    apply({ op: 'free', id: id('#s') })
    expect(drawn()).toBeNull()
  })
})
