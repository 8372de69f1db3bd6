import { describe, expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'
import { the } from './missing.ts'
import { constructed } from './sheet-parts.ts'

type View = Window & typeof globalThis
type AnyFunction = (this: unknown, ...args: never[]) => unknown

const symbol = (name: string): string => `__zone_symbol__${name}`

/**
 * A page whose timers, observers, listeners and promises are wrapped as zone.js wraps them: each call of one would make
 * Angular look at the whole application again when its callback has run. The originals stand beside, under names that
 * `Zone.__symbol__` tells (`known`), or are lost.
 */
function wrapAll(view: View, known: boolean): string[] {
  const ticks: string[] = []
  const put = (of: object, name: string): void => {
    const native: AnyFunction = Reflect.get(of, name)
    if (known) Reflect.set(of, symbol(name), native)
    const wrapped = function (this: unknown, ...args: unknown[]): unknown {
      // What the test itself waits for is of another window.
      if (!args.some((arg) => arg instanceof Function)) ticks.push(name)
      return Reflect.apply(native, this, args as never[])
    }
    Object.defineProperty(of, name, { value: wrapped, configurable: true, writable: true })
  }
  const { EventTarget, Promise: Promises, MutationObserver, ResizeObserver } = view
  for (const name of ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'setImmediate'])
    if (name in view) put(view, name)
  for (const name of ['requestAnimationFrame', 'cancelAnimationFrame', 'queueMicrotask', 'fetch'])
    put(view, name)
  for (const name of ['addEventListener', 'removeEventListener']) put(EventTarget.prototype, name)
  for (const name of ['then', 'catch', 'finally']) put(Promises.prototype, name)
  for (const native of [MutationObserver, ResizeObserver, view.IntersectionObserver]) {
    const { name } = native
    if (known) Reflect.set(view, symbol(name), native)
    const wrapped = (callback: MutationCallback): object => {
      ticks.push(name)
      return new (native as typeof MutationObserver)(callback)
    }
    wrapped.prototype = native.prototype
    Reflect.set(view, name, wrapped)
  }
  if (known) Reflect.set(view, 'Zone', { __symbol__: symbol })
  return ticks
}

/** Changes of every kind that the capture hears of, each by another way. */
async function change({ page, window, difference }: Joined): Promise<void> {
  const at = the<HTMLElement>(page, 'at')
  at.append('more', page.createElement('b'))
  at.lang = 'de'
  await frame()
  the<HTMLStyleElement>(page, 's').sheet?.insertRule('b{color:red}')
  page.adoptedStyleSheets = [constructed(page, 'i{padding:3px}')]
  the(page, 'i').value = 'typed'
  the<HTMLDialogElement>(page, 'd').showModal()
  at.attachShadow({ mode: 'open' }).innerHTML = '<slot></slot>'
  window.customElements.define('x-late', class extends window.HTMLElement {})
  the<HTMLElement>(page, 'box').scrollTop = 9
  await frame()
  const link = page.createElement('link')
  link.rel = 'stylesheet'
  link.href = '/test/mirror/sheet-fixture.css?direct&late'
  const inner = page.createElement('iframe')
  page.body.append(link, inner)
  await until(() => difference() === null)
  inner.remove()
  await until(() => difference() === null)
  // An audit, and a flush after quiet.
  await new Promise((resolve) => setTimeout(resolve, 300))
}

const frame = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 30))

const MARKUP = `<!doctype html><title>t</title><style id=s>p{color:teal}</style><link rel=stylesheet href="LINK"><p id=at>text</p>
  <input id=i><dialog id=d>over</dialog><x-late>late</x-late><img src="/test/mirror/sprite.svg"><div id=box style="height:9px;overflow:auto"><p>tall</p></div>`

async function ticksOf(known: boolean): Promise<string[]> {
  let ticks: string[] = []
  const link = '/test/mirror/sheet-fixture.css?direct'
  const joined = await joinPage(MARKUP.replace('LINK', link), {
    own: true,
    async before(page) {
      await until(() => page.styleSheets.length === 2)
      ticks = wrapAll(page.defaultView as View, known)
    },
  })
  await until(() => joined.difference() === null)
  await change(joined)
  joined.capture.stop()
  joined.close()
  return ticks
}

describe('in a page under zone.js the capture makes no change detection run [line 40]', () => {
  it('none of its timers, observers, listeners, requests and promises are the wrapped ones', async () => {
    expect(await ticksOf(true)).toEqual([])
  })

  it('which is seen where the originals cannot be found', async () => {
    const ticks = await ticksOf(false)
    for (const name of ['setInterval', 'requestAnimationFrame', 'addEventListener', 'fetch'])
      expect(ticks).toContain(name)
  })
})
