import { afterEach, expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'
import { pixelDifference } from './pixels.ts'

const FONT = new URL(
  '../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  import.meta.url,
).href
const MARKUP = `<!doctype html><html lang=en><title>t</title>
  <style>@font-face{font-family:X;src:url(${FONT})}</style>
  <style>h1{font-size:40px}.row{display:flex;gap:8px}.row>*{padding:4px}</style>
  <h1 id=h>Heading</h1><p id=p><span id=x style="font:24px X">Hamburgefonstiv</span></p>
  <div class=row><b id=b>one</b><i>two</i></div>`

let joined: Joined
afterEach(() => joined.close())

/** A page whose places were compared once, and found to be as they are. */
async function open(markup = MARKUP): Promise<Document> {
  joined = await joinPage(markup)
  await compared(0)
  return joined.replica.document as Document
}

/** One more comparison, and what follows of it. */
async function compared(rest = 700): Promise<void> {
  const { boxes } = joined.replica.stats
  await until(() => {
    joined.capture.flush()
    return joined.replica.stats.boxes > boxes && joined.replica.pendingAssets === 0
  })
  await new Promise((resolve) => setTimeout(resolve, rest))
}

it('finds a rule that is not what it was, and a font that is lost, and makes the sheets anew', async () => {
  const copy = await open()
  const rule = copy.styleSheets[2]?.cssRules[0] as CSSStyleRule
  expect(rule.selectorText).toBe('h1')
  rule.style.fontSize = '20px'
  const font = copy.styleSheets[1]?.cssRules[0] as CSSFontFaceRule
  font.style.setProperty('src', 'local("no such font")')
  expect(await pixelDifference(joined)).toMatch(/pixels differ/)
  await compared()
  await until(() => joined.replica.document?.fonts.status === 'loaded')
  expect(await pixelDifference(joined)).toBeNull()
  expect(joined.replica.stats).toMatchObject({ layouts: 1, heals: 1, mismatches: 0 })
  expect(joined.replica.fidelity).toEqual([])
})

it('a sheet that is switched off is found', async () => {
  const copy = await open()
  ;(copy.styleSheets[2] as CSSStyleSheet).disabled = true
  await compared()
  expect(joined.replica.stats.heals).toBe(1)
  expect(await pixelDifference(joined)).toBeNull()
})

it('what no heal helps against is noted where it is, once, until it is right', async () => {
  const copy = await open()
  const frame = copy.defaultView?.frameElement as HTMLElement
  const { width } = frame.style
  frame.style.width = '700px'
  await compared()
  await until(() => joined.replica.fidelity.length > 0)
  await compared(350)
  const ids = ['.row', '#p', '#h'].map((it) =>
    joined.capture.idOf(joined.page.querySelector(it) as Element),
  )
  for (const { id, reason } of joined.replica.fidelity) {
    expect(reason).toBe('layout')
    expect(ids).toContain(id)
  }
  expect(joined.replica.stats).toMatchObject({ layouts: 1, heals: 1 })
  frame.style.width = width
  await compared(0)
  expect(joined.replica.fidelity).toEqual([])
})

it('masks, and what their size decides, are no difference', async () => {
  const text = 'a text of some length, which is told as none'
  await open(
    `<!doctype html><title>t</title><style>.row{display:flex}td{border:1px solid}</style>
    <div class=row><p>before</p><p data-alongside-mask>${text}</p><p>${text} ${text}</p></div>
    <table><tr><td>cell<td data-alongside-mask>${text}</table>
    <p>inline <b data-alongside-mask>${text}</b> <i>after ${text} ${text}</i></p>
    <h2>below</h2><div data-alongside-block style="width:90px">x</div><canvas></canvas><img src="/none.png" alt="${text}">`,
  )
  await compared(350)
  expect(joined.replica.stats).toMatchObject({ layouts: 0, heals: 0 })
  expect(joined.replica.fidelity.filter(({ reason }) => reason === 'layout')).toEqual([])
})

it('nothing is compared while the page moves', async () => {
  joined = await joinPage(`<!doctype html><title>t</title>
    <style>@keyframes k{to{width:9000px}}#m{width:0;animation:k 60s linear}</style><div id=m>x</div>`)
  const { capture, replica } = joined
  await until(() => capture.stats)
  for (let i = 0; i < 10; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    capture.flush()
  }
  expect(replica.stats.boxes).toBe(0)
})
