import * as later from '@alongside/capture/parts'
import * as recognise from '@alongside/capture/recognise'
import { afterEach, expect, test } from 'vitest'
import { clickOn, press } from '../../../test/support/hand.ts'
import { WORDS } from '../../../test/support/toolbar-words.ts'
import { CONFIG, deadSocket } from '../test/no-network.ts'
import * as bar from './bar.ts'
import { type Sharer, startSharer } from './index.ts'
import * as presence from './presence.ts'

const OWN = '[data-alongside-own]'
const attachShadow = Element.prototype.attachShadow
let sharer: Sharer | null = null

afterEach(() => {
  sharer?.stop()
  sharer = null
  Element.prototype.attachShadow = attachShadow
  sessionStorage.clear()
})

const OPTIONS = {
  sessionId: 'session',
  agentName: 'Maria',
  tabId: 'tab',
  ticket: async () => ({ ticket: 'ticket', websocketUrl: 'ws://127.0.0.1' }),
  issuerKey: null,
  config: CONFIG,
  deployment: { id: 'demo', domains: [] },
  startedAt: Date.now(),
  words: WORDS,
  connect: deadSocket,
}

/** Shares over a socket that is dead. `log` has, for each callback, whether anything of ours was still there. */
function share(): { log: string[]; stopButton: HTMLElement; before: string } {
  const roots: ShadowRoot[] = []
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init)
    roots.push(root)
    return root
  }
  const before = document.documentElement.outerHTML
  const log: string[] = []
  const note = (what: string) => (): void => {
    log.push(`${what}, ${document.documentElement.outerHTML === before ? 'clean' : 'not clean'}`)
  }
  sharer = startSharer({
    ...OPTIONS,
    later,
    recognise,
    bar,
    presence,
    onEnded: note('ended'),
    stop: note('stop'),
  })
  const stopButton = roots.map((it) => it.querySelector<HTMLElement>('button.stop')).find(Boolean)
  if (!stopButton) throw new Error('no Stop')
  return { log, stopButton, before }
}

test('Stop with a dead socket removes everything before the click is over, then tells', async () => {
  const { log, stopButton, before } = share()
  let during: string | null = null
  const look = (): void => {
    // A task later nothing may be left; the click event's own listeners have run by now.
    during = document.documentElement.outerHTML
  }
  stopButton.addEventListener('click', look)
  await clickOn(stopButton)
  expect(during).toBe(before)
  expect(log).toEqual(['stop, clean'])
})

test('Escape twice stops, wherever the focus is and even when the page swallows the key', async () => {
  const { log } = share()
  const swallow = (event: Event): void => event.stopImmediatePropagation()
  document.addEventListener('keydown', swallow, { capture: true })
  await press('Escape', 'Escape')
  document.removeEventListener('keydown', swallow, { capture: true })
  expect(log).toEqual(['stop, clean'])
})

test('Escape once, Escape made by a script, and Escape with another key between do not stop', async () => {
  const { log } = share()
  for (let i = 0; i < 4; i++) window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  await press('Escape', 'Shift', 'Escape')
  expect(log).toEqual([])
  expect(document.querySelector(OWN)).not.toBeNull()
})

test('no script of the page can stop or reach the toolbar through its element', () => {
  const { log } = share()
  const host = document.querySelector(OWN)
  expect(host?.shadowRoot).toBeNull()
  host?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
  expect(log).toEqual([])
})

test('the caller ends it without being called back, and a second end does nothing', async () => {
  const { log, before } = share()
  sharer?.stop('agent_ended')
  expect(document.documentElement.outerHTML).toBe(before)
  sharer?.stop()
  await press('Escape')
  await press('Escape')
  expect(log).toEqual([])
})

test('a session that is over before it begins is told once, with nothing left on the page', async () => {
  const before = document.documentElement.outerHTML
  const ended: string[] = []
  sharer = startSharer({
    later,
    recognise,
    bar,
    presence,
    ...OPTIONS,
    ticket: () => Promise.reject(Object.assign(new Error('over'), { code: 'session_ended' })),
    onEnded: (reason) => ended.push(reason),
    stop: () => ended.push('stop'),
  })
  await expect.poll(() => ended).toEqual(['failed'])
  expect(document.documentElement.outerHTML).toBe(before)
})
