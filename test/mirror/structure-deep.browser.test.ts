import type { Op } from '@alongside/protocol'
import { FrameReader } from '@alongside/protocol'
import { describe, expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'

const DEPTH = 50_000

/** A chain of elements, the deepest with a text. Hidden: the layout of browsers is recursive, and not what is tested. */
function chain(page: Document, depth: number): { top: HTMLElement; bottom: HTMLElement } {
  const top = page.createElement('div')
  top.hidden = true
  let bottom: HTMLElement = top
  // In blocks: a browser walks up the whole tree for each node that it inserts, and its parser stops at 512 levels.
  for (let levels = 1; levels < depth; levels += 100) {
    const block = page.createElement('div')
    block.innerHTML = '<div>'.repeat(99)
    bottom.append(block)
    for (bottom = block; bottom.firstElementChild; )
      bottom = bottom.firstElementChild as HTMLElement
  }
  const last = page.createElement('b')
  last.append('the bottom')
  bottom.append(last)
  return { top, bottom: last }
}

describe('50 000 levels [line 44]', () => {
  it('are shared, changed at the bottom, moved and removed without a stack', async () => {
    let made: ReturnType<typeof chain> | undefined
    const joined = await joinPage('<!doctype html><main id=at></main><p id=to></p>', {
      before(page) {
        made = chain(page, DEPTH)
        page.getElementById('at')?.append(made.top)
      },
    })
    const { top, bottom } = made as ReturnType<typeof chain>
    await until(() => joined.difference() === null, 20_000)
    const id = joined.capture.idOf(bottom)
    expect(joined.replica.nodeOf(id as never)?.textContent).toBe('the bottom')
    bottom.append('!')
    expect(joined.difference()).toBeNull()
    joined.page.getElementById('to')?.append(top)
    expect(joined.difference()).toBeNull()
    expect(joined.capture.idOf(bottom)).toBe(id)
    top.remove()
    expect(joined.difference()).toBeNull()
    joined.close()
  }, 60_000)

  it('arrive as one batch while sharing, and a wrong text down there is found', async () => {
    const joined = await joinPage('<!doctype html><main id=at></main>')
    joined.page.getElementById('at')?.append(chain(joined.page, DEPTH).top)
    await until(() => joined.difference() === null, 20_000)
    const found = joined.replica.document?.querySelector('b')
    if (found?.firstChild) (found.firstChild as Text).data = 'wrong'
    expect(joined.difference()).toContain('wrong')
    joined.close()
  }, 60_000)
})

/** The ops of the frames since then, without what every flush may say. */
function opsSince(joined: Joined, from: number): Op[] {
  const reader = new FrameReader()
  const all = joined.frames.map((bytes) => reader.read(bytes))
  return all.slice(from).flatMap((frame) => (frame.frame === 'ops' ? [...frame.ops] : []))
}

const N = 5000

/** Edits of which each depends on the one before; how many ops and nodes they may take. */
const orders: Record<string, { edit(page: Document, at: HTMLElement): void; most: number }> = {
  // One insert for each of the neighbours.
  'each before the last': {
    most: N,
    edit(page, at) {
      for (let i = 0; i < N; i++) at.prepend(page.createElement('i'))
    },
  },
  'each into the last': {
    most: 1,
    edit(page, at) {
      let into: Element = at
      for (let i = 0; i < N; i++) {
        const next = page.createElement('i')
        into.append(next)
        into = next
      }
      at.hidden = true
    },
  },
  'each around the last': {
    most: 1,
    edit(page, at) {
      at.hidden = true
      for (let i = 0; i < N; i++) {
        const outer = page.createElement('i')
        outer.append(...at.childNodes)
        at.append(outer)
      }
    },
  },
  'reversed one by one': {
    most: 2 * 1000,
    edit(_page, at) {
      for (const child of [...at.children]) at.prepend(child)
    },
  },
  'moved out of what goes away': {
    most: 2 * 1000 + 2,
    edit(page, at) {
      const box = page.createElement('section')
      for (const child of [...at.children].reverse()) box.prepend(child)
      at.replaceWith(box)
    },
  },
  'added and taken again': {
    most: 0,
    edit(page, at) {
      for (let i = 0; i < N; i++) {
        const node = page.createElement('i')
        at.append(node)
        at.firstElementChild?.before(node)
        node.remove()
      }
    },
  },
}

describe('edits that depend on each other apply in O(n), whatever their order [line 12] [line 13]', () => {
  for (const [name, { edit, most }] of Object.entries(orders)) {
    it(`${N} nodes, ${name}: at most ${most} structural ops`, async () => {
      const items = '<li>x</li>'.repeat(1000)
      const joined = await joinPage(`<!doctype html><main id=at>${items}</main>`, {
        // Counted, so not cut into slices by how busy the machine is.
        slice: 60_000,
      })
      if (most <= 1 || most === N) joined.page.getElementById('at')?.replaceChildren()
      expect(joined.difference()).toBeNull()
      const from = joined.frames.length
      edit(joined.page, joined.page.getElementById('at') as HTMLElement)
      await until(() => joined.difference() === null, 20_000)
      const ops = opsSince(joined, from)
      const structural = ops.filter(({ op }) => /^(insert|attach|detach|free|move)$/.test(op))
      const nodes = ops.reduce((sum, op) => sum + (op.op === 'insert' ? op.nodes.length : 0), 0)
      // A batch that takes several slices is written in as many inserts.
      expect(structural.length).toBeLessThanOrEqual(most + (joined.frames.length - from))
      expect(nodes).toBeLessThanOrEqual(N + 1)
      joined.close()
    })
  }
})
