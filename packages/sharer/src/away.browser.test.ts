import type { Away } from '@alongside/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { observeAway } from './away.ts'
import type { Stop } from './guard.ts'

let frame: HTMLIFrameElement
let page: Window & typeof globalThis
let told: (Away | null)[] = []
let stop: Stop = () => {}
/** What the page's `open` gives. */
let opens: object | null = {}

beforeEach(async () => {
  vi.useFakeTimers()
  frame = document.createElement('iframe')
  // Without popups: a tab that is opened would stand before the tests that come after these, which are not drawn then.
  frame.setAttribute('sandbox', 'allow-same-origin allow-scripts')
  document.body.append(frame)
  page = frame.contentWindow as typeof page
  page.document.body.innerHTML =
    '<a id=blank href=/x target=_blank>a</a><a id=here href=#x>b</a><a id=framed href=/x target=inner>c</a><a id=no target=_blank>d</a><iframe name=inner></iframe><form id=form target=_blank action=/x><input name=target></form>'
  page.open = () => opens as Window
  told = []
  stop = observeAway(page, ['shop.localhost', '.shop.localhost'], (at) => told.push(at))
})
afterEach(() => {
  stop()
  frame.remove()
  vi.useRealTimers()
})

function press(id: string, init: MouseEventInit = {}, type = 'click'): void {
  const event = new page.MouseEvent(type, { bubbles: true, cancelable: true, ...init })
  page.document.getElementById(id)?.dispatchEvent(event)
  vi.advanceTimersByTime(1)
}

test('links and forms that lead to another tab are told of, and that this is news for a while only', () => {
  press('blank')
  expect(told).toEqual(['tab'])
  press('blank')
  expect(told).toEqual(['tab'])
  vi.advanceTimersByTime(8000)
  expect(told).toEqual(['tab', null])
  press('here', { ctrlKey: true })
  press('here', { button: 1 }, 'auxclick')
  vi.advanceTimersByTime(8000)
  const submit = new page.SubmitEvent('submit', { bubbles: true, cancelable: true })
  page.document.getElementById('form')?.dispatchEvent(submit)
  vi.advanceTimersByTime(1)
  expect(told).toEqual(['tab', null, 'tab', null, 'tab'])
})

test('what the page forbids, what stays here, goes to a frame or leads nowhere is not', () => {
  press('here')
  press('framed')
  press('no')
  page.document.addEventListener('click', (event) => event.preventDefault())
  press('blank')
  expect(told).toEqual([])
})

test('the page’s own open is heard, gives what it gives, and is as before afterwards', () => {
  const { open } = page
  stop()
  const before = page.open
  expect(before).not.toBe(open)
  stop = observeAway(page, [], (at) => told.push(at))
  expect(page.open('/x', '_self')).toBe(opens)
  opens = page
  page.open('/x', 'inner')
  opens = null
  page.open('/x')
  expect(told).toEqual([])
  page.open('/x', '', 'noopener')
  expect(told).toEqual(['tab'])
  opens = {}
  vi.advanceTimersByTime(8000)
  expect(page.open('/x', 'help')).toBe(opens)
  expect(told).toEqual(['tab', null, 'tab'])
  stop()
  expect(page.open).toBe(before)
})

test('sites that are none of the deployment’s are told of, and nothing that leads to no page', () => {
  const go = (url: string, more: object = {}): void => {
    const event = { destination: { url }, hashChange: false, downloadRequest: null, ...more }
    page.navigation?.dispatchEvent(Object.assign(new Event('navigate'), event))
  }
  go('http://shop.localhost/cart')
  go('http://help.shop.localhost/')
  go('mailto:help@shop.localhost')
  go('http://elsewhere.localhost/file', { downloadRequest: '' })
  expect(told).toEqual([])
  go('http://elsewhere.localhost/?secret')
  go('http://evil-shop.localhost/')
  expect(told).toEqual(['site'])
  go('http://help.shop.localhost/')
  expect(told).toEqual(['site', null])
})
