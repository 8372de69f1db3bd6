import { describe as clear } from '@alongside/capture'
import { afterEach, expect, it } from 'vitest'
import { twin } from './feature.ts'
import { type Joined, joinPage, until } from './joined.ts'
import { the } from './missing.ts'

const MANY = 2000
const markup = `<!doctype html><title>t</title><body>${Array.from(
  { length: MANY },
  (_, i) => `<p><input id=i${i} value=v>`,
).join('')}<p id=text>a`

const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'validity')
afterEach(() => {
  if (native) Object.defineProperty(HTMLInputElement.prototype, 'validity', native)
})

/** How many controls the capture looks at while `run` runs, and in the flush that follows its task. */
async function looks(run: () => void): Promise<number> {
  let count = 0
  Object.defineProperty(HTMLInputElement.prototype, 'validity', {
    ...native,
    get(this: HTMLInputElement) {
      count++
      return native?.get?.call(this)
    },
  })
  run()
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(0)
  })
  return count
}

async function settled(): Promise<Joined> {
  const joined = await joinPage(markup)
  await until(() => joined.replica.document?.getElementById('text'), 20_000)
  // A change after quiet is written at once, after the task that made it: parts of the capture may come later than the page.
  for (let seen = -1; seen !== joined.frames.length; ) {
    seen = joined.frames.length
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return joined
}

it('of 2 000 controls a flush looks at the one that changed, and at none for another change', async () => {
  const joined = await settled()
  const before = joined.frames.length
  const seen = await looks(() => {
    the(joined.page, 'i1500').value = 'changed'
  })
  expect(joined.frames.length).toBe(before + 1)
  expect(seen).toBe(1)
  joined.close()
})

it('controls in their default state are shared without a word', async () => {
  const joined = await settled()
  expect(joined.difference()).toBeNull()
  const said = joined.frames.map((frame) => clear(frame)).join()
  expect(said).toContain('i1999')
  expect(said).not.toMatch(/"op":"(value|states|checked)"/)
  joined.close()
})

it('what nothing tells of is found everywhere, by itself', async () => {
  const joined = await settled()
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  for (const id of ['i3', 'i1000', 'i1999']) set?.call(the(joined.page, id), 'in silence')
  const copy = joined.replica.document
  if (!copy) throw new Error('no replica')
  for (const id of ['i3', 'i1000', 'i1999'])
    await until(() => twin<HTMLInputElement>(copy, id).value === 'in silence', 20_000)
  joined.close()
})
