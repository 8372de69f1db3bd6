import { describe, expect, it } from 'vitest'
import { inFrontOf } from './in-front.ts'
import { joinPage, until } from './joined.ts'

const html = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>t</title>${head}</head><body>${body}</body></html>`

/** The element of the replica that has this id attribute. */
function twin(replica: { document: Document | null }, id: string): HTMLElement {
  const found = replica.document?.getElementById(id)
  if (!found) throw new Error(`no #${id} in the replica`)
  return found
}

describe('form state', () => {
  const markup = html(
    '<form><input id=a value=first><input id=c type=checkbox checked><input id=r1 type=radio name=g checked>' +
      '<input id=r2 type=radio name=g><textarea id=t>one</textarea>' +
      '<select id=s><option>1<option selected>2<option>3</select>' +
      '<select id=m multiple><option>1<option>2<option>3</select><input type=range id=n value=3></form>',
  )

  it('is as it is at share time, not as the markup says', async () => {
    const early = document.createElement('iframe')
    early.remove()
    const joined = await joinPage(
      markup.replace(
        '</form>',
        '</form><script>a.value="typed";c.checked=false;c.indeterminate=true;r2.checked=true;t.value="x\\ny";s.selectedIndex=2;m.options[0].selected=m.options[2].selected=true;n.value=9</script>',
      ),
    )
    expect(joined.difference()).toBeNull()
    expect((twin(joined.replica, 'a') as HTMLInputElement).value).toBe('typed')
    expect((twin(joined.replica, 'c') as HTMLInputElement).indeterminate).toBe(true)
    joined.close()
  })

  it('follows people, scripts and a form reset', async () => {
    const joined = await joinPage(markup)
    const get = <T extends HTMLElement>(id: string): T => joined.page.getElementById(id) as T
    get<HTMLInputElement>('a').value = 'by script'
    get<HTMLInputElement>('r2').click()
    get<HTMLSelectElement>('s').value = '3'
    for (const option of get<HTMLSelectElement>('m').options) option.selected = true
    expect(joined.difference()).toBeNull()
    joined.page.forms[0]?.reset()
    expect(joined.difference()).toBeNull()
    get<HTMLSelectElement>('s').options[0]?.remove()
    get<HTMLInputElement>('a').setAttribute('value', 'again')
    get<HTMLTextAreaElement>('t').textContent = 'new default'
    expect(joined.difference()).toBeNull()
    joined.close()
  })

  it('follows what no event tells of within a quarter of a second', async () => {
    const joined = await joinPage(markup)
    const field = joined.page.getElementById('a') as HTMLInputElement
    const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    native?.set?.call(field, 'by another realm')
    await until(
      () => (twin(joined.replica, 'a') as HTMLInputElement).value === 'by another realm',
      1000,
    )
    joined.close()
  })
})

describe('style sheets', () => {
  /** Computed values of an element on both sides. */
  const styles = (
    joined: Awaited<ReturnType<typeof joinPage>>,
    id: string,
    name: string,
  ): string[] => {
    joined.capture.flush()
    const element = joined.page.getElementById(id)
    if (!element) throw new Error(id)
    const copy = twin(joined.replica, id)
    return [element, copy].map((of) =>
      (of.ownerDocument.defaultView as Window).getComputedStyle(of).getPropertyValue(name),
    )
  }

  it('keep what the CSSOM cannot say: a shorthand with var()', async () => {
    const joined = await joinPage(
      html('<p id=p>x</p>', '<style>:root{--a:7px}p{padding:var(--a);padding-left:1px}</style>'),
    )
    expect(styles(joined, 'p', 'padding-top')).toEqual(['7px', '7px'])
    expect(styles(joined, 'p', 'padding-left')).toEqual(['1px', '1px'])
    joined.close()
  })

  it('have the rules that scripts inserted before and after the share', async () => {
    const joined = await joinPage(
      html(
        '<p id=p>x</p>',
        '<style id=st></style><script>st.sheet.insertRule("p{color:rgb(1,2,3)}")</script>',
      ),
    )
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(1, 2, 3)', 'rgb(1, 2, 3)'])
    const sheet = (joined.page.getElementById('st') as HTMLStyleElement).sheet as CSSStyleSheet
    for (let i = 0; i < 50; i++) sheet.insertRule(`p{margin-top:${i}px}`, sheet.cssRules.length)
    expect(styles(joined, 'p', 'margin-top')).toEqual(['49px', '49px'])
    sheet.deleteRule(0)
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)'])
    sheet.insertRule('@media all{}', 0)
    ;(sheet.cssRules[0] as CSSMediaRule).insertRule('p{color:rgb(9,9,9) !important}', 0)
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(9, 9, 9)', 'rgb(9, 9, 9)'])
    joined.close()
  })

  it('follow adopted sheets of documents and shadow roots, pushed too', async () => {
    const joined = await joinPage(html('<p id=p>x</p><div id=host></div>'))
    const { window: view, page } = joined
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync('p{color:rgb(4,5,6)}')
    page.adoptedStyleSheets.push(sheet)
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(4, 5, 6)', 'rgb(4, 5, 6)'])
    sheet.replaceSync('p{color:rgb(7,8,9)}')
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(7, 8, 9)', 'rgb(7, 8, 9)'])
    const root = (page.getElementById('host') as HTMLElement).attachShadow({ mode: 'open' })
    root.innerHTML = '<p id=inner>y</p>'
    root.adoptedStyleSheets = [sheet]
    expect(joined.difference()).toBeNull()
    const copy = twin(joined.replica, 'host').shadowRoot?.getElementById('inner') as HTMLElement
    expect((copy.ownerDocument.defaultView as Window).getComputedStyle(copy).color).toBe(
      'rgb(7, 8, 9)',
    )
    page.adoptedStyleSheets = []
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)'])
    joined.close()
  })

  it('follow disabled, media and new text', async () => {
    const joined = await joinPage(html('<p id=p>x</p>', '<style id=st>p{color:rgb(1,1,1)}</style>'))
    const style = joined.page.getElementById('st') as HTMLStyleElement
    ;(style.sheet as CSSStyleSheet).disabled = true
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)'])
    ;(style.sheet as CSSStyleSheet).disabled = false
    style.textContent = 'p{color:rgb(2,2,2)}'
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(2, 2, 2)', 'rgb(2, 2, 2)'])
    style.media = 'print'
    expect(styles(joined, 'p', 'color')).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)'])
    joined.close()
  })
})

describe('strict mode', () => {
  it('masks every text and keeps the layout: the rules of a style element still apply', async () => {
    const joined = await joinPage(
      html(
        '<p id=p title=secret-title>secret words here</p>',
        '<style>p{color:rgb(5,5,5)}</style>',
      ),
      { privacy: { mode: 'strict', maskSelectors: [], unmaskSelectors: [] } },
    )
    expect(joined.difference()).toBeNull()
    const copy = twin(joined.replica, 'p')
    expect(copy.textContent).toMatch(/^•+$/)
    expect(copy.outerHTML).not.toContain('secret')
    expect((copy.ownerDocument.defaultView as Window).getComputedStyle(copy).color).toBe(
      'rgb(5, 5, 5)',
    )
    joined.close()
  })
})

describe('scroll', () => {
  it('is mirrored at share time and live, nested too', async () => {
    const joined = await joinPage(
      html(
        '<div id=box style="height:50px;overflow:auto"><div style="height:500px"></div></div><div style="height:3000px"></div>' +
          '<script>box.scrollTop=40;scrollTo(0,120)</script>',
      ),
    )
    await until(() => twin(joined.replica, 'box').scrollTop === 40)
    await until(() => joined.replica.document?.defaultView?.scrollY === 120)
    joined.window.scrollTo(0, 700)
    ;(joined.page.getElementById('box') as HTMLElement).scrollTop = 90
    await until(() => joined.replica.document?.defaultView?.scrollY === 700)
    await until(() => twin(joined.replica, 'box').scrollTop === 90)
    joined.close()
  })
})

it('the size of the tab is mirrored, and followed', async () => {
  const joined = await joinPage(html('<p>x</p>'))
  await until(
    () => joined.replica.viewport?.width === 800 && joined.replica.viewport.height === 600,
  )
  const tab = joined.window.frameElement as HTMLIFrameElement
  tab.width = '500'
  tab.height = '410'
  await until(
    () => joined.replica.viewport?.width === 500 && joined.replica.viewport.height === 410,
  )
  joined.close()
})

it('nodes that come and go cost the page no layout: nothing asks where they are scrolled to', async () => {
  let asked = 0
  const joined = await joinPage(html('<p id=p>x</p>'), {
    // The getter that the capture takes from its own window counts.
    own: true,
    before(page) {
      const view = page.defaultView as Window & typeof globalThis
      const native = Object.getOwnPropertyDescriptor(view.Element.prototype, 'scrollTop')
      const get = inFrontOf(view, native?.get ?? (() => {}), () => asked++)
      Object.defineProperty(view.Element.prototype, 'scrollTop', { ...native, get })
    },
  })
  expect(asked).toBeGreaterThan(0)
  // The audit asks, after a frame, when it costs nothing; the next one is a while away then.
  asked = 0
  await until(() => asked > 0)
  asked = 0
  joined.page.getElementById('p')?.remove()
  joined.page.body.append(joined.page.createElement('div'))
  await new Promise((resolve) => joined.window.requestAnimationFrame(resolve))
  expect(asked).toBe(0)
  expect(joined.difference()).toBeNull()
  joined.close()
})

it('a rule with a combinator follows its ancestors, in closed shadow roots too', async () => {
  const joined = await joinPage(html('<div id=host></div><p id=out><b>open words</b></p>'), {
    privacy: { mode: 'balanced', maskSelectors: ['.private b'], unmaskSelectors: [] },
  })
  const host = joined.page.getElementById('host') as HTMLElement
  const root = host.attachShadow({ mode: 'closed' })
  root.innerHTML = '<section><b>closed words</b></section>'
  const said = (): string => {
    joined.capture.flush()
    const copy = joined.replica.document
    return `${copy?.body.textContent}${copy?.getElementById('host')?.shadowRoot?.textContent}`
  }
  expect(said()).toContain('closed words')
  root.querySelector('section')?.classList.add('private')
  joined.page.getElementById('out')?.classList.add('private')
  expect(said()).not.toMatch(/words/)
  joined.close()
})

describe('stopping', () => {
  it('leaves the page as it was: prototypes, and nothing emitted any more', async () => {
    const names: [string, string][] = [
      ['CSSStyleSheet', 'insertRule'],
      ['Element', 'attachShadow'],
      ['HTMLInputElement', 'value'],
      ['HTMLInputElement', 'files'],
      ['HTMLInputElement', 'stepUp'],
      ['HTMLTextAreaElement', 'setRangeText'],
      ['HTMLSelectElement', 'setCustomValidity'],
      ['HTMLSelectElement', 'selectedIndex'],
    ]
    const joined = await joinPage(html('<p id=p>x</p>'))
    const plain = document.createElement('iframe')
    document.body.append(plain)
    const own = (view: Window): string[] =>
      names.map(([type, name]) => {
        const prototype = (view as unknown as Record<string, { prototype: object }>)[type]
          ?.prototype
        const found = Object.getOwnPropertyDescriptor(prototype ?? {}, name)
        return String(found?.set ?? found?.value)
      })
    joined.capture.stop()
    expect(own(joined.window)).toEqual(own(plain.contentWindow as Window))
    const before = joined.frames.length
    joined.page.body.append('more')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(joined.frames.length).toBe(before)
    plain.remove()
    joined.close()
  })
})
