import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { clickOn } from '../../../test/support/hand.ts'
import { WORDS } from '../../../test/support/toolbar-words.ts'
import { completeBar } from './bar.ts'
import { createHost, type Host } from './host.ts'
import { createToolbar } from './toolbar.ts'

const stops: (() => void)[] = []

beforeEach(() => page.viewport(1000, 700))

afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop()
  sessionStorage.clear()
})

function share(): { host: Host; stopped(): number; button(name: string): HTMLElement } {
  let stopped = 0
  const host = createHost(document, '#4355db')
  const toolbar = createToolbar({
    host,
    agentName: 'Maria',
    startedAt: Date.now(),
    words: WORDS,
    onStop: () => stopped++,
  })
  const parts = {
    ...{ host, toolbar, words: WORDS, agentName: 'Maria' },
    sharing: { capture: null, listen: () => {}, held: null, pause: () => {} },
    captured: { receive: () => {}, mirrored: undefined },
  }
  host.keepOnTop(toolbar.point)
  stops.push(host.remove, toolbar.destroy, completeBar(parts))
  return {
    host,
    stopped: () => stopped,
    button(name) {
      const found = host.root.querySelector<HTMLElement>(`button.${name}`)
      if (!found) throw new Error(`no button ${name}`)
      return found
    },
  }
}

function add<K extends keyof HTMLElementTagNameMap>(tag: K, css = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.style.cssText = css
  document.body.append(element)
  stops.push(() => element.remove())
  return element
}

/** Whether a click on it would reach it. */
function isReachable({ host }: { host: Host }, element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect()
  return host.root.elementFromPoint(x + width / 2, y + height / 2)?.closest('button') === element
}

test('Stop works, and beside the bar the page takes its own clicks', async () => {
  const shared = share()
  const button = add('button', 'position: fixed; inset: 0; z-index: 2147483647')
  let clicks = 0
  button.addEventListener('click', () => clicks++)
  await clickOn(button)
  expect(clicks).toBe(1)
  await clickOn(shared.button('stop'))
  expect(shared.stopped()).toBe(1)
  expect(clicks).toBe(1)
})

test('the border frames the viewport and lets clicks through', () => {
  const { host } = share()
  const border = host.root.querySelector('.border')
  const rect = border?.getBoundingClientRect()
  expect(rect).toMatchObject({ x: 0, y: 0, width: innerWidth, height: innerHeight })
  expect(border && getComputedStyle(border).borderTopWidth).toBe('3px')
  const behind = add('div', 'position: fixed; inset: 0')
  expect(document.elementFromPoint(1, 1)).toBe(behind)
})

test('Stop is reachable above a modal dialog, above a second one, and after they close', async () => {
  const shared = share()
  const dialogs = [
    add('dialog'),
    add('dialog', 'position: fixed; inset: 0; width: 100%; height: 100%'),
  ]
  for (const dialog of dialogs) {
    dialog.showModal()
    await expect.poll(() => isReachable(shared, shared.button('stop'))).toBe(true)
  }
  await clickOn(shared.button('stop'))
  expect(shared.stopped()).toBe(1)
  for (const dialog of dialogs.toReversed()) {
    dialog.close()
    await expect.poll(() => isReachable(shared, shared.button('stop'))).toBe(true)
  }
  expect(document.documentElement.querySelector(':scope > [data-alongside-own]')).not.toBeNull()
  await clickOn(shared.button('stop'))
  expect(shared.stopped()).toBe(2)
})

test('Stop is reachable above a modal dialog in a shadow root and above a popover', async () => {
  const shared = share()
  const dialog = document.createElement('dialog')
  add('div').attachShadow({ mode: 'open' }).append(dialog)
  dialog.showModal()
  await expect.poll(() => isReachable(shared, shared.button('stop')), { timeout: 3000 }).toBe(true)
  dialog.close()
  await expect.poll(() => isReachable(shared, shared.button('stop')), { timeout: 3000 }).toBe(true)
  const popover = add('div', 'inset: 0; width: 100%; height: 100%; border: 0; padding: 0')
  popover.popover = 'manual'
  popover.showPopover()
  await expect.poll(() => isReachable(shared, shared.button('stop'))).toBe(true)
})

test('a page that throws our element out, or the dialog it is in, gets it back', async () => {
  const shared = share()
  document.querySelector('[data-alongside-own]')?.remove()
  await expect.poll(() => isReachable(shared, shared.button('stop')), { timeout: 3000 }).toBe(true)
  const dialog = add('dialog')
  dialog.showModal()
  await expect.poll(() => dialog.querySelector('[data-alongside-own]')).not.toBeNull()
  dialog.remove()
  await expect.poll(() => isReachable(shared, shared.button('stop')), { timeout: 3000 }).toBe(true)
})

test('no style of the page moves, hides or colours the toolbar', () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '[popover], [data-alongside-own] { display: none !important; opacity: 0 !important; inset: 40% !important; transform: scale(0) !important; visibility: hidden !important; pointer-events: none !important }',
  )
  const shared = share()
  const before = shared.button('stop').getBoundingClientRect()
  document.adoptedStyleSheets = [sheet]
  stops.push(() => {
    document.adoptedStyleSheets = []
  })
  expect(shared.button('stop').getBoundingClientRect()).toEqual(before)
  expect(isReachable(shared, shared.button('stop'))).toBe(true)
})

test('the bar becomes a dot, is a dot on the next page, and comes back', async () => {
  const shared = share()
  await clickOn(shared.button('collapse'))
  expect(shared.button('stop').checkVisibility()).toBe(false)
  expect(shared.host.root.activeElement).toBe(shared.button('face'))
  for (const stop of stops.splice(0).reverse()) stop()
  const next = share()
  expect(next.button('stop').checkVisibility()).toBe(false)
  await clickOn(next.button('face'))
  expect(next.button('stop').checkVisibility()).toBe(true)
})

test('the arrow keys move the bar to another corner, and the next page has it there', () => {
  const shared = share()
  const grip = shared.button('grip')
  grip.focus()
  const press = (key: string): boolean =>
    grip.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  press('ArrowUp')
  press('ArrowRight')
  for (const stop of stops.splice(0).reverse()) stop()
  const rect = share().button('stop').getBoundingClientRect()
  expect(rect.y).toBeLessThan(60)
  expect(innerWidth - rect.right).toBeLessThan(60)
})

test('what happens inside the toolbar is not seen by the page', async () => {
  const shared = share()
  const seen: string[] = []
  const types = ['pointerdown', 'mousedown', 'click', 'focusin', 'keydown']
  for (const type of types) {
    const listen = (): void => void seen.push(type)
    document.addEventListener(type, listen)
    stops.push(() => document.removeEventListener(type, listen))
  }
  await clickOn(shared.button('stop'))
  expect(shared.stopped()).toBe(1)
  expect(seen).toEqual([])
})
