import { ROOT } from '@alongside/protocol'
import { describe, expect, it, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { closedRoots } from '../support/canonical.ts'
import { type Joined, joinPage } from './joined.ts'

// Collections of a browser full of frames take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function collect(): Promise<void> {
  // What a task holds on its stack, and what waits for a frame or the next audit, is let go first.
  for (let i = 0; i < 3; i++) {
    await wait(120)
    await cdp().send('HeapProfiler.collectGarbage')
  }
}

async function alive(refs: readonly WeakRef<object>[]): Promise<number> {
  await collect()
  return refs.filter((ref) => ref.deref() !== undefined).length
}

const markup = '<!doctype html><html><head></head><body><main id=at></main></body></html>'

/** What a page makes 50 of, and removes: each gives the nodes that must be collected. */
const kinds: Record<string, (page: Document) => object[]> = {
  'shadow trees'(page) {
    const host = page.createElement('div')
    page.getElementById('at')?.append(host)
    const root = host.attachShadow({ mode: 'open' })
    root.innerHTML = '<style>p{color:red}</style><p><input>text</p><slot></slot>'
    return [host, root, ...root.querySelectorAll('*')]
  },
  'closed shadow trees'(page) {
    const host = page.createElement('div')
    page.getElementById('at')?.append(host)
    const root = host.attachShadow({ mode: 'closed' })
    closedRoots.set(host, root)
    root.innerHTML = '<p><select><option>1</select></p>'
    return [host, root, ...root.querySelectorAll('*')]
  },
  frames(page) {
    const frame = page.createElement('iframe')
    page.getElementById('at')?.append(frame)
    const inner = frame.contentDocument as Document
    inner.body.innerHTML = '<style>p{}</style><p>text</p><input>'
    return [frame, inner, ...inner.querySelectorAll('*')]
  },
  'custom elements, images and controls'(page) {
    const box = page.createElement('section')
    box.innerHTML =
      '<x-a>text</x-a><img alt=a><video></video><dialog open>d</dialog><form><textarea></textarea></form><slot></slot>'
    page.getElementById('at')?.append(box)
    return [box, ...box.querySelectorAll('*')]
  },
}

/** A function of its own: what an async one has at hand is alive while it waits. */
function fifty(page: Document, make: (page: Document) => object[]): WeakRef<object>[] {
  return Array.from({ length: 50 }, () => make(page).map((node) => new WeakRef(node))).flat()
}

async function makeAndRemove(joined: Joined, make: (page: Document) => object[], later: boolean) {
  const refs = fifty(joined.page, make)
  if (later) {
    joined.capture.flush()
    await wait(50)
    for (const frame of joined.replica.document?.querySelectorAll('iframe') ?? [])
      if (frame.contentDocument) refs.push(new WeakRef(frame.contentDocument))
  }
  joined.page.getElementById('at')?.replaceChildren()
  await wait(50)
  expect(joined.difference()).toBeNull()
  return refs
}

describe('what the page removes is not held [line 64]', () => {
  for (const [name, make] of Object.entries(kinds)) {
    it(`${name}, removed in the same task or later: 0 of 50 are alive after collection`, async () => {
      const joined = await joinPage(markup)
      const refs = await makeAndRemove(joined, make, false)
      refs.push(...(await makeAndRemove(joined, make, true)))
      expect(refs.length).toBeGreaterThan(100)
      expect(await alive(refs)).toBe(0)
      joined.close()
    })
  }

  it('a node that something holds is seen to be alive', async () => {
    const joined = await joinPage(markup)
    const held: object[] = []
    const refs = await makeAndRemove(
      joined,
      (page) => {
        const nodes = kinds['frames']?.(page) ?? []
        held.push(nodes[1] as object)
        return nodes
      },
      true,
    )
    expect(await alive(refs)).toBeGreaterThanOrEqual(50)
    expect(held).toHaveLength(50)
    joined.close()
  })

  it('nothing of the page is held after stop, whoever keeps the capture', async () => {
    const joined = await joinPage(markup)
    const refs = Object.values(kinds).flatMap((make) => fifty(joined.page, make))
    joined.page.getElementById('at')?.append('more')
    expect(joined.difference()).toBeNull()
    const { capture } = joined
    // Stopped with the nodes on the page: what goes afterwards is nobody's any more.
    capture.stop()
    joined.page.getElementById('at')?.replaceChildren()
    expect(await alive(refs)).toBe(0)
    expect(capture.nodeAt(ROOT)).toBeUndefined()
    joined.close()
  })
})

type Counters = { documents: number; nodes: number; jsEventListeners: number }

async function counted(): Promise<Counters & { heap: number }> {
  await collect()
  const counters = (await cdp().send('Memory.getDOMCounters')) as Counters
  const { usedSize } = (await cdp().send('Runtime.getHeapUsage')) as { usedSize: number }
  return { ...counters, heap: usedSize }
}

describe('200 frames that come and go [line 65]', () => {
  const cycle = async (joined: Joined, times: number, hold: object[] | null) => {
    for (let i = 0; i < times; i++) {
      const frame = joined.page.createElement('iframe')
      joined.page.getElementById('at')?.append(frame)
      const inner = frame.contentDocument as Document
      inner.body.innerHTML = `<style>p{color:red}</style>${'<p>text</p>'.repeat(20)}<input>`
      hold?.push(inner)
      joined.capture.flush()
      frame.remove()
      joined.capture.flush()
      joined.frames.length = 0
      if (i % 20 === 0) await wait(20)
    }
  }

  it('leave less than 1 MB, no document, no node, no listener', async () => {
    const joined = await joinPage(markup)
    await cycle(joined, 20, null)
    const before = await counted()
    await cycle(joined, 200, null)
    const after = await counted()
    expect(joined.difference()).toBeNull()
    expect(after.heap - before.heap).toBeLessThan(1_000_000)
    expect(after.documents - before.documents).toBeLessThan(10)
    expect(after.jsEventListeners - before.jsEventListeners).toBeLessThan(100)
    expect(after.nodes - before.nodes).toBeLessThan(500)
    joined.close()
  })

  it('are counted where something holds them', async () => {
    const joined = await joinPage(markup)
    const before = await counted()
    const held: object[] = []
    await cycle(joined, 50, held)
    const after = await counted()
    expect(held).toHaveLength(50)
    expect(after.documents - before.documents).toBeGreaterThanOrEqual(50)
    joined.close()
  })
})

describe('stop', () => {
  /** Every property of every interface of a window, by identity. */
  function properties(view: Window & typeof globalThis): Map<string, PropertyDescriptor> {
    const all = new Map<string, PropertyDescriptor>()
    const add = (name: string, of: object) => {
      for (const key of Reflect.ownKeys(of)) {
        const found = Reflect.getOwnPropertyDescriptor(of, key)
        if (found) all.set(`${name}.${String(key)}`, found)
      }
    }
    for (const key of Object.getOwnPropertyNames(view)) {
      const value: unknown = Object.getOwnPropertyDescriptor(view, key)?.value
      if (typeof value !== 'function' || !/^[A-Z]/.test(key)) continue
      add(key, value)
      const prototype: unknown = Reflect.get(value, 'prototype')
      if (prototype) add(`${key}.prototype`, prototype as object)
    }
    return all
  }

  function changed(
    before: Map<string, PropertyDescriptor>,
    after: Map<string, PropertyDescriptor>,
  ): string[] {
    const names = new Set([...before.keys(), ...after.keys()])
    return [...names].filter((name) => {
      const [a, b] = [before.get(name), after.get(name)]
      const fields = ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const
      return !a || !b || fields.some((field) => !Object.is(a[field], b[field]))
    })
  }

  it('leaves every property of every interface as it was, in the windows of frames too [line 62]', async () => {
    let before = new Map<string, PropertyDescriptor>()
    let inner = before
    let globals: string[] = []
    const frameOf = (page: Document) => page.querySelector('iframe')?.contentWindow as never
    const joined = await joinPage('<!doctype html><iframe></iframe><input><p>text', {
      own: true,
      before(page) {
        const view = page.defaultView as Window & typeof globalThis
        before = properties(view)
        inner = properties(frameOf(page))
        globals = Object.getOwnPropertyNames(view)
      },
    })
    expect(before.size).toBeGreaterThan(5000)
    expect(joined.difference()).toBeNull()
    // The hooks are there meanwhile.
    expect(changed(before, properties(joined.window)).length).toBeGreaterThan(10)
    expect(changed(inner, properties(frameOf(joined.page))).length).toBeGreaterThan(10)
    joined.capture.stop()
    expect(changed(before, properties(joined.window))).toEqual([])
    expect(changed(inner, properties(frameOf(joined.page)))).toEqual([])
    expect(Object.getOwnPropertyNames(joined.window)).toEqual(globals)
    joined.close()
  })

  it('takes all listeners away', async () => {
    const before = await counted()
    const many = await Promise.all(Array.from({ length: 5 }, () => joinPage('<!doctype html><p>x')))
    const meanwhile = await counted()
    expect(meanwhile.jsEventListeners - before.jsEventListeners).toBeGreaterThan(50)
    for (const joined of many) joined.capture.stop()
    const stopped = await counted()
    // Of the replicas' own some stay; of the page's none.
    expect(stopped.jsEventListeners - before.jsEventListeners).toBeLessThan(50)
    for (const joined of many) joined.close()
  })
})
