import { startCapture } from '@alongside/capture'
import { describe, expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'
import { the } from './missing.ts'
import { answersIn } from './page-calls.ts'

type View = Window & typeof globalThis
type AnyFunction = (this: unknown, ...args: never[]) => unknown

const MARKUP = '<!doctype html><title>t</title><body><p id=p>text</p><input id=i>'

/** A page as the customer's, with the capture in its own window, or left alone. */
async function open(
  shared: boolean,
  before: (view: View) => void = () => {},
): Promise<{ view: View; joined?: Joined; close(): void }> {
  if (shared) {
    const joined = await joinPage(MARKUP, {
      own: true,
      before: (page) => before(page.defaultView as View),
    })
    return { view: joined.window, joined, close: () => joined.close() }
  }
  const frame = document.createElement('iframe')
  document.body.append(frame)
  frame.contentDocument?.write(MARKUP)
  frame.contentDocument?.close()
  before(frame.contentWindow as View)
  return { view: frame.contentWindow as View, close: () => frame.remove() }
}

/** Every function of every interface, by where it is. */
function functionsOf(view: View): Map<string, { of: object; key: string; value: AnyFunction }> {
  const all = new Map<string, { of: object; key: string; value: AnyFunction }>()
  for (const name of Object.getOwnPropertyNames(view)) {
    const of: unknown = Object.getOwnPropertyDescriptor(view, name)?.value
    const prototype: unknown = typeof of === 'function' && Reflect.get(of, 'prototype')
    if (!prototype || !/^[A-Z]/.test(name)) continue
    const properties = Object.getOwnPropertyDescriptors(prototype as object)
    for (const [key, property] of Object.entries(properties))
      for (const kind of ['value', 'get', 'set'] as const) {
        const value: unknown = property[kind]
        if (typeof value === 'function' && key !== 'constructor')
          all.set(`${name}.${key} ${kind}`, {
            of: prototype as object,
            key,
            value: value as AnyFunction,
          })
      }
  }
  return all
}

/** How a function and the property that it is in look to whoever looks. */
function lookOf({ of, key, value }: { of: object; key: string; value: AnyFunction }): unknown[] {
  const { enumerable, configurable, writable } = Object.getOwnPropertyDescriptor(of, key) ?? {}
  const text = Function.prototype.toString.call(value)
  return [
    value.name,
    value.length,
    typeof value,
    'prototype' in value,
    Reflect.ownKeys(value).join(),
    Object.getPrototypeOf(value) === Object.getPrototypeOf(Reflect.get(of, 'constructor'))
      ? 'of a class'
      : 'of functions',
    // A Proxy leaves out the name, and says the rest as every native does.
    /^function [\w ]*\(\) \{ \[native code\] \}$/.test(text) ? 'native' : text,
    [enumerable, configurable, writable],
    Object.getOwnPropertyNames(of).join(),
  ]
}

/** Wrapped as one wraps without thinking. */
function wrapPlainly(view: View): void {
  for (const [of, name] of [
    [view.Element.prototype, 'attachShadow'],
    [view.CSSStyleSheet.prototype, 'insertRule'],
    [view.HTMLElement.prototype, 'togglePopover'],
  ] as const) {
    const native: AnyFunction = Reflect.get(of, name)
    Reflect.set(of, name, function (this: unknown, ...args: never[]) {
      try {
        Reflect.apply(native, this, args)
      } catch {
        // The page shall not see it.
      }
    })
  }
}

describe('a page behaves with the capture as it does without [line 62]', () => {
  it('what it calls gives and throws the same, with the same order of its own callbacks', async () => {
    const [alone, shared] = [await open(false), await open(true)]
    const expected = await answersIn(alone.view)
    expect(await answersIn(shared.view)).toEqual(expected)
    expect(expected.filter((answer) => answer.includes('throws its own')).length).toBeGreaterThan(9)
    const plain = await open(false, wrapPlainly)
    expect(await answersIn(plain.view)).not.toEqual(expected)
    for (const { close } of [alone, shared, plain]) close()
  })

  it('what it looks at has the same name, length, text, keys, flags and place', async () => {
    let natives = new Map<string, AnyFunction>()
    let looks = new Map<string, unknown[]>()
    const { view, close } = await open(true, (view) => {
      const before = functionsOf(view)
      natives = new Map([...before].map(([name, { value }]) => [name, value]))
      looks = new Map([...before].map(([name, at]) => [name, lookOf(at)]))
    })
    const now = functionsOf(view)
    expect([...now.keys()]).toEqual([...natives.keys()])
    const hooked = [...now].filter(([name, { value }]) => value !== natives.get(name))
    expect(hooked.length).toBeGreaterThan(50)
    for (const [name, at] of hooked) expect([name, lookOf(at)]).toEqual([name, looks.get(name)])
    close()

    const plain = await open(false, wrapPlainly)
    const wrapped = functionsOf(plain.view)
    for (const name of ['Element.attachShadow value', 'CSSStyleSheet.insertRule value']) {
      const at = wrapped.get(name)
      expect(at && lookOf(at)).not.toEqual(looks.get(name))
    }
    plain.close()
  })

  it('its observers see what it does itself, and nothing else', async () => {
    const seen = async (shared: boolean, planted = false): Promise<string[]> => {
      const records: string[] = []
      const { view, joined, close } = await open(shared, (view) => {
        const all = { subtree: true, childList: true, attributes: true, characterData: true }
        const observer = new view.MutationObserver((list) => {
          for (const { type, target, addedNodes } of list)
            records.push(`${type} ${target.nodeName} ${addedNodes.length}`)
        })
        observer.observe(view.document, all)
      })
      const page = view.document
      page.body.append('more')
      the(page, 'i').value = 'typed'
      the(page, 'p').lang = 'de'
      await Promise.resolve()
      if (planted) page.documentElement.dataset['ours'] = ''
      joined?.capture.flush()
      the<HTMLElement>(page, 'p').attachShadow({ mode: 'open' }).append('root')
      // An audit.
      await new Promise((resolve) => setTimeout(resolve, 300))
      joined?.capture.stop()
      close()
      return records
    }
    const expected = await seen(false)
    expect(expected).toEqual(['childList BODY 1', 'attributes P 0'])
    expect(await seen(true)).toEqual(expected)
    expect(await seen(true, true)).not.toEqual(expected)
  })

  it('an error of the capture reaches nobody who calls what it listens at', async () => {
    const { view, close } = await open(false)
    let broken = false
    const capture = startCapture({
      document: view.document,
      emit() {
        if (broken) throw new Error('ours')
      },
    })
    const input = the(view.document, 'i')
    await until(() => capture.idOf(input) !== undefined)
    capture.flush()
    // The flush may have asked for another.
    await new Promise((resolve) => setTimeout(resolve, 20))
    // What a hook has to say waits for the end of the page's task by a message of ours.
    const { postMessage } = MessagePort.prototype
    let tried = 0
    MessagePort.prototype.postMessage = () => {
      tried++
      throw new Error('ours')
    }
    input.value = 'x'
    MessagePort.prototype.postMessage = postMessage
    expect(tried).toBe(1)
    expect(input.value).toBe('x')
    broken = true
    the(view.document, 'p').lang = 'de'
    expect(() => capture.flush()).toThrow('ours')
    capture.stop()
    close()
  })

  it('what it has put around our hooks goes on when they are gone', async () => {
    const { view, joined, close } = await open(true)
    const calls: unknown[][] = []
    const ours: AnyFunction = view.Element.prototype.attachShadow
    const theirs: AnyFunction = function (this: unknown, ...args: never[]) {
      calls.push([this, ...args])
      return Reflect.apply(ours, this, args)
    }
    Reflect.set(view.Element.prototype, 'attachShadow', theirs)
    const p = the<HTMLElement>(view.document, 'p')
    joined?.capture.stop()
    expect(view.Element.prototype.attachShadow).toBe(theirs)
    const given = { mode: 'open' } as const
    expect(p.attachShadow(given)).toBe(p.shadowRoot)
    expect(calls).toEqual([[p, given]])
    close()
  })
})
