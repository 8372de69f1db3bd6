import * as TYPE from './node-type.ts'

/**
 * A window of our own to take the browser's functions from, where scripts have put theirs in front (polyfilled shadow
 * trees hide the real one). It is on the page only then, and until the capture stops: observers die with their window.
 */
let donor: HTMLIFrameElement | undefined

/** By name too: a bound function and a proxy say that they are native, and have none. */
const isNative = (found: unknown): boolean =>
  typeof found === 'function' && / \w+\(\) {\s+\[nat/.test(Function.prototype.toString.call(found))

function pristine(name: string): { prototype: object } {
  if (!donor) {
    donor = document.createElement('iframe')
    donor.hidden = true
    donor.dataset['alongsideOwn'] = ''
    document.documentElement.append(donor)
  }
  return Reflect.get(donor.contentWindow ?? window, name)
}

export function removeDonor(): void {
  donor?.remove()
  donor = undefined
}

/**
 * Reads of the DOM through the getters and methods of the prototypes. A form or a document answers `form.children` or
 * `document.title` with an element of that name (HTML standard, LegacyOverrideBuiltIns), so the plain property
 * of a page's node is never to be trusted. Those of one realm work on the nodes of every same-origin frame.
 * As a bound `call`, each is a function of its subject, whatever the page does to `Function.prototype` later.
 */
function native<Read>(
  of: { readonly name: string; readonly prototype: object },
  name: string,
): Read {
  const find = ({ prototype }: { readonly prototype: object }): unknown => {
    const found = Object.getOwnPropertyDescriptor(prototype, name)
    return found?.get ?? found?.value
  }
  let read = find(of)
  if (!isNative(read)) read = find(pristine(of.name))
  if (!read) throw new Error(`no ${name}`)
  return Function.prototype.call.bind(read as () => unknown) as Read
}

type Of<Subject, Value> = (of: Subject) => Value

/** zone.js runs what its page's functions call in zones, which makes Angular look for changes: these are the originals. */
function symbol(name: string): string {
  return Reflect.get(globalThis, 'Zone')?.__symbol__?.(name) ?? name
}

/** An object of the page whose methods are the browser's. */
export function unzoned<T extends object>(of: T): T {
  return new Proxy(of, {
    get(target, name: string) {
      const own = Reflect.get(target, symbol(name)) ?? Reflect.get(target, name)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
}

/** A request that zone.js does not hear of. (For the same reason an answer is awaited, never given to `then`.) */
export const fetchNatively = (url: string): Promise<Response> =>
  unzoned(window).fetch(url, { cache: 'force-cache', credentials: 'same-origin' })

export function observer(heard: MutationCallback): MutationObserver {
  const found = Reflect.get(window, symbol('MutationObserver'))
  return new (isNative(found) ? found : pristine('MutationObserver'))(heard)
}

export const parentOf: Of<Node, Node | null> = native(Node, 'parentNode')
export const firstChildOf: Of<Node, Node | null> = native(Node, 'firstChild')
export const lastChildOf: Of<Node, Node | null> = native(Node, 'lastChild')
export const nextSiblingOf: Of<Node, Node | null> = native(Node, 'nextSibling')
export const previousSiblingOf: Of<Node, Node | null> = native(Node, 'previousSibling')
export const typeOf: Of<Node, number> = native(Node, 'nodeType')
export const connected: Of<Node, boolean> = native(Node, 'isConnected')
export const baseUrlOf: Of<Node, string> = native(Node, 'baseURI')
export const documentOf: Of<Node, Document | null> = native(Node, 'ownerDocument')
export const rootOf: Of<Node, Node> = native(Node, 'getRootNode')
export const dataOf: Of<CharacterData, string> = native(CharacterData, 'data')
export const nameOf: Of<Element, string> = native(Element, 'localName')
export const tagNameOf: Of<Element, string> = native(Element, 'tagName')
export const namespaceOf: Of<Element, string | null> = native(Element, 'namespaceURI')
export const attributesOf: Of<Element, NamedNodeMap> = native(Element, 'attributes')
export const attributeNamesOf: Of<Element, string[]> = native(Element, 'getAttributeNames')
export const openShadowOf: Of<Element, ShadowRoot | null> = native(Element, 'shadowRoot')
export const boxOf: Of<Element, DOMRect> = native(Element, 'getBoundingClientRect')
export const attributeOf: (of: Element, name: string) => string | null = native(
  Element,
  'getAttribute',
)
export const attributeNodeOf: (of: Element, namespace: string, local: string) => Attr | null =
  native(Element, 'getAttributeNodeNS')
export const matchesOf: (of: Element, selector: string) => boolean = native(Element, 'matches')
export const closestOf: (of: Element, selector: string) => Element | null = native(
  Element,
  'closest',
)
export const rootElementOf: Of<Document, Element | null> = native(Document, 'documentElement')
export const compatModeOf: Of<Document, string> = native(Document, 'compatMode')
export const doctypeOf: Of<Document, DocumentType | null> = native(Document, 'doctype')
export const titleOf: Of<Document, string> = native(Document, 'title')
export const windowOf: Of<Document, (Window & typeof globalThis) | null> = native(
  Document,
  'defaultView',
)
const shadowHost: Of<Node, Element> = native(ShadowRoot, 'host')
export const sheetsOf: Of<Document, StyleSheetList> = native(Document, 'styleSheets')
export const scrollerOf: Of<Document, Element | null> = native(Document, 'scrollingElement')
export const scrollTopOf: Of<Element, number> = native(Element, 'scrollTop')
export const scrollLeftOf: Of<Element, number> = native(Element, 'scrollLeft')
const frameDocument: Of<Element, Document | null> = native(HTMLIFrameElement, 'contentDocument')
const documentAdopted: Of<Node, readonly CSSStyleSheet[]> = native(Document, 'adoptedStyleSheets')
const shadowAdopted: Of<Node, readonly CSSStyleSheet[]> = native(ShadowRoot, 'adoptedStyleSheets')
const documentActive: Of<Node, Element | null> = /* @__PURE__ */ native(Document, 'activeElement')
const shadowActive: Of<Node, Element | null> = /* @__PURE__ */ native(ShadowRoot, 'activeElement')

/** Not through the page's prototypes: there it would look as if the page had asked. */
export const adoptedOf = (of: Document | ShadowRoot): readonly CSSStyleSheet[] =>
  (typeOf(of) === TYPE.document ? documentAdopted : shadowAdopted)(of)

export const activeElementOf = (of: Document | ShadowRoot): Element | null =>
  (typeOf(of) === TYPE.document ? documentActive : shadowActive)(of)

export const HTML = 'http://www.w3.org/1999/xhtml'

export function isElement(of: Node): of is Element {
  return typeOf(of) === TYPE.element
}

export function isHtml(of: Element, name: string): boolean {
  return nameOf(of) === name && namespaceOf(of) === HTML
}

/** The topmost element at a point of the viewport; lays the page out if it is not. */
export const elementFromPoint = (of: Document | ShadowRoot, x: number, y: number): Element | null =>
  prototypeOf(of).elementFromPoint.call(of, x, y)

export const allMatching = (of: Document | ShadowRoot, selector: string): NodeListOf<Element> =>
  prototypeOf(of).querySelectorAll.call(of, selector)

function prototypeOf(root: Document | ShadowRoot): Document | ShadowRoot {
  return (typeOf(root) === TYPE.document ? Document : ShadowRoot).prototype
}

/** The page in a frame element of the same origin; null for others and for elements that are no frame. */
export function frameDocumentOf(of: Element): Document | null {
  const name = nameOf(of)
  if (name !== 'iframe' && name !== 'frame') return null
  try {
    return name === 'iframe' ? frameDocument(of) : (of as HTMLFrameElement).contentDocument
  } catch {
    return null
  }
}

/** A frame element whose page no script of this one can read. */
export const isUnreachable = (of: Node): of is Element =>
  isElement(of) && /^i?frame$/.test(nameOf(of)) && !frameDocumentOf(of)

/** The element that a shadow root or the page of a frame belongs to; none where a polyfill only calls it a shadow root. */
export function hostOf(root: Node): Element | null {
  try {
    return typeOf(root) === TYPE.fragment
      ? shadowHost(root)
      : typeOf(root) === TYPE.document
        ? (windowOf(root as Document)?.frameElement ?? null)
        : null
  } catch {
    return null
  }
}

/** The parent, or the host where a shadow root or the page of a frame ends. */
export const aboveOf = (of: Node): Node | null => parentOf(of) ?? hostOf(of)

/** Adds or removes a listener of ours; on a document too that has an element named `addEventListener`. */
export function listen(
  target: EventTarget,
  type: string,
  heard: (event: Event) => void,
  on = true,
): void {
  const method = Reflect.get(
    EventTarget.prototype,
    symbol(on ? 'addEventListener' : 'removeEventListener'),
  )
  try {
    method.call(target, type, heard, { capture: true, passive: true })
  } catch {
    // The window of a frame that has gone to another origin: it has no listeners of ours any more.
  }
}
