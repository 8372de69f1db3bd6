import { describe, expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'
import { the } from './missing.ts'

type View = Window & typeof globalThis

/** Counts what the capture asks of the page's DOM while `on`. */
type Reads = { on: boolean; count: number }

/** Stands in front of all that can be read of a node, and says of itself that it is the browser's own. */
function countReads(view: View): Reads {
  const reads: Reads = { on: false, count: 0 }
  const native = view.Function.prototype.toString
  const natives = new WeakMap<object, object>()
  view.Function.prototype.toString = function () {
    return native.call(natives.get(this) ?? this)
  }
  const counting = <F extends object>(read: F): F => {
    const counted = new Proxy(read, {
      apply(target, self, args) {
        if (reads.on) reads.count++
        return Reflect.apply(target as unknown as () => unknown, self, args)
      },
    })
    natives.set(counted, read)
    return counted
  }
  const { Node, Element, CharacterData, Document, ShadowRoot, HTMLIFrameElement } = view
  for (const { prototype } of [
    Node,
    Element,
    CharacterData,
    Document,
    ShadowRoot,
    HTMLIFrameElement,
  ])
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (!property.configurable || name === 'constructor') continue
      if (property.get) property.get = counting(property.get)
      else if (typeof property.value === 'function') property.value = counting(property.value)
      Object.defineProperty(prototype, name, property)
    }
  return reads
}

type Counted = { readonly joined: Joined; readsOf(change: () => void): number }

async function join(attribute: string): Promise<Counted> {
  let reads: Reads = { on: false, count: 0 }
  const joined = await joinPage(
    `<!doctype html><title>t</title><p id=p>p</p><div id=box ${attribute} style="width:50px;height:20px;overflow:hidden"></div>`,
    {
      own: true,
      slice: 60_000,
      before(page) {
        reads = countReads(page.defaultView as View)
        // Nothing is looked at from time to time.
        Object.assign(page.defaultView as View, { setInterval: () => 0 })
        the(page, 'box').append(page.createElement('i'), page.createElement('u'))
      },
    },
  )
  await until(() => joined.replica.document?.getElementById('box'))
  joined.capture.flush()
  return {
    joined,
    readsOf(change) {
      change()
      const before = reads.count
      reads.on = true
      joined.capture.flush()
      reads.on = false
      return reads.count - before
    },
  }
}

/** A tree of so many elements under a new one. */
function tree(page: Document, count: number): HTMLElement {
  const top = page.createElement('section')
  top.innerHTML = '<b lang=en>text</b>'.repeat(count)
  return top
}

/** What is read for each of these, beyond what a flush reads that finds nothing new. */
function costs({ joined, readsOf }: Counted) {
  const { page } = joined
  const box = the<HTMLElement>(page, 'box')
  const idle = readsOf(() => {})
  const few = tree(page, 10)
  const many = tree(page, 5000)
  return {
    few: readsOf(() => box.append(few)) - idle,
    many: readsOf(() => box.append(many)) - idle,
    attributes:
      readsOf(() => {
        for (const b of many.children) b.setAttribute('lang', 'de')
      }) - idle,
    texts:
      readsOf(() => {
        for (const b of many.children) (b.firstChild as Text).data = 'more'
      }) - idle,
    removed: readsOf(() => many.remove()) - idle,
  }
}

describe('what happens in a blocked element [line 34]', () => {
  it('costs the same for a tree of ten as of thousands, nothing for what changes in it, and no byte', async () => {
    const counted = await join('data-alongside-block')
    const frames = counted.joined.frames.length
    const { few, many, attributes, texts, removed } = costs(counted)
    expect(many).toBe(few)
    expect(few).toBeGreaterThan(0)
    expect(few).toBeLessThan(20)
    expect(removed).toBeLessThan(20)
    expect([attributes, texts]).toEqual([0, 0])
    expect(counted.joined.frames.length).toBe(frames)
    expect(counted.joined.difference()).toBeNull()
    counted.joined.close()
  })

  it('is read, all of it, where the element is not blocked', async () => {
    const counted = await join('')
    const frames = counted.joined.frames.length
    const { few, many, attributes, texts } = costs(counted)
    expect(many).toBeGreaterThan(5000)
    expect(few).toBeLessThan(many / 100)
    expect(attributes).toBeGreaterThanOrEqual(5000)
    expect(texts).toBeGreaterThanOrEqual(5000)
    expect(counted.joined.frames.length).toBeGreaterThan(frames)
    counted.joined.close()
  })
})
