import { DEFAULT_RULES } from '@alongside/capture'
import { expect, it } from 'vitest'
import { Canaries, clearOf, tracesIn } from './canaries.ts'

type View = Window & typeof globalThis

/** What a page has put in the place of the browser's own before we come. */
const LIES: Readonly<Record<string, (view: View) => void>> = {
  'attributes that are not there'({ Element }) {
    const { getAttribute } = Element.prototype
    Element.prototype.getAttribute = function (name) {
      return /^(data-along|type|class|autocomplete|name)/.test(name)
        ? null
        : getAttribute.call(this, name)
    }
  },
  'selectors that match nothing'({ Element }) {
    Object.assign(Element.prototype, { matches: () => false, closest: () => null })
  },
  'selectors that match nothing, as a bound function'({ Element }) {
    Object.assign(Element.prototype, { matches: (() => false).bind(null) })
  },
  'selectors that match nothing, as a proxy'({ Element }) {
    Element.prototype.matches = new Proxy(Element.prototype.matches, { apply: () => false })
  },
  'selectors that match nothing, and functions that all say they are native'(view) {
    Object.assign(view.Element.prototype, { matches: () => false })
    view.Function.prototype.toString = () => 'function any() { [native code] }'
  },
  'names of elements'({ Element }) {
    Object.defineProperty(Element.prototype, 'localName', { get: () => 'p', configurable: true })
    Object.defineProperty(Element.prototype, 'tagName', { get: () => 'P', configurable: true })
  },
  'an observer that says nothing'(view) {
    view.MutationObserver = class {
      observe(): void {}
      disconnect(): void {}
      takeRecords(): MutationRecord[] {
        return []
      }
    }
  },
  'text of other elements'({ Node, CharacterData }) {
    Object.defineProperty(Node.prototype, 'textContent', { get: () => 'a', configurable: true })
    Object.defineProperty(CharacterData.prototype, 'data', { get: () => 'a', configurable: true })
    Object.defineProperty(Node.prototype, 'parentNode', { get: () => null, configurable: true })
  },
  'patterns that find nothing'(view) {
    view.RegExp.prototype.test = () => false
    view.RegExp.prototype.exec = () => null
  },
  'strings that stay as they are'(view) {
    const { prototype } = view.String
    prototype.replace = function () {
      return String(this)
    }
    prototype.trim = () => ''
    prototype.includes = () => false
    prototype.startsWith = () => false
    prototype.toLowerCase = () => 'a'
  },
  'lists that are empty'(view) {
    const { prototype } = view.Array
    prototype.some = () => false
    prototype.find = () => undefined
    prototype.includes = () => false
    prototype.filter = () => []
  },
  'lists whose parts go astray'(view) {
    const { prototype } = view.Array
    prototype.join = () => ''
    prototype.map = () => []
    prototype.flatMap = () => []
  },
  'sets that forget'(view) {
    for (const { prototype } of [view.WeakSet, view.Set]) {
      prototype.has = () => false
      prototype.add = function () {
        return this
      }
    }
    for (const { prototype } of [view.Map, view.WeakMap]) prototype.has = () => false
  },
  'weak sets that forget'(view) {
    view.WeakSet.prototype.has = () => false
  },
  'JSON that tells more'(view) {
    const lie = { value: () => 'a', configurable: true }
    Object.defineProperty(view.Object.prototype, 'toJSON', lie)
    view.JSON.stringify = () => '{}'
    view.JSON.parse = () => ({})
  },
  encoders({ TextEncoder }) {
    const { encode } = TextEncoder.prototype
    TextEncoder.prototype.encode = function (text) {
      return encode.call(this, `${text} `)
    }
  },
  'calls and bindings'(view) {
    const { apply } = Reflect
    const { prototype } = view.Function
    prototype.call = function (self, ...args) {
      return apply(this, self, args)
    }
  },
}

const PAGE = `<!doctype html><title>t</title><body><p>shown to all</p>
  <section class=box><p id=text></p><input id=field><b id=title></b></section>
  <div data-alongside-mask><p id=marked></p></div><div data-alongside-block><p id=blocked></p></div>
  <input id=password type=password><input id=card autocomplete=cc-number><input id=named name=card-number>
  <input id=toggled type=password><textarea id=area name=pin></textarea></body>`

/** What a page that lies has sent of its secrets; null: nothing is shared, as its built-ins are not to be trusted. */
async function tracesOf(lie: (view: View) => void): Promise<string[] | null> {
  const canaries = new Canaries()
  const frame = document.body.appendChild(document.createElement('iframe'))
  const page = frame.contentDocument as Document
  const view = page.defaultView as View
  const get = (id: string): HTMLInputElement => page.getElementById(id) as HTMLInputElement
  const put = (): void => {
    for (const id of ['text', 'marked', 'blocked', 'area']) get(id).append(canaries.plant(id))
    for (const id of ['field', 'password', 'card', 'named', 'toggled', 'area']) {
      get(id).value = canaries.plant(id)
      get(id).setAttribute('value', canaries.plant(id))
    }
    get('title').title = canaries.plant('title')
  }
  page.write(PAGE)
  page.close()
  put()
  lie(view)
  const load = Reflect.get(view, 'eval')('(url) => import(url)')
  try {
    if (!(await load(BUILT_INS)).builtInsHold()) return null
    const { startCapture }: typeof import('@alongside/capture') = await load(CAPTURE)
    const privacy = { ...DEFAULT_RULES, maskSelectors: ['.box'] }
    const frames: Uint8Array[] = []
    const capture = startCapture({ privacy, emit: (bytes) => frames.push(bytes) })
    capture.flush()
    put()
    get('toggled').type = 'text'
    get('toggled').value = canaries.plant('toggled')
    capture.flush()
    capture.stop()
    expect(await clearOf(frames)).toContain('shown to all')
    return await tracesIn(frames, canaries)
  } finally {
    frame.remove()
  }
}

const CAPTURE = new URL('../../packages/capture/src/index.ts', import.meta.url).href
const BUILT_INS = new URL('../../apps/messenger/src/built-ins.ts', import.meta.url).href

for (const [name, lie] of Object.entries(LIES))
  it(`of a page with ${name} the same is masked`, async () => {
    const traces = await tracesOf(lie)
    expect(traces ?? []).toEqual([])
    console.log(`${name}: ${traces ? 'shared' : 'not shared'}`)
  })
