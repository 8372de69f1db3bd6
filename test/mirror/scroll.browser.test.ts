import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { feature, type Side, twin } from './feature.ts'
import { joinPage, until } from './joined.ts'
import { sheetAddress } from './sheet-parts.ts'

const ROWS = '<p>text</p>'.repeat(80)
const BOX = 'overflow:auto;width:200px;height:90px'
const noScroll = (op: Op): Op | null => (op.op === 'scroll' ? null : op)

/** Both windows stand at the same place, which is not the beginning. */
function sameScroll({ page, replica }: Side): void {
  const [a, b] = [page, replica].map((of) => of.defaultView)
  expect([b?.scrollX, b?.scrollY]).toEqual([a?.scrollX, a?.scrollY])
  expect((a?.scrollX ?? 0) + (a?.scrollY ?? 0)).not.toBe(0)
}

feature('the document scrolls both ways [line 27]', {
  markup: `<div style="width:3000px">${ROWS}</div>`,
  change: (page) => page.defaultView?.scrollTo(220, 330),
  check: sameScroll,
  without: noScroll,
  pixels: true,
})

it('a page that was scrolled when it was shared stays where it goes, whatever arrives later', async () => {
  const joined = await joinPage(`<!doctype html><title>t</title>${ROWS}`, {
    before: (page) => page.defaultView?.scrollTo(0, 500),
  })
  const copy = await until(() => joined.replica.document?.defaultView)
  await until(() => copy.scrollY === 500)
  joined.window.scrollTo(0, 0)
  await until(() => copy.scrollY === 0)
  const link = joined.page.createElement('link')
  link.rel = 'stylesheet'
  link.href = sheetAddress('p{color:rgb(1,2,3)}')
  joined.page.head.append(link)
  await until(() => {
    const p = copy.document.querySelector('p')
    return p && copy.getComputedStyle(p).color === 'rgb(1, 2, 3)'
  })
  await new Promise((resolve) => setTimeout(resolve))
  expect(copy.scrollY).toBe(0)
  joined.close()
})

it('the replica keeps no scroller at its content by itself: where each stands is told', async () => {
  const joined = await joinPage(
    `<!doctype html><title>t</title><div id=a style="${BOX}">${ROWS}</div>`,
  )
  const { page } = joined
  twin(page, 'a').scrollTop = 200
  const copy = await until(() => joined.replica.document)
  await until(() => twin(copy, 'a').scrollTop === 200)
  // Not by the page: what a browser does here it would do there.
  const above = copy.createElement('div')
  above.style.height = '300px'
  twin(copy, 'a').prepend(above)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(twin(copy, 'a').scrollTop).toBe(200)
  joined.close()
})

feature('nested scrollers, one in the other [line 27]', {
  markup: `<div id=a style="${BOX}">${ROWS}<div id=b style="${BOX}"><p style="width:900px">${ROWS}</div></div>`,
  change(page) {
    twin(page, 'a').scrollTo(0, 1e5)
    twin(page, 'b').scrollTo(70, 140)
  },
  without: noScroll,
})

feature('a page of smooth scrolling stands where it is, at once [line 27]', {
  markup: `<style>*{scroll-behavior:smooth}</style><div id=a style="${BOX}">${ROWS}</div>${ROWS}`,
  async change(page) {
    const [view, box] = [page.defaultView, twin(page, 'a')]
    view?.scrollTo({ top: 400, behavior: 'instant' })
    box.scrollTo({ top: 300, behavior: 'smooth' })
    await until(() => box.scrollTop === 300)
  },
  check(side) {
    sameScroll(side)
    // Nothing is on its way: the next read is the same.
    expect(twin(side.replica, 'a').scrollTop).toBe(300)
  },
  without: noScroll,
})

feature('a scroller from right to left stands at negative offsets', {
  markup: `<div dir=rtl id=a style="${BOX}"><p style="width:900px">wide</p></div>`,
  change: (page) => twin(page, 'a').scrollTo(-150, 0),
  check: ({ replica }) => expect(twin(replica, 'a').scrollLeft).toBe(-150),
  without: (op) => (op.op === 'scroll' ? { ...op, x: Math.abs(op.x) } : op),
})

feature('a vertical writing mode that begins at the right', {
  markup: `<div id=a style="${BOX};writing-mode:vertical-rl">${ROWS}</div>`,
  change: (page) => twin(page, 'a').scrollTo(-250, 0),
  without: noScroll,
})

feature('a snapping scroller, and one that stands between two places', {
  markup: `<style>.s{${BOX};scroll-snap-type:y mandatory}.s div{height:70px;scroll-snap-align:start}</style>
    <div id=a class=s>${'<div>x</div>'.repeat(9)}</div><div id=b class=s>${'<div>x</div>'.repeat(9)}</div>`,
  change(page) {
    twin(page, 'a').scrollTo(0, 100)
    // As it is in the middle of a movement by hand.
    const b = twin(page, 'b')
    b.style.scrollSnapType = 'none'
    b.scrollTo(0, 100)
  },
  check: ({ page, replica }) =>
    expect(['a', 'b'].map((id) => twin(replica, id).scrollTop)).toEqual(
      ['a', 'b'].map((id) => twin(page, id).scrollTop),
    ),
  without: noScroll,
})

feature('an anchor that a link leads to', {
  markup: `<a id=k href="#there">k</a>${ROWS}<h2 id=there>there</h2>${ROWS}`,
  async change(page) {
    twin(page, 'k').click()
    await until(() => page.defaultView?.scrollY)
  },
  check: sameScroll,
  without: noScroll,
})

feature('something in skipped content that a script scrolls to', {
  markup: `<style>section{content-visibility:auto;contain-intrinsic-size:0 500px}</style>${`<section>${ROWS}</section>`.repeat(6)}
    <section><div id=a style="${BOX}">${ROWS}</div></section>`,
  change(page) {
    twin(page, 'a').scrollIntoView({ block: 'center' })
    twin(page, 'a').scrollTop = 120
  },
  check: sameScroll,
  without: noScroll,
})

feature('a scroller whose content comes after its position is told', {
  markup: `<style>@keyframes grow{from{height:0}to{height:3000px}}#in{animation:grow 1ms forwards}
    .slow #in{animation-delay:var(--late,0s)}</style><div id=a style="${BOX}" class=slow><div id=in></div></div>`,
  async before(page) {
    await until(() => twin(page, 'a').scrollHeight > 2000)
  },
  change: (page) => twin(page, 'a').scrollTo(0, 700),
  without: noScroll,
})

feature('text fields, a list and a single line scroll', {
  markup: `<textarea id=a rows=3>${'line\n'.repeat(40)}</textarea>
    <select id=b size=3>${'<option>o</option>'.repeat(40)}</select>
    <input id=c size=5 value="${'long '.repeat(20)}">`,
  change(page) {
    twin(page, 'a').scrollTop = 200
    twin(page, 'b').scrollTop = 100
    twin(page, 'c').scrollLeft = 60
  },
  check: ({ page }) =>
    expect(twin(page, 'a').scrollTop * twin(page, 'b').scrollTop).toBeGreaterThan(0),
  without: noScroll,
})

feature('a sticky header stands at the same px', {
  markup: `<header id=h style="position:sticky;top:7px;height:20px">h</header>${ROWS}<div id=a style="${BOX}">
    <b id=i style="position:sticky;top:3px;display:block">i</b>${ROWS}</div>${ROWS}`,
  change(page) {
    page.defaultView?.scrollTo(0, 512)
    twin(page, 'a').scrollTo(0, 77)
  },
  check({ replica }) {
    expect(twin(replica, 'h').getBoundingClientRect().y).toBeCloseTo(7, 0)
  },
  without: noScroll,
})

feature('scrollers in a frame and in a shadow root', {
  markup: `<iframe id=f width=300 height=150></iframe><div id=host></div>`,
  before(page) {
    const inner = twin<HTMLIFrameElement>(page, 'f').contentDocument
    if (inner) inner.body.innerHTML = `<div id=a style="${BOX}">${ROWS}</div>${ROWS}`
    twin(page, 'host').attachShadow({ mode: 'open' }).innerHTML =
      `<div style="${BOX}">${ROWS}</div>`
  },
  change(page) {
    const inner = twin<HTMLIFrameElement>(page, 'f').contentDocument
    inner?.defaultView?.scrollTo(0, 111)
    inner?.getElementById('a')?.scrollTo(0, 44)
    twin(page, 'host').shadowRoot?.querySelector('div')?.scrollTo(0, 99)
  },
  without: noScroll,
})

feature('a scroller that is hidden when sharing starts comes back where it was', {
  markup: `<div id=a style="${BOX}">${ROWS}</div>`,
  async before(page) {
    twin(page, 'a').scrollTop = 150
    await frames(page)
    twin(page, 'a').style.display = 'none'
    await frames(page)
  },
  change(page) {
    twin(page, 'a').style.removeProperty('display')
  },
  check: ({ page }) => expect(twin(page, 'a').scrollTop).toBe(150),
  without: noScroll,
  modes: ['while sharing'],
})

feature('a scroller that moves begins anew, at both ends', {
  markup: `<div id=a style="${BOX}">${ROWS}</div><p>text</p><img id=i alt="">`,
  before: (page) => {
    twin(page, 'a').scrollTop = 150
  },
  change: (page) => page.body.append(twin(page, 'a')),
  check: ({ page }) => expect(twin(page, 'a').scrollTop).toBe(0),
  modes: ['while sharing'],
  // As an engine that takes what it was told last for what is.
  without: (op) => (op.op === 'attach' || op.op === 'detach' ? null : op),
})

feature('a page gone to another length stands where the customer stands', {
  markup: `<div id=a style="${BOX}"><div id=in style="height:900px"></div></div>`,
  async before(page) {
    twin(page, 'a').scrollTop = 700
    await frames(page)
  },
  async change(page) {
    twin(page, 'in').style.height = '300px'
    await until(() => twin(page, 'a').scrollTop === 210)
    twin(page, 'in').style.height = '900px'
  },
  without: (op) =>
    op.op === 'attribute' && op.value === 'height: 300px;' ? null : op.op === 'scroll' ? null : op,
})

async function frames(page: Document): Promise<void> {
  for (let i = 0; i < 2; i++)
    await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
}
