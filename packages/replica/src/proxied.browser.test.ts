import { afterEach, expect, it } from 'vitest'
import { BASE, openPage, sheetOp, type TestPage, until } from '../test/open-page.ts'
import type { FidelityReason } from './fidelity.ts'

let page: TestPage
afterEach(() => page.destroy())

const OTHER = 'https://other.example/'
const MARKUP = `<link id=l><p style="font-family:own">a<p style="font-family:other">b
  <img id=shown src="${OTHER}shown.png"><img id=svg src="${OTHER}drawing.svg"><img id=gone src="${OTHER}gone.png">
  <img id=query src="${OTHER}query.png?~1a2b"><img id=blob src="blob:${OTHER}1">`
const FACES = `@font-face{font-family:own;src:url(own.woff2)}
  @font-face{font-family:other;src:url(${OTHER}other.woff2)}`

it('what the customer’s browser shows and cannot read is asked of the proxy, and noted', async () => {
  const asked: [string, boolean][] = []
  page = openPage(MARKUP, {
    async proxy(url, shared) {
      asked.push([url, shared])
      if (url.includes('gone')) throw new Error('no answer')
      const type = /png/.test(url) ? 'image/png' : /svg/.test(url) ? 'image/svg+xml' : 'font/woff2'
      return new Blob(['bytes'], { type })
    },
  })
  page.apply({ op: 'page', url: BASE, title: '' }, sheetOp(1, page.id('#l'), FACES))
  await until(() => page.requests.length === 7)
  for (const request of page.requests) page.refuse(request, 'unreadable')
  expect(page.replica.pendingAssets).toBeGreaterThan(0)
  await until(() => page.replica.pendingAssets === 0)
  const reasonsOf = (selector: string): FidelityReason[] =>
    page.replica.fidelity.filter(({ id }) => id === page.id(selector)).map(({ reason }) => reason)
  await until(() => reasonsOf('#l').length > 0)

  // Only the customer knows the whole of the one address, and only their browser has the other.
  expect(asked.sort()).toEqual([
    [`${OTHER}drawing.svg`, false],
    [`${OTHER}gone.png`, false],
    [`${OTHER}other.woff2`, true],
    [`${OTHER}shown.png`, false],
    [`${BASE}own.woff2`, false],
  ])
  expect(page.get('#shown').getAttribute('src')).toMatch(/^blob:/)
  expect(reasonsOf('#shown')).toEqual(['proxied'])
  expect(reasonsOf('#l')).toEqual(['proxied'])
  for (const selector of ['#svg', '#gone', '#query', '#blob'])
    expect([selector, reasonsOf(selector)]).toEqual([selector, ['image']])
})

it('what may not be read is not asked of anybody', async () => {
  let asked = 0
  page = openPage(`<img src="${OTHER}masked.png">`, {
    async proxy() {
      asked++
      return new Blob()
    },
  })
  for (const request of page.requests) page.refuse(request)
  expect([page.requests.length, page.replica.pendingAssets, asked]).toEqual([1, 0, 0])
})
