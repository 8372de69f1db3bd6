import type { NodeId, Place } from '@alongside/protocol'
import { afterEach, expect, test } from 'vitest'
import { createOverlay, type Overlay, type OverlayOptions } from './index.ts'

const NODE = 1 as NodeId
const stops: (() => void)[] = []

afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop()
  scrollTo(0, 0)
})

/** A box of 80 by 40 px at (200, 900) of a tall page, and an overlay over the viewport or over `root`. */
function scene(options: Partial<OverlayOptions> = {}): {
  overlay: Overlay
  box: HTMLElement
  cursor(): { x: number; y: number; state: string; shape: string }
  rings(): HTMLElement[]
} {
  const tall = document.createElement('div')
  tall.style.cssText = 'position: relative; height: 3000px'
  const box = document.createElement('div')
  box.style.cssText = 'position: absolute; left: 200px; top: 900px; width: 80px; height: 40px'
  tall.append(box)
  const root = document.createElement('div')
  root.style.cssText = 'position: fixed; inset: 0; pointer-events: none'
  document.body.append(tall, root)
  const overlay = createOverlay({
    root,
    party: 'agent',
    name: 'Maria',
    rectOf: (id) => (id === NODE ? box.getBoundingClientRect() : null),
    style: 'css-sheet',
    ...options,
  })
  stops.push(
    () => tall.remove(),
    () => root.remove(),
    () => overlay.destroy(),
  )
  const layer = (options.root ?? root).querySelector('[data-alongside-own]')
  const find = (selector: string): HTMLElement[] => [
    ...(layer?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
  ]
  return {
    overlay,
    box,
    cursor() {
      const [cursor] = find('.cursor')
      const rect = cursor?.getBoundingClientRect() ?? new DOMRect()
      const { state = '', shape = '' } = cursor?.dataset ?? {}
      return { x: rect.x, y: rect.y, state, shape }
    },
    rings: () => find('.ring, .core'),
  }
}

const place = (x: number, y: number, node = NODE): Place => ({ node, x, y })
const frames = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((done) => requestAnimationFrame(done))
}

test.each([
  [0, 0],
  [0.5, 0.5],
  [1, 1],
  [0.25, 0.8],
])('the arrow points at (%f, %f) of the element, however the page is scrolled', (x, y) => {
  const { overlay, box, cursor } = scene()
  for (const top of [600, 700.5, 880]) {
    scrollTo(0, top)
    overlay.pointer(place(x, y))
    overlay.pointer(null)
    overlay.pointer(place(x, y))
    const rect = box.getBoundingClientRect()
    expect(Math.abs(cursor().x - (rect.x + rect.width * x))).toBeLessThan(1)
    expect(Math.abs(cursor().y - (rect.y + rect.height * y))).toBeLessThan(1)
  }
})

test('above a replica the arrow follows scale and offset', () => {
  const scaled = { scale: 0.4, offset: { x: 30, y: 12 } }
  const { overlay, cursor } = scene({
    rectOf: () => new DOMRect(500, 300, 200, 100),
    scale: () => scaled.scale,
    offset: () => scaled.offset,
  })
  overlay.pointer(place(0.5, 0.5))
  expect(cursor()).toMatchObject({ x: 30 + 600 * 0.4, y: 12 + 350 * 0.4 })
  scaled.scale = 0.5
  overlay.refresh()
  expect(cursor()).toMatchObject({ x: 330, y: 187 })
})

test('a cursor on its way arrives, and keeps to its element when the page scrolls below it', async () => {
  const { overlay, box, cursor } = scene()
  scrollTo(0, 700)
  overlay.pointer(place(0, 0))
  overlay.pointer(place(1, 1))
  const start = cursor()
  expect(start.x).toBeLessThan(box.getBoundingClientRect().right)
  await frames(60)
  expect(cursor()).toMatchObject({
    x: box.getBoundingClientRect().right,
    y: box.getBoundingClientRect().bottom,
  })
  scrollTo(0, 760)
  overlay.refresh()
  expect(cursor().y).toBe(box.getBoundingClientRect().bottom)
})

test('a place out of view is shown at the edge with its direction', () => {
  const { overlay, cursor } = scene()
  scrollTo(0, 0)
  overlay.pointer(place(0.5, 0.5))
  const below = cursor()
  expect(below.shape).toBe('away')
  expect(below.x).toBe(240)
  expect(below.y).toBeLessThan(innerHeight)
  scrollTo(0, 2000)
  overlay.refresh()
  expect(cursor().shape).toBe('away')
  expect(cursor().y).toBeGreaterThan(0)
  expect(cursor().y).toBeLessThan(40)
})

test('a cursor whose node is not there is not drawn, and goes when the pointer leaves', () => {
  const { overlay, cursor } = scene()
  overlay.pointer(place(0.5, 0.5, 7 as NodeId))
  expect(cursor().state).toBe('gone')
  overlay.pointer(place(0.5, 0.5))
  expect(cursor().state).toBe('here')
  overlay.pointer(null)
  expect(cursor().state).toBe('gone')
})

test('a click of the agent is a double ring, one of the customer a single one, and both go away', async () => {
  const agent = scene()
  scrollTo(0, 700)
  agent.overlay.click(place(0.5, 0.5))
  const customer = scene({ party: 'customer' })
  customer.overlay.click(place(0.5, 0.5))
  expect(agent.rings().map((ring) => ring.className)).toEqual(['ring', 'ring second', 'core'])
  expect(customer.rings().map((ring) => ring.className)).toEqual(['ring', 'core'])
  const colors = [agent, customer].map(
    (it) => getComputedStyle(it.rings()[0] ?? it.box).borderColor,
  )
  expect(colors[0]).not.toBe(colors[1])
  await expect.poll(() => [...agent.rings(), ...customer.rings()].length, { timeout: 3000 }).toBe(0)
})

test('a flood of clicks leaves a bounded number of marks', () => {
  const { overlay, rings } = scene()
  for (let i = 0; i < 500; i++) overlay.click(place(0.5, 0.5))
  expect(rings().length).toBeLessThanOrEqual(24)
})

test('the layer takes no event, whatever the page says about its divs', () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('div { pointer-events: auto !important; background: red !important }')
  document.adoptedStyleSheets = [sheet]
  stops.push(() => {
    document.adoptedStyleSheets = []
  })
  const { overlay, box } = scene({ root: document.body })
  scrollTo(0, 700)
  overlay.pointer(place(0.5, 0.5))
  overlay.click(place(0.5, 0.5))
  const rect = box.getBoundingClientRect()
  const [top] = document.elementsFromPoint(rect.x + 40, rect.y + 20)
  expect(top?.hasAttribute('data-alongside-own')).toBe(false)
})

test('a name is text, never markup', () => {
  const { overlay } = scene({ name: '<img src=x onerror=alert(1)>', root: document.body })
  overlay.pointer(place(0.5, 0.5))
  const root = document.querySelector('[data-alongside-own]')?.shadowRoot
  expect(root?.querySelector('img')).toBeNull()
  expect(root?.querySelector('.name')?.textContent).toContain('<img')
})

test('destroy leaves nothing', () => {
  const before = document.body.childElementCount
  const { overlay } = scene({ root: document.body })
  overlay.pointer(place(0.5, 0.5))
  overlay.destroy()
  expect(document.querySelector('[data-alongside-own]')).toBeNull()
  expect(document.body.childElementCount).toBe(before + 2)
})

test('without a cursor of its own, a party shows its clicks only', () => {
  const { overlay, cursor, rings, box } = scene({ cursor: false })
  box.scrollIntoView()
  overlay.pointer(place(0.5, 0.5))
  overlay.click(place(0.5, 0.5))
  overlay.refresh()
  expect(cursor().state).toBe('')
  expect(rings()).toHaveLength(3)
})
