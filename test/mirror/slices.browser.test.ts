import { describe as clear } from '@alongside/capture'
import { expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'
import { RandomEdits, randomFrom } from './random-edits.ts'

const ROWS = Array.from(
  { length: 120 },
  (_, i) => `<li class=r${i % 7}><b>${i}</b> <span title=t${i}>row <i>number</i> ${i}</span></li>`,
).join('')
const FORM =
  '<select id=s><option>1<option>2<optgroup label=g><option>3<option>4</optgroup></select>' +
  '<textarea id=t>one</textarea><style>p{color:rgb(3,2,1)}</style>' +
  '<script>s.selectedIndex=3;t.value="two"</script>'
const MARKUP = `<!doctype html><title>t</title><body><ul id=list>${ROWS}</ul>${FORM}<section><p>after</p></section></body>`

/** What differs once there were turns for everything. */
async function whole(joined: Joined): Promise<string | null> {
  for (let turn = 0; turn < 20; turn++) {
    joined.capture.flush()
    await Promise.resolve()
  }
  return joined.difference()
}

it('a page shared in slices without any time at all is whole in the end', async () => {
  const joined = await joinPage(MARKUP, { slice: 0 })
  expect(joined.frames.length).toBeLessThan(40)
  await until(() => joined.replica.document?.querySelector('section p'), 20_000)
  for (let seen = -1; seen !== joined.frames.length; ) {
    seen = joined.frames.length
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const copy = joined.replica.document
  if (!copy) throw new Error('no replica')
  expect((copy.getElementById('s') as HTMLSelectElement).selectedIndex).toBe(3)
  expect((copy.getElementById('t') as HTMLTextAreaElement).value).toBe('two')
  const shown = copy.querySelector('section p') as HTMLElement
  expect(copy.defaultView?.getComputedStyle(shown).color).toBe('rgb(3, 2, 1)')
  // Complete by slices alone: the flush has nothing left to write.
  const before = joined.frames.length
  expect(joined.difference()).toBeNull()
  const after = joined.frames.slice(before).map((frame) => clear(frame))
  expect(after.filter((frame) => frame.includes('"op":"insert"'))).toEqual([])
  joined.close()
})

it('edits of what is written and of what is not, between slices, converge', async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const joined = await joinPage(MARKUP, { slice: 0 })
    const random = randomFrom(seed * 7)
    const edits = new RandomEdits(joined.page, seed)
    const list = joined.page.getElementById('list') as HTMLElement
    const rows = (): Element[] => Array.from(list.children)
    for (let i = 0; i < 250; i++) {
      edits.step()
      const some = rows()[random(rows().length)]
      const roll = random(7)
      if (some && roll === 0) list.append(some)
      else if (some && roll === 1) list.prepend(some)
      else if (some && roll === 2) some.remove()
      else if (some && roll === 3) some.after(some.cloneNode(true))
      else if (some && roll === 4) some.append(joined.page.createTextNode('more'))
      if (random(3) === 0) await new Promise((resolve) => setTimeout(resolve))
      if (random(60) === 0) {
        const difference = joined.difference()
        expect(difference && `seed ${seed}, step ${i}: ${difference}`).toBeNull()
      }
    }
    const difference = joined.difference()
    expect(difference && `seed ${seed}: ${difference}`).toBeNull()
    joined.close()
  }
}, 120_000)

it('20 000 elements arrive in several frames, whole', async () => {
  const many = Array.from(
    { length: 5000 },
    (_, i) => `<div><p>a${i}</p><p><b>b</b></p></div>`,
  ).join('')
  const joined = await joinPage(`<!doctype html><title>t</title><body><main>${many}</main>`, {
    slice: 2,
  })
  await until(() => joined.replica.document?.querySelectorAll('div').length === 5000, 20_000)
  expect(joined.difference()).toBeNull()
  expect(joined.frames.length).toBeGreaterThan(3)
  joined.close()
}, 60_000)

it('a batch too large for one slice arrives whole', async () => {
  const joined = await joinPage(
    '<!doctype html><title>t</title><body><ol id=o><li>last</li></ol>',
    {
      slice: 1,
    },
  )
  const list = joined.page.getElementById('o') as HTMLElement
  const fresh = Array.from({ length: 4000 }, (_, i) =>
    Object.assign(joined.page.createElement('li'), { textContent: `n${i}`, className: `c${i}` }),
  )
  list.prepend(...fresh)
  for (const element of list.children) element.setAttribute('lang', 'en')
  await until(() => joined.replica.document?.querySelectorAll('li[lang]').length === 4001, 20_000)
  list.append(...fresh.reverse())
  expect(joined.difference()).toBeNull()
  joined.close()
}, 60_000)

it('a shadow root that no time was left for arrives before what is in its host', async () => {
  const joined = await joinPage('<!doctype html><title>t</title><body><h2 id=h><i>light</i></h2>', {
    slice: 0,
  })
  await until(() => joined.replica.document?.querySelector('i'))
  const { page } = joined
  page.body.append(page.createElement('p'), page.createElement('p'))
  const host = page.getElementById('h') as HTMLElement
  host.attachShadow({ mode: 'open' }).append('shade', page.createElement('slot'))
  expect(await whole(joined)).toBeNull()
  joined.close()
})

it('a textarea that was emptied stays so when its content comes later', async () => {
  const joined = await joinPage('<!doctype html><title>t</title><body><textarea></textarea>', {
    slice: 0,
  })
  const copy = await until(() => joined.replica.document?.querySelector('textarea'))
  const { page } = joined
  const textarea = page.querySelector('textarea') as HTMLTextAreaElement
  textarea.value = ''
  page.body.append(page.createElement('p'), page.createElement('p'))
  textarea.append('by default')
  expect(await whole(joined)).toBeNull()
  expect(copy.value).toBe('')
  joined.close()
})

it('attributes of a style that come after its sheet change nothing of that', async () => {
  const joined = await joinPage(
    '<!doctype html><title>t</title><body><style id=s>p{color:red}</style><p>one</p>',
    { slice: 0 },
  )
  expect(await whole(joined)).toBeNull()
  const { page } = joined
  const style = page.getElementById('s') as HTMLStyleElement
  for (const name of ['lang', 'title', 'class']) page.body.setAttribute(name, 'first')
  style.media = 'screen'
  style.type = 'text/css'
  page.body.append(style)
  style.sheet?.insertRule('p{padding-left:3px}', 1)
  if (style.sheet) style.sheet.media.mediaText = 'print'
  expect(await whole(joined)).toBeNull()
  joined.close()
})

it('while the outbox is full nothing is sent, and then the latest state, once', async () => {
  let open = true
  const joined = await joinPage('<!doctype html><title>t</title><body><p id=p>0</p>', {
    ready: () => open,
  })
  open = false
  const before = joined.frames.length
  const text = joined.page.getElementById('p')?.firstChild as Text
  for (let i = 1; i <= 500; i++) {
    text.data = String(i)
    if (i % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(joined.frames.length).toBe(before)
  open = true
  await until(() => joined.replica.document?.getElementById('p')?.textContent === '500')
  const said = joined.frames
    .slice(before)
    .map((frame) => clear(frame))
    .join('\n')
  expect(said.match(/"op":"text"/g)?.length).toBe(1)
  joined.close()
})
