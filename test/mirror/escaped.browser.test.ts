import { expect, it } from 'vitest'
import { joinPage } from './joined.ts'

const MARKUP =
  '<!doctype html><title>t</title><section><div id=r><u id=u></u></div></section>' +
  '<b id=b><p id=n>one</p></b>'

type By = (id: string) => HTMLElement

/** What happens while nothing is sent, a microtask after each, so that the browser tells of it. */
const stories: Record<string, readonly ((by: By, page: Document) => void)[]> = {
  'that was removed with what it is in': [
    (by) => by('b').remove(),
    (by) => by('n').append(' and two'),
    (by, page) => page.body.append(by('n')),
  ],
  'that was removed with what it had moved into': [
    (by) => by('u').append(by('b')),
    (by) => by('r').remove(),
    (by) => by('n').append(' and two'),
    (by, page) => page.body.append(by('n')),
  ],
  'that leaves what it comes back in': [
    (by) => by('b').remove(),
    (by) => by('n').append(' and two'),
    (by) => by('u').append(by('b')),
    (by) => by('r').append(by('n')),
  ],
  'that was removed with what it had moved into, and leaves that when it is back': [
    (by) => by('u').append(by('b')),
    (by) => by('r').remove(),
    (by) => by('n').append(' and two'),
    (by, page) => page.body.append(by('r')),
    (by, page) => page.body.append(by('n')),
  ],
  'that comes back twice': [
    (by) => by('b').remove(),
    (by, page) => page.body.append(by('n')),
    (by) => by('n').remove(),
    (by) => by('n').append(' and two'),
    (by) => by('u').replaceChildren(by('n')),
  ],
  'that comes back in something new': [
    (by) => by('b').remove(),
    (by) => by('n').append(' and two'),
    (by, page) => {
      const fresh = page.createElement('i')
      fresh.append(by('n'))
      by('r').append(fresh)
    },
  ],
}
for (const [which, story] of Object.entries(stories)) {
  it(`a node ${which}, and changed where nobody saw it, is as it is now`, async () => {
    let open = true
    const joined = await joinPage(MARKUP, { ready: () => open })
    const { page } = joined
    expect(joined.difference()).toBeNull()
    // Also of what is not on the page at the moment.
    const all = new Map([...page.querySelectorAll<HTMLElement>('[id]')].map((it) => [it.id, it]))
    const by: By = (id) => all.get(id) ?? page.body
    open = false
    for (const step of story) {
      step(by, page)
      await Promise.resolve()
    }
    open = true
    expect(joined.difference()).toBeNull()
    joined.close()
  })
}

it('a node that only moves is not written anew, however often and whatever is removed', async () => {
  let open = true
  const joined = await joinPage(MARKUP, { ready: () => open })
  const { page } = joined
  expect(joined.difference()).toBeNull()
  const n = page.getElementById('n') as HTMLElement
  const id = joined.capture.idOf(n)
  open = false
  page.body.append(n)
  await Promise.resolve()
  page.getElementById('u')?.replaceChildren(n)
  await Promise.resolve()
  page.body.append(n)
  page.getElementById('r')?.remove()
  n.replaceWith(n)
  await Promise.resolve()
  open = true
  expect(joined.difference()).toBeNull()
  expect(joined.capture.idOf(n)).toBe(id)
  joined.close()
})
