import * as recognise from '@alongside/capture/recognise'
import { afterEach, expect, test } from 'vitest'
import { type BothEnds, openBothEnds } from './both-ends.ts'

let ends: BothEnds | null = null
afterEach(() => {
  ends?.close()
  ends = null
})

/** Both ends have found each other, and the recogniser comes when it is told to. */
async function connected(): Promise<{ ends: BothEnds; come(how: 'there' | 'lost'): void }> {
  let come: (how: 'there' | 'lost') => void = () => {}
  const opened = await openBothEnds(
    '<h1>Trail jacket</h1><label>Phone<input value="040 1234567"></label>',
    {
      recognise: new Promise((resolve, reject) => {
        come = (how) => (how === 'there' ? resolve(recognise) : reject(new Error('no network')))
      }),
    },
  )
  ends = opened
  await expect.poll(() => opened.viewer.state.connection).toBe('open')
  await expect.poll(() => opened.viewer.state.sharerPresent).toBe(true)
  // Long enough for the first picture that there would be.
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(opened.viewer.state.firstPicture).toBe(false)
  return { ends: opened, come: (how) => come(how) }
}

test('nothing is shared before there is what knows what not to show, and all of it then', async () => {
  const { ends: both, come } = await connected()
  come('there')
  await expect
    .poll(() => both.replica()?.querySelector('h1')?.textContent, { timeout: 8000 })
    .toBe('Trail jacket')
  await expect.poll(() => both.replica()?.querySelector('input')?.value).toMatch(/^•+$/)
  expect(both.ended).toEqual([])
})

test.each([false, true])(
  'addresses of e-mail are hidden where the deployment says so: %s',
  async (emails) => {
    ends = await openBothEnds(
      '<p>Write to kai@example.org</p><label>E-mail<input type="email" value="kai@example.org"></label>',
      { emails },
    )
    const seen = (): string => {
      const page = ends?.replica()
      return `${page?.querySelector('p')?.textContent} ${page?.querySelector('input')?.value}`
    }
    await expect
      .poll(seen, { timeout: 8000 })
      .toMatch(emails ? /^Write to •+ •+$/ : /^Write to kai@example.org kai@example.org$/)
  },
)

test('the session fails when that does not come, and nothing has been shared', async () => {
  const { ends: both, come } = await connected()
  come('lost')
  await expect.poll(() => both.ended).toContain('sharer failed')
  expect(both.viewer.state.firstPicture).toBe(false)
})
