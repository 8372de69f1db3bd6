import { describe, expect, it } from 'vitest'
import { joinPage, until } from './joined.ts'
import { the } from './missing.ts'

type View = Window & typeof globalThis
type AnyFunction = (this: unknown, ...args: never[]) => unknown
type Dress = (made: AnyFunction) => AnyFunction

/** What scripts put in front of the browser's functions can be told from these, as long as it does not hide. */
const plain: Dress = (made) => made
/** Where functions do not say what they are, the tree is read as the polyfill tells it. */
const disguised: Dress = (made) => new Proxy(made, {})

/**
 * Shadow trees as polyfills make them: what is rendered stands in the host itself, light children at their slots, and
 * accessors in front of the browser's tell of a host with its light children and of a root beside it.
 */
function polyfillShadowTrees(view: View, dress: Dress): void {
  const light = new WeakMap<Node, Node[]>()
  const placed = new WeakMap<Node, readonly [host: Node, index: number]>()
  const roots = new WeakMap<Node, DocumentFragment>()
  const { Node, Element } = view
  const put = (of: object, name: string, made: (native: AnyFunction) => AnyFunction): void => {
    const before = Object.getOwnPropertyDescriptor(of, name) ?? {}
    const kind = before.get ? 'get' : 'value'
    const native: AnyFunction = before[kind]
    // A root that the capture took for one would be no document and no root to anything else that asks.
    const now = name === 'shadowRoot' ? made(native) : dress(made(native))
    Object.defineProperty(of, name, { ...before, [kind]: now })
  }
  const childOf = (node: unknown, index: number) => light.get(node as Node)?.[index]
  put(
    Node.prototype,
    'firstChild',
    (native) =>
      function (this: unknown) {
        return light.has(this as Node)
          ? (childOf(this, 0) ?? null)
          : Reflect.apply(native, this, [])
      },
  )
  put(
    Node.prototype,
    'nextSibling',
    (native) =>
      function (this: unknown) {
        const at = placed.get(this as Node)
        return at ? (childOf(at[0], at[1] + 1) ?? null) : Reflect.apply(native, this, [])
      },
  )
  put(
    Node.prototype,
    'parentNode',
    (native) =>
      function (this: unknown) {
        return placed.get(this as Node)?.[0] ?? Reflect.apply(native, this, [])
      },
  )
  put(
    Element.prototype,
    'shadowRoot',
    () =>
      function (this: unknown) {
        return roots.get(this as Node) ?? null
      },
  )
  put(
    Element.prototype,
    'attachShadow',
    () =>
      function (this: unknown) {
        const host = this as Element
        const root = host.ownerDocument.createDocumentFragment()
        const children = Array.from(host.childNodes)
        light.set(host, children)
        for (const [i, child] of children.entries()) placed.set(child, [host, i])
        roots.set(host, root)
        return root
      },
  )
}

/** As a component of such a page does it: attach, fill, and the polyfill renders. */
function build(page: Document): void {
  const host = the<HTMLElement>(page, 'h')
  const children = Array.from(host.childNodes)
  host.attachShadow({ mode: 'open' })
  const box = page.createElement('section')
  const heading = page.createElement('h2')
  heading.append('from the shadow tree')
  box.append(heading, ...children)
  host.append(box)
}

const MARKUP =
  '<!doctype html><title>t</title><style>section{padding:9px;border:1px solid teal}</style>' +
  '<body><div id=h><b id=b>light</b> text</div><p id=after>after</p>'

async function share(dress: Dress, live: boolean): Promise<string | null> {
  const joined = await joinPage(MARKUP, {
    own: true,
    before(page) {
      const view = page.defaultView as View
      polyfillShadowTrees(view, dress)
      if (dress === disguised)
        view.Function.prototype.toString = () => 'function any() { [native code] }'
      if (!live) build(page)
    },
  })
  try {
    if (live) build(joined.page)
    await until(() => joined.replica.document?.querySelector('#h'))
    the(joined.page, 'b').setAttribute('lang', 'en')
    the(joined.page, 'b').append('er')
    joined.capture.flush()
    const copy = joined.replica.document as Document
    if (copy.getElementById('h')?.shadowRoot) return 'a native root in the replica'
    // The page's own accessors would tell what the polyfill does; markup is written by the browser.
    // States are marks in the copy: the pointer may rest anywhere.
    const marks = / data-alongside-is-[a-z-]+=""/g
    const [mine, theirs] = [joined.page, copy].map(({ body }) => body.innerHTML.replace(marks, ''))
    const places = [joined.page, copy].map((of) => the(of, 'after').getBoundingClientRect().y)
    return mine === theirs && places[0] === places[1] ? null : `${theirs} instead of ${mine}`
  } finally {
    joined.close()
  }
}

describe('shadow trees of a polyfill [line 19]', () => {
  for (const [when, live] of [
    ['before sharing', false],
    ['while sharing', true],
  ] as const)
    it(`built ${when} are mirrored as they are rendered, without a root; not by what the polyfill tells`, async () => {
      expect(await share(plain, live)).toBeNull()
      expect(await share(disguised, live).catch(String)).not.toBeNull()
    })
})
