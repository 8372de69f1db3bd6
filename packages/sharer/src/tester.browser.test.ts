import type { CaptureHost, PrivacyRules } from '@alongside/capture/core'
import { DEFAULT_RULES, startCapture } from '@alongside/capture/core'
import { type Explanation, explain } from '@alongside/capture/explain'
import { createRecogniser } from '@alongside/capture/recognise'
import type { CobrowseConfig } from '@alongside/protocol/api'
import { afterEach, expect, it } from 'vitest'
import { changed, differences, hiding, opposite, showing } from './rule-changes.ts'
import { neighbour, type Where } from './tester/watched.ts'

// What is said of an element is what the capture has decided of it.

const MARKUP = `
  <p id="plain">Hello</p>
  <p id="number">Card 5105 1051 0510 5100</p>
  <p id="named">Hello</p>
  <div id="section"><p id="inner">Hello</p></div>
  <p id="marked" data-alongside-mask>Hello</p>
  <section data-alongside-block><p id="blocked">Hello</p></section>
  <input id="password" type="password">
  <input id="card" autocomplete="cc-number">
  <input id="phone" autocomplete="tel">`

let stop = (): void => {}
let host: CaptureHost | undefined
afterEach(() => {
  stop()
  document.body.replaceChildren()
})

async function explained(rules: Partial<PrivacyRules>): Promise<(id: string) => Explanation> {
  document.body.innerHTML = MARKUP
  const recogniser = createRecogniser()
  const privacy = { ...DEFAULT_RULES, ...rules }
  const first = Promise.withResolvers<void>()
  const capture = startCapture({
    emit: () => first.resolve(),
    privacy: () => privacy,
    slice: 1_000,
    recogniser,
    parts: [
      (mirrored) => {
        host = mirrored
        return {}
      },
    ],
  })
  stop = capture.stop
  await first.promise
  return (id) =>
    explain(
      document.querySelector(`#${id}`) as Element,
      { rules: privacy, recogniser },
      host as CaptureHost,
    )
}

it('says what leaves of an element, and which rule decides', async () => {
  const of = await explained({
    maskSelectors: ['#named', '#section'],
    unmaskSelectors: ['#password', '#phone'],
  })
  const said = (id: string): string => {
    const { leaves, why } = of(id)
    return `${leaves} ${why.by}${'selector' in why ? ` ${why.selector} ${why.at.id}` : ''}`
  }
  expect(said('plain')).toBe('all none')
  expect(said('number')).toBe('parts numbers')
  expect(said('named')).toBe('shape mask #named named')
  expect(said('inner')).toBe('shape mask #section section')
  expect(said('marked')).toBe('shape markedMask data-alongside-mask marked')
  expect(said('blocked')).toBe('box markedBlock data-alongside-block ')
  expect(said('password')).toBe('shape floor')
  expect(said('card')).toBe('shape floor')
  expect(said('phone')).toBe('all unmask #phone phone')
})

it('says that the mode hides, and what looks personal', async () => {
  const strict = await explained({ mode: 'strict', unmaskSelectors: ['#named'] })
  expect(strict('plain')).toEqual({ leaves: 'shape', why: { by: 'mode' } })
  expect(strict('named').leaves).toBe('all')
  stop()
  const balanced = await explained({})
  expect(balanced('phone')).toEqual({ leaves: 'shape', why: { by: 'personal' } })
})

it('the keys go from element to element, into shadow trees and pages in frames and out again', async () => {
  await explained({})
  const section = document.querySelector('#section') as Element
  const shadow = (document.querySelector('#named') as Element).attachShadow({ mode: 'open' })
  shadow.innerHTML = '<b>Within</b>'
  const frame = document.createElement('iframe')
  section.append(frame)
  const inner = (frame.contentDocument as Document).body
  inner.textContent = 'Framed'
  await expect.poll(() => [inner, shadow].every((it) => host?.page.model.idOf(it))).toBe(true)
  const go = (from: Element | null, ...steps: Where[]): Element | null =>
    steps.reduce((at, where) => neighbour({ mirrored: host }, at, where), from)
  const named = document.querySelector('#named') as Element
  expect(go(null, 'around')).toBe(document.body)
  expect(go(named, 'after')).toBe(section)
  expect(go(section, 'before', 'before', 'before', 'before', 'before')).toBe(
    document.querySelector('#plain'),
  )
  expect(go(named, 'into')).toBe(shadow.firstElementChild)
  expect(go(named, 'into', 'around')).toBe(named)
  expect(go(frame, 'into', 'into')).toBe(inner)
  expect(go(inner, 'around', 'around')).toBe(frame)
})

const CONFIG = {
  maskSelectors: ['#named', '#section'],
  privacy: { mode: 'balanced', unmaskSelectors: ['#shown'] },
} as unknown as CobrowseConfig

it('offers to show only what a rule of the deployment can show', async () => {
  const of = await explained({ maskSelectors: CONFIG.maskSelectors })
  const offered = (id: string) =>
    showing(document.querySelector(`#${id}`) as Element, of(id), `#${id}`)
  expect(offered('named')).toEqual([{ list: 'maskSelectors', selector: '#named', on: false }])
  expect(offered('inner')).toEqual([{ list: 'unmaskSelectors', selector: '#inner', on: true }])
  expect(offered('phone')).toEqual([{ list: 'unmaskSelectors', selector: '#phone', on: true }])
  for (const id of ['plain', 'number', 'marked', 'blocked', 'password', 'card'])
    expect([id, offered(id)]).toEqual([id, null])
  expect(hiding(of('plain'), '#plain', CONFIG)).toEqual([
    { list: 'maskSelectors', selector: '#plain', on: true },
  ])
  for (const id of ['named', 'password', 'blocked'])
    expect([id, hiding(of(id), `#${id}`, CONFIG)]).toEqual([id, null])
})

it('a change and its opposite leave the draft as it was', () => {
  const chosen = [
    { list: 'maskSelectors', selector: '#plain', on: true },
    { list: 'maskSelectors', selector: '#named', on: false },
    { list: 'unmaskSelectors', selector: '#shown', on: false },
  ] as const
  const after = changed(CONFIG, chosen)
  expect(differences(CONFIG, after)).toEqual(chosen)
  expect(differences(CONFIG, changed(after, chosen.map(opposite)))).toEqual([])
})
