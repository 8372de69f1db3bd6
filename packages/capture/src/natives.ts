import * as TYPE from './node-type.ts'

/**
 * Reads of the DOM through the getters of the prototypes. A form or a document answers `form.children` or
 * `document.title` with an element of that name (HTML standard, LegacyOverrideBuiltIns), so the plain property
 * of a page's node is never to be trusted. Getters of one realm work on the nodes of every same-origin frame.
 */
// biome-ignore lint/suspicious/noExplicitAny: the getter's type is stated by each use below
type Getter = (this: any) => any

function getter(prototype: object, name: string): Getter {
  const found = Object.getOwnPropertyDescriptor(prototype, name)?.get
  if (!found) throw new Error(`this browser has no ${name}`)
  return found
}

const node = Node.prototype
const parentNode = getter(node, 'parentNode')
const firstChild = getter(node, 'firstChild')
const nextSibling = getter(node, 'nextSibling')
const previousSibling = getter(node, 'previousSibling')
const nodeType = getter(node, 'nodeType')
const isConnected = getter(node, 'isConnected')
const baseUri = getter(node, 'baseURI')
const ownerDocument = getter(node, 'ownerDocument')
const { getRootNode } = node
const data = getter(CharacterData.prototype, 'data')
const localName = getter(Element.prototype, 'localName')
const tagName = getter(Element.prototype, 'tagName')
const namespace = getter(Element.prototype, 'namespaceURI')
const attributes = getter(Element.prototype, 'attributes')
const shadowRoot = getter(Element.prototype, 'shadowRoot')
const { getAttribute, matches, getBoundingClientRect } = Element.prototype
const frameDocument = getter(HTMLIFrameElement.prototype, 'contentDocument')
const documentElement = getter(Document.prototype, 'documentElement')
const compatMode = getter(Document.prototype, 'compatMode')
const doctype = getter(Document.prototype, 'doctype')
const title = getter(Document.prototype, 'title')
const defaultView = getter(Document.prototype, 'defaultView')
const documentAdopted = getter(Document.prototype, 'adoptedStyleSheets')
const shadowAdopted = getter(ShadowRoot.prototype, 'adoptedStyleSheets')

export const parentOf = (of: Node): Node | null => parentNode.call(of)
export const firstChildOf = (of: Node): Node | null => firstChild.call(of)
export const nextSiblingOf = (of: Node): Node | null => nextSibling.call(of)
export const previousSiblingOf = (of: Node): Node | null => previousSibling.call(of)
export const typeOf = (of: Node): number => nodeType.call(of)
export const connected = (of: Node): boolean => isConnected.call(of)
export const baseUrlOf = (of: Node): string => baseUri.call(of)
export const documentOf = (of: Node): Document | null => ownerDocument.call(of)
export const rootOf = (of: Node): Node => getRootNode.call(of)
export const dataOf = (of: CharacterData): string => data.call(of)
export const nameOf = (of: Element): string => localName.call(of)
export const tagNameOf = (of: Element): string => tagName.call(of)
export const namespaceOf = (of: Element): string => namespace.call(of) ?? ''
export const attributesOf = (of: Element): NamedNodeMap => attributes.call(of)
export const openShadowOf = (of: Element): ShadowRoot | null => shadowRoot.call(of)
export const attributeOf = (of: Element, name: string): string | null => getAttribute.call(of, name)
export const matchesOf = (of: Element, selector: string): boolean => matches.call(of, selector)
export const boxOf = (of: Element): DOMRect => getBoundingClientRect.call(of)
export const rootElementOf = (of: Document): Element | null => documentElement.call(of)
export const compatModeOf = (of: Document): string => compatMode.call(of)
export const doctypeOf = (of: Document): DocumentType | null => doctype.call(of)
export const titleOf = (of: Document): string => title.call(of)
export const windowOf = (of: Document): (Window & typeof globalThis) | null => defaultView.call(of)

/** Not through the page's prototypes: there it would look as if the page had asked. */
export const adoptedOf = (of: Document | ShadowRoot): readonly CSSStyleSheet[] =>
  (typeOf(of) === TYPE.document ? documentAdopted : shadowAdopted).call(of)

export const HTML = 'http://www.w3.org/1999/xhtml'

export function isElement(of: Node): of is Element {
  return typeOf(of) === TYPE.element
}

export function isHtml(of: Element, name: string): boolean {
  return nameOf(of) === name && namespaceOf(of) === HTML
}

/** The topmost element at a point of the viewport; lays the page out if it is not. */
export const elementFromPoint = (of: Document, x: number, y: number): Element | null =>
  Document.prototype.elementFromPoint.call(of, x, y)

/** The page in a frame element of the same origin; null for others and for elements that are no frame. */
export function frameDocumentOf(of: Element): Document | null {
  const name = nameOf(of)
  if (name !== 'iframe' && name !== 'frame') return null
  try {
    return name === 'iframe' ? frameDocument.call(of) : (of as HTMLFrameElement).contentDocument
  } catch {
    return null
  }
}

/** The element that a shadow root or the page of a frame belongs to. */
export function hostOf(root: Node): Element | null {
  if (typeOf(root) === TYPE.fragment) return (root as ShadowRoot).host ?? null
  if (typeOf(root) !== TYPE.document) return null
  try {
    return windowOf(root as Document)?.frameElement ?? null
  } catch {
    return null
  }
}
