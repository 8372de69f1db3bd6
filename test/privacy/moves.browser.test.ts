import { DEFAULT_RULES } from '@alongside/capture'
import { expect, it } from 'vitest'
import { joinPage } from '../mirror/joined.ts'
import { Canaries, tracesIn } from './canaries.ts'

type Way = (parts: { box: Element; div: Element; secret: string; page: Document }) => void

/** What comes into an element that goes under a mask by what is around it, in the same moment. */
const WAYS: Readonly<Record<string, Way>> = {
  'a text, then a move under a mask'({ box, div, secret }) {
    div.append(secret)
    box.append(div)
  },
  'an element deep below, then a move under a mask'({ box, div, secret, page }) {
    const inner = page.createElement('p')
    inner.textContent = secret
    div.querySelector('b')?.append(inner)
    box.append(div)
  },
  'a text, then a mask around it'({ box, div, secret }) {
    const outer = div.parentElement
    div.append(secret)
    outer?.setAttribute('data-alongside-mask', '')
    outer?.append(box)
  },
  'a text, then a move into a new element under a mask'({ box, div, secret, page }) {
    div.append(secret)
    const fresh = page.createElement('section')
    fresh.append(div)
    box.append(fresh)
  },
  'a text, then a move into what is masked with it'({ div, secret, page }) {
    div.querySelector('b')?.append(secret)
    const fresh = page.createElement('section')
    fresh.append(div)
    fresh.dataset['alongsideMask'] = ''
    page.body.append(fresh)
  },
  'a text, then a move that keeps its state'({ box, div, secret }) {
    div.append(secret)
    box.moveBefore(div, null)
  },
  'a text, a mask around it, and another move that keeps its state'({ box, div, secret, page }) {
    div.append(secret)
    page.body.moveBefore(box, page.body.firstChild)
    div.parentElement?.setAttribute('data-alongside-mask', '')
  },
  'an element deep below, then a move into what is blocked'({ box, div, secret, page }) {
    box.setAttribute('data-alongside-block', '')
    const inner = page.createElement('p')
    inner.textContent = secret
    div.querySelector('b')?.append(inner)
    box.append(div)
  },
  'a text, then a move into what was blocked'({ div, secret, page }) {
    div.querySelector('b')?.append(secret)
    page.querySelector('ul')?.append(div)
  },
  'a text, then a move with a page in a frame'({ box, div, secret, page }) {
    const inner = page.querySelector('iframe')?.contentDocument
    inner?.body.append(div)
    div.append(secret)
    box.append(div)
  },
}

const PAGE =
  '<!doctype html><title>t</title><main><div>a<b>b</b></div></main><section class=secret>c</section>' +
  '<ul data-alongside-block></ul><iframe></iframe>'

for (const [name, way] of Object.entries(WAYS))
  it(`${name}: it is not sent, and all else is`, async () => {
    const canaries = new Canaries()
    const joined = await joinPage(PAGE, {
      privacy: { ...DEFAULT_RULES, maskSelectors: ['.secret'] },
    })
    const { page } = joined
    const [box, div] = [page.querySelector('section'), page.querySelector('div')]
    if (box && div) way({ box, div, page, secret: canaries.plant(name) })
    const difference = joined.difference()
    joined.close()
    expect(difference).toBeNull()
    expect(await tracesIn(joined.frames, canaries)).toEqual([])
  })
