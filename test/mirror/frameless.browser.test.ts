import { expect, it } from 'vitest'
import { joinPage } from './joined.ts'

// A tab in the background has no frames, and one behind other windows may have none without being told. Both are shared on.

const MARKUP = '<!doctype html><title>t</title><body><p id=text>0</p>'

it.each(['hidden', 'visible'] as const)(
  'a page that has no frames any more, and is %s, is told on',
  async (state) => {
    const joined = await joinPage(MARKUP, {
      before(page) {
        Object.defineProperty(page, 'visibilityState', { get: () => state })
        const view = page.defaultView
        if (view) view.requestAnimationFrame = () => 1
      },
    })
    const text = () => joined.replica.document?.getElementById('text')?.textContent
    for (let change = 1; change <= 20; change++) {
      const element = joined.page.getElementById('text')
      // More than once in a frame's time: the first may go at once.
      for (let i = 0; i < 5; i++) {
        if (element) element.textContent = `${change} ${i}`
        await Promise.resolve()
      }
      await new Promise((done) => setTimeout(done, 5))
    }
    await expect.poll(text, { timeout: 10_000 }).toBe('20 4')
    expect(joined.difference()).toBeNull()
    joined.close()
  },
)
