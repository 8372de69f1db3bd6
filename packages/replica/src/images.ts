import type { NodeId, Op } from '@alongside/protocol'
import type { Assets, Wish } from './assets.ts'
import { assetAttribute, authoredAttribute } from './attributes.ts'
import * as dom from './dom.ts'
import type { FidelityReason } from './fidelity.ts'
import { outermost } from './geometry.ts'
import { blankImage } from './own-sheet.ts'
import type { Tree } from './tree.ts'

type Scaled = Wish & { readonly ask: { readonly request: 'nodeAsset' } }
type Chosen = { readonly url: string; readonly width: number; readonly height: number }

/** The name under which all of an image is asked for, in whatever size it is seen. */
const WHOLE = 'currentSrc'
/** An image that is seen so much larger than it came is blurred. */
const BLURRED = 1.2
/** How long what follows from a change is waited for. Milliseconds. */
const LOOK_AFTER = 100

const NAMES: ReadonlySet<string> = new Set(
  'src srcset poster href xlink:href background'.split(' '),
)

/** Everything that an element itself shows: `<img>`, SVG images, posters, image buttons, old backgrounds. */
export class Images {
  readonly #tree: Tree
  readonly #assets: Assets
  readonly #note: (id: NodeId, reason: FidelityReason) => void
  readonly #settled: () => void
  readonly #chosen = new WeakMap<Element, Chosen>()
  readonly #watched = new WeakSet<Element>()
  readonly #dirty = new Set<Element>()
  /** Images that came smaller than they are. */
  readonly #scaled = new Map<Element, Scaled>()
  readonly #wholeImages: boolean
  readonly #needed: () => void
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: {
    tree: Tree
    assets: Assets
    /** None is to come smaller than it is. */
    wholeImages: boolean
    /** There are requests, though nobody has asked. */
    needed(): void
    note(id: NodeId, reason: FidelityReason): void
    settled(): void
  }) {
    this.#tree = parts.tree
    this.#assets = parts.assets
    this.#wholeImages = parts.wholeImages
    this.#needed = parts.needed
    this.#note = parts.note
    this.#settled = parts.settled
  }

  /** An authored attribute of this element, by its name in lower case, was set or removed. */
  attribute(element: Element, name: string): void {
    if (!NAMES.has(name)) return
    const own = assetAttribute(element)
    if (own === null) return
    const plain = name.replace('xlink:', '')
    if (plain === own) this.#chosen.delete(element)
    if (plain === own || plain === 'srcset') this.#dirty.add(element)
  }

  /** The source that the sharer's browser chose. */
  choose(op: Extract<Op, { op: 'image' }>): void {
    const element = this.#tree.element(op.id)
    if (assetAttribute(element) === null) return
    this.#chosen.set(element, op)
    this.#dirty.add(element)
  }

  /** After a batch, when every attribute and choice of it is known. */
  flush(): void {
    for (const element of this.#dirty) this.#refresh(element)
    this.#dirty.clear()
    this.look()
  }

  /** Soon asks for all of what is seen larger than it came, on this screen and at this zoom. */
  look(): void {
    if (this.#scaled.size > 0) this.#timer ??= setTimeout(() => this.#look(), LOOK_AFTER)
  }

  destroy(): void {
    clearTimeout(this.#timer)
  }

  #look(): void {
    this.#timer = undefined
    for (const [element, wish] of this.#scaled) {
      const density = this.#assets.densityOf(wish)
      if (density === null || !dom.isConnected(element)) this.#scaled.delete(element)
      else if (seenDensity(element, this.#tree) > density * BLURRED)
        this.#assets.whole({ ...wish, ask: { ...wish.ask, name: WHOLE } })
    }
    this.#needed()
  }

  #refresh(element: Element): void {
    const id = this.#tree.idOf(element)
    const attribute = assetAttribute(element)
    if (id === undefined || attribute === null) return
    const chosen = this.#chosen.get(element)
    const plain = authoredAttribute(element, attribute)
    const name = plain === null && attribute === 'href' ? 'xlink:href' : attribute
    const url = chosen?.url ?? plain ?? authoredAttribute(element, name)
    if (!url?.trim()) {
      dom.removeAttribute(element, attribute)
      if (attribute === 'src') dom.removeAttribute(element, 'srcset')
      return
    }
    const baseUrl = this.#tree.documentOf(element)?.baseUrl ?? ''
    const asked = this.#wholeImages && dom.isHtml(element, 'img') ? WHOLE : name
    const ask = { request: 'nodeAsset', node: id, name: asked, token: url } as const
    const ready = () => {
      // Freed meanwhile, or showing something else by now: then this answer is not for it.
      if (this.#tree.idOf(element) === id) this.#refresh(element)
      this.#settled()
    }
    const wish = { url, baseUrl, ask, owner: element, ready }
    const live = this.#assets.live(wish)
    const density = this.#assets.densityOf(wish)
    if (density === null) this.#scaled.delete(element)
    else this.#scaled.set(element, wish)
    if (live) this.#show(element, attribute, live, chosen, density)
    else this.#keepBox(element, attribute, chosen, live === null)
    const reason = this.#assets.reasonOf(live, 'image')
    if (reason) this.#note(id, reason)
  }

  #show(
    element: Element,
    attribute: string,
    live: string,
    chosen: Chosen | undefined,
    density: number | null,
  ): void {
    dom.removeAttribute(element, 'data-alongside-refused')
    if (density !== null && dom.isHtml(element, 'img')) {
      // Beside a `src` the browser might take that, at a density of 1.
      dom.setAttribute(element, 'srcset', `${live} ${density}x`)
      dom.removeAttribute(element, attribute)
      return
    }
    dom.setAttribute(element, attribute, live)
    if (!dom.isHtml(element, 'img')) return
    dom.removeAttribute(element, 'srcset')
    if (this.#watched.has(element)) return
    this.#watched.add(element)
    // A listener of this realm; the frame runs nothing.
    EventTarget.prototype.addEventListener.call(element, 'load', () => {
      this.#setDensity(element)
      this.#settled()
    })
    EventTarget.prototype.addEventListener.call(element, 'error', () => this.#failed(element))
    if (chosen) this.#setDensity(element)
  }

  /** The agent's browser does not get it either, such as what is behind a login. */
  #failed(element: Element): void {
    const id = this.#tree.idOf(element)
    if (id === undefined || !dom.getAttribute(element, 'src')?.startsWith('https:')) return
    this.#keepBox(element, 'src', this.#chosen.get(element), true)
    this.#note(id, 'image')
    this.#settled()
  }

  /** `srcset` with a density gives the pixels the CSS size that the sharer's browser gives them. */
  #setDensity(element: Element): void {
    const chosen = this.#chosen.get(element)
    const live = dom.getAttribute(element, 'src')
    const pixels: number = Reflect.get(HTMLImageElement.prototype, 'naturalWidth', element)
    if (!chosen || !live || !(chosen.width > 0) || !(pixels > 0)) return
    if (dom.hasAttribute(element, 'srcset') || dom.hasAttribute(element, 'data-alongside-refused'))
      return
    const density = pixels / chosen.width
    if (Math.abs(density - 1) < 0.01) return
    // Another URL may hold a comma or a space, which srcset would cut at.
    if (live.startsWith('blob:')) dom.setAttribute(element, 'srcset', `${live} ${density}x`)
  }

  /** While the bytes are on their way, or will never come: a box of the size that is known, else the alt text. */
  #keepBox(
    element: Element,
    attribute: string,
    chosen: Chosen | undefined,
    refused: boolean,
  ): void {
    if (refused) dom.setAttribute(element, 'data-alongside-refused', attribute)
    if (!dom.isHtml(element, 'img')) {
      if (refused) dom.removeAttribute(element, attribute)
      return
    }
    const width = chosen?.width || Number(dom.getAttribute(element, 'width'))
    const height = chosen?.height || Number(dom.getAttribute(element, 'height'))
    dom.removeAttribute(element, 'srcset')
    if (width > 0 && height > 0)
      dom.setAttribute(element, 'src', blankImage(width, height, refused ? '#eceef2' : 'none'))
    else if (refused) dom.removeAttribute(element, 'src')
  }
}

/** In how many pixels of the agent's screen a CSS px of an image is seen. */
function seenDensity(image: Element, tree: Tree): number {
  const { width, height } = dom.rectOf(image)
  const natural = (side: 'naturalWidth' | 'naturalHeight'): number =>
    Reflect.get(HTMLImageElement.prototype, side, image) || Number.POSITIVE_INFINITY
  const top = outermost(tree).root?.document
  const frame = top && dom.viewOf(top)?.frameElement
  const zoom = frame ? dom.rectOf(frame).width / (frame as HTMLElement).offsetWidth : 1
  const isUnscaled = getComputedStyle(image).objectFit === 'none'
  const share = Math.max(width / natural('naturalWidth'), height / natural('naturalHeight'))
  return (isUnscaled ? 1 : share) * zoom * devicePixelRatio
}
