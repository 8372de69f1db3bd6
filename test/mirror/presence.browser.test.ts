import { type Request, writeRequests } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { hand } from './hand.ts'
import { type Joined, joinPage, until } from './joined.ts'

/** The element with this id attribute, wherever it is. */
function at(root: Document | ShadowRoot | null, id: string): HTMLElement {
  const found = root?.getElementById(id)
  if (!found) throw new Error(`no #${id}`)
  return found
}

const MARKUP = `<!doctype html><style>p:hover,:focus{color:red}</style><p id=p>one <b id=b>two</b></p>
<div id=e contenteditable>edit me</div><input id=i value=abc><p id=t>three</p>${'<p>more</p>'.repeat(50)}`

/** Everything at once: hovered, focused, targeted, with a selection. */
async function busy(page: Document): Promise<void> {
  page.defaultView?.location.replace('#t')
  at(page, 'e').focus()
  const text = at(page, 'e').firstChild
  if (text) page.defaultView?.getSelection()?.setBaseAndExtent(text, 6, text, 1)
  await hand.moveTo(at(page, 'b'))
}

function isMirrored({ replica }: Joined): boolean {
  const copy = replica.document
  const all = copy?.defaultView?.CSS.highlights as unknown as Map<string, Set<StaticRange>>
  const [range] = all?.get('alongside-selection') ?? []
  return (
    !!copy &&
    !!copy.querySelector('#p[data-alongside-is-hover] > #b[data-alongside-is-hover]') &&
    !!copy.querySelector('#e[data-alongside-is-focus]') &&
    !!copy.querySelector('#t[data-alongside-is-target]') &&
    range?.startOffset === 1 &&
    range.endOffset === 6
  )
}

it('all of it is there again in a new epoch', async () => {
  const joined = await joinPage(MARKUP)
  await busy(joined.page)
  await until(() => isMirrored(joined))
  const before = joined.replica.document
  const again: Request = { request: 'epoch' }
  joined.capture.receive(writeRequests([again]))
  await until(() => joined.replica.document !== before && isMirrored(joined))
  expect(joined.difference()).toBeNull()
  joined.close()
})

it('all of it is there though the page comes in slices without time', async () => {
  const joined = await joinPage(MARKUP, { slice: 0, before: busy })
  await until(() => isMirrored(joined))
  joined.close()
})

it('it waits with everything else while the outbox is full', async () => {
  let isReady = true
  const joined = await joinPage(MARKUP, { ready: () => isReady })
  await hand.moveTo({ of: joined.page, x: 300, y: 500 })
  expect(joined.difference()).toBeNull()
  isReady = false
  const { length } = joined.frames
  await busy(joined.page)
  expect(joined.frames.length).toBe(length)
  isReady = true
  await until(() => isMirrored(joined))
  joined.close()
})

it('a field that is disabled while it has the focus loses it', async () => {
  const joined = await joinPage(MARKUP)
  const copy = (): Element => at(joined.replica.document, 'i')
  at(joined.page, 'i').focus()
  await until(() => copy().hasAttribute('data-alongside-is-focus'))
  ;(at(joined.page, 'i') as HTMLInputElement).disabled = true
  await until(() => !copy().hasAttribute('data-alongside-is-focus'))
  expect(at(joined.page, 'i').matches(':focus')).toBe(false)
  joined.close()
})

it('nothing that was hovered, pressed or focused is kept when it is gone', async () => {
  const joined = await joinPage(MARKUP)
  await hand.click(at(joined.page, 'i'))
  expect(joined.difference()).toBeNull()
  const gone = new WeakRef(at(joined.page, 'i'))
  at(joined.page, 'i').remove()
  await hand.moveTo({ of: joined.page, x: 300, y: 500 })
  expect(joined.difference()).toBeNull()
  // The browser's own fixes of focus and hover are done with a frame.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  await (cdp() as unknown as { send(method: string): Promise<unknown> }).send(
    'HeapProfiler.collectGarbage',
  )
  expect(gone.deref()).toBeUndefined()
  joined.close()
})
