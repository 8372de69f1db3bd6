import type { NodeId } from '@alongside/protocol'
import { liveValue, ruleOf } from './allow.ts'
import type { Assets } from './assets.ts'
import { authoredAttribute } from './attributes.ts'
import { rewriteCss } from './css.ts'
import * as dom from './dom.ts'
import type { FidelityReason } from './fidelity.ts'
import type { Media } from './media.ts'
import { pageRewrite } from './page-rewrite.ts'
import type { Tree } from './tree.ts'

/** `<use>` of a symbol in a file of its own. */
export class Sprites {
  readonly #tree: Tree
  readonly #assets: Assets
  readonly #media: Media
  readonly #note: (id: NodeId, reason: FidelityReason) => void
  readonly #settled: () => void
  /** Files as the frame may have them, by what came. */
  readonly #files = new Map<string, string | null>()
  readonly #dirty = new Set<Element>()

  constructor(parts: {
    tree: Tree
    assets: Assets
    media: Media
    note(id: NodeId, reason: FidelityReason): void
    settled(): void
  }) {
    this.#tree = parts.tree
    this.#assets = parts.assets
    this.#media = parts.media
    this.#note = parts.note
    this.#settled = parts.settled
  }

  /** An authored attribute of this element, by its name in lower case, was set or removed. */
  attribute(element: Element, name: string): void {
    if (/^(xlink:)?href$/.test(name) && isUse(element)) this.#dirty.add(element)
  }

  /** After a batch. */
  flush(): void {
    for (const element of this.#dirty) this.#refresh(element)
    this.#dirty.clear()
  }

  #refresh(element: Element): void {
    const id = this.#tree.idOf(element)
    const name = authoredAttribute(element, 'href') === null ? 'xlink:href' : 'href'
    const url = authoredAttribute(element, name)
    if (id === undefined || !url || url.trim().startsWith('#')) return
    const live = this.#assets.live({
      url,
      baseUrl: this.#tree.documentOf(element)?.baseUrl ?? '',
      ask: { request: 'nodeAsset', node: id, name, token: url },
      owner: element,
      ready: () => {
        if (this.#tree.idOf(element) === id) this.#refresh(element)
        this.#settled()
      },
    })
    const shown = live ? this.#symbol(live) : live
    if (shown) dom.setAttribute(element, 'href', shown)
    else dom.removeAttribute(element, 'href')
    const reason = this.#assets.reasonOf(shown, 'image')
    if (reason) this.#note(id, reason)
  }

  /** A file that is referred into is a document of our origin, unlike a picture: it is made anew of what may live here. */
  #symbol(live: string): string | null {
    const [, file = '', fragment = ''] =
      /^data:image\/svg\+xml;base64,([^#]*)#(.*)$/.exec(live) ?? []
    if (!file) return null
    const known = this.#files.get(file)
    const inert = known === undefined ? inertSvg(fromBase64(file), this.#media) : known
    const url =
      known === undefined && inert !== null ? this.#assets.publish([inert], 'image/svg+xml') : inert
    this.#files.set(file, url)
    return url && `${url}#${fragment}`
  }
}

function isUse(element: Element): boolean {
  return dom.namespaceOf(element) === dom.SVG && dom.localNameOf(element) === 'use'
}

const WITHOUT = /^(script|foreignObject)$/

/** Drawing elements with what attributes and styles the allow-list leaves of them; null: this is no SVG. */
export function inertSvg(text: string, media: Media): string | null {
  const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml')
  if (root.namespaceURI !== dom.SVG || root.querySelector('parsererror')) return null
  const rewrite = pageRewrite(media, () => null)
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element.namespaceURI !== dom.SVG || WITHOUT.test(element.localName)) {
      element.remove()
      continue
    }
    if (element.localName === 'style')
      element.textContent = rewriteCss(element.textContent, rewrite)
    for (const { name, value } of [...element.attributes]) {
      const live = liveValue(element, ruleOf(name), value)
      if (live === null) element.removeAttribute(name)
      else element.setAttribute(name, name === 'style' ? rewriteCss(live, rewrite) : live)
    }
  }
  return new XMLSerializer().serializeToString(root)
}

function fromBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0)))
}
