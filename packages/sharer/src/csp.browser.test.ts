import * as later from '@alongside/capture/parts'
import * as recognise from '@alongside/capture/recognise'
import { createOverlay } from '@alongside/overlay'
import type { NodeId } from '@alongside/protocol'
import { expect, test } from 'vitest'
import { WORDS } from '../../../test/support/toolbar-words.ts'
import { CONFIG, deadSocket } from '../test/no-network.ts'
import * as bar from './bar.ts'
import { createHost } from './host.ts'
import { startSharer } from './index.ts'
import * as presence from './presence.ts'
import { openPreview } from './preview.ts'

test('everything is drawn on a page that allows no inline style, no image and no markup from strings', async () => {
  const violations: string[] = []
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(event.violatedDirective)
  })
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content =
    "style-src 'none'; img-src 'none'; font-src 'none'; connect-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
  document.head.append(policy)

  const sharer = startSharer({
    later,
    recognise,
    bar,
    presence,
    sessionId: 'session',
    agentName: 'Maria',
    tabId: 'tab',
    ticket: async () => ({ ticket: 'ticket', websocketUrl: 'ws://127.0.0.1' }),
    issuerKey: null,
    config: CONFIG,
    deployment: { id: 'demo', domains: [] },
    startedAt: Date.now(),
    words: WORDS,
    onEnded: () => {},
    stop: () => {},
    connect: deadSocket,
  })
  const overlay = createOverlay({
    root: document.body,
    party: 'agent',
    name: 'Maria',
    rectOf: () => new DOMRect(10, 10, 100, 100),
    style: 'css-sheet',
  })
  overlay.click({ node: 1 as NodeId, x: 0.5, y: 0.5 })
  const cursor = document.body.querySelector('[data-alongside-own]')?.shadowRoot?.firstElementChild
  expect(cursor?.getBoundingClientRect()).toMatchObject({ x: 60, y: 60 })
  await new Promise((done) => setTimeout(done, 100))
  overlay.destroy()
  sharer.stop()
  expect(violations).toEqual([])

  // The policy is real: what we did not do would have been seen.
  const style = document.createElement('style')
  style.textContent = 'b { color: red }'
  document.head.append(style)
  await expect.poll(() => violations).toContain('style-src-elem')
})

test('where the page lets no style be drawn, the preview says so and draws nothing', async () => {
  const host = createHost(document, '#4355db')
  const bar = document.createElement('div')
  host.root.append(bar)
  const received: Uint8Array[] = []
  const preview = openPreview({
    ...{ root: host.root, bar, agentName: 'Maria', marked: false },
    words: { language: 'en', direction: 'ltr' },
    capture: () => ({ receive: (frame) => received.push(frame) }),
    subpage: () => {},
    mark: () => {},
    closed: () => {},
  })
  expect(host.root.querySelector('.preview-note')?.textContent).toContain('does not let the copy')
  expect(host.root.querySelector('iframe')).toBeNull()
  await new Promise((done) => setTimeout(done, 50))
  expect(received).toEqual([])
  preview.close()
  host.remove()
})
