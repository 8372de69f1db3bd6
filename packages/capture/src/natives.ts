import * as TYPE from './node-type.ts'

/**
 * Reads of the DOM through the getters and methods of the prototypes. A form or a document answers `form.children` or
 * `document.title` with an element of that name (HTML standard, LegacyOverrideBuiltIns), so the plain property
 * of a page's node is never to be trusted. Those of one realm work on the nodes of every same-origin frame.
 * As a bound `call`, each is a function of its subject, whatever the page does to `Function.prototype` later.
 */
function native<Read>(of: { readonly prototype: object }, name: string): Read {
  const found = Object.getOwnPropertyDescriptor(of.prototype, name)
  const read = (found?.get ?? found?.value) as (() => unknown) | undefined
  if (!read) throw new Error(`this browser has no ${name}`)
  return Function.prototype.call.bind(read) as Read
}

type Of<Subject, Value> = (of: Subject) => Value

export const parentOf: Of<Node, Node | null> = native(Node, 'parentNode')
export const firstChildOf: Of<Node, Node | null> = native(Node, 'firstChild')
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
export const openShadowOf: Of<Element, ShadowRoot | null> = native(Element, 'shadowRoot')
export const boxOf: Of<Element, DOMRect> = native(Element, 'getBoundingClientRect')
export const attributeOf: (of: Element, name: string) => string | null = native(
  Element,
  'getAttribute',
)
export const matchesOf: (of: Element, selector: string) => boolean = native(Element, 'matches')
export const rootElementOf: Of<Document, Element | null> = native(Document, 'documentElement')
export const compatModeOf: Of<Document, string> = native(Document, 'compatMode')
export const doctypeOf: Of<Document, DocumentType | null> = native(Document, 'doctype')
export const titleOf: Of<Document, string> = native(Document, 'title')
export const windowOf: Of<Document, (Window & typeof globalThis) | null> = native(
  Document,
  'defaultView',
)
/** The topmost element at a point of the viewport; lays the page out if it is not. */
export const elementFromPoint: (of: Document, x: number, y: number) => Element | null = native(
  Document,
  'elementFromPoint',
)
const frameDocument: Of<Element, Document | null> = native(HTMLIFrameElement, 'contentDocument')
const documentAdopted: Of<Node, readonly CSSStyleSheet[]> = native(Document, 'adoptedStyleSheets')
const shadowAdopted: Of<Node, readonly CSSStyleSheet[]> = native(ShadowRoot, 'adoptedStyleSheets')

/** Not through the page's prototypes: there it would look as if the page had asked. */
export const adoptedOf = (of: Document | ShadowRoot): readonly CSSStyleSheet[] =>
  (typeOf(of) === TYPE.document ? documentAdopted : shadowAdopted)(of)

export const HTML = 'http://www.w3.org/1999/xhtml'

export function isElement(of: Node): of is Element {
  return typeOf(of) === TYPE.element
}

export function isHtml(of: Element, name: string): boolean {
  return nameOf(of) === name && namespaceOf(of) === HTML
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
