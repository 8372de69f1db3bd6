/**
 * The DOM through its prototypes. A page may hold `<input name="firstChild">` in a form or
 * `<img name="createElement">` in its document: such names shadow the real members, so nothing in
 * this package reads a member of a replica node directly. Prototypes of this realm serve nodes of
 * every same-origin frame: members check what an object is, not which realm it comes from.
 */

export const HTML = 'http://www.w3.org/1999/xhtml'
export const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
const XML = 'http://www.w3.org/XML/1998/namespace'
const XMLNS = 'http://www.w3.org/2000/xmlns/'

export const ELEMENT = 1
export const TEXT = 3
export const DOCUMENT = 9
export const FRAGMENT = 11

/** A getter taken from its prototype on first use: engines inline that, and not Reflect.get with a receiver. */
function getter<T extends object, V>(proto: () => T, name: keyof T & string): (of: T) => V {
  let get: ((this: T) => V) | undefined
  return (of) => {
    get ??= Object.getOwnPropertyDescriptor(proto(), name)?.get
    if (!get) throw new Error(`no getter ${name}`)
    return get.call(of)
  }
}

/** The same for writing. */
function setter<T extends object, V>(
  proto: () => T,
  name: keyof T & string,
): (of: T, value: V) => void {
  let set: ((this: T, value: V) => void) | undefined
  return (of, value) => {
    set ??= Object.getOwnPropertyDescriptor(proto(), name)?.set
    if (!set) throw new Error(`no setter ${name}`)
    set.call(of, value)
  }
}

export const typeOf: (of: Node) => number = /* @__PURE__ */ getter(() => Node.prototype, 'nodeType')

export function isElement(node: Node | null | undefined): node is Element {
  return !!node && typeOf(node) === ELEMENT
}

export function isText(node: Node | null | undefined): node is Text {
  return !!node && typeOf(node) === TEXT
}

export const parentOf: (of: Node) => Node | null = /* @__PURE__ */ getter(
  () => Node.prototype,
  'parentNode',
)

export const firstChildOf: (of: Node) => Node | null = /* @__PURE__ */ getter(
  () => Node.prototype,
  'firstChild',
)

export const nextSiblingOf: (of: Node) => Node | null = /* @__PURE__ */ getter(
  () => Node.prototype,
  'nextSibling',
)

export const ownerOf: (of: Node) => Document | null = /* @__PURE__ */ getter(
  () => Node.prototype,
  'ownerDocument',
)

export const isConnected: (of: Node) => boolean = /* @__PURE__ */ getter(
  () => Node.prototype,
  'isConnected',
)

export const rootElementOf: (of: Document) => Element | null = /* @__PURE__ */ getter(
  () => Document.prototype,
  'documentElement',
)

export const localNameOf: (of: Element) => string = /* @__PURE__ */ getter(
  () => Element.prototype,
  'localName',
)

export const namespaceOf: (of: Element) => string | null = /* @__PURE__ */ getter(
  () => Element.prototype,
  'namespaceURI',
)

/** Is it this HTML element? The realm of the frame has its own classes, so never `instanceof`. */
export function isHtml(
  node: Node | null | undefined,
  ...names: readonly string[]
): node is Element {
  return isElement(node) && namespaceOf(node) === HTML && names.includes(localNameOf(node))
}

export const shadowOf: (of: Element) => ShadowRoot | null = /* @__PURE__ */ getter(
  () => Element.prototype,
  'shadowRoot',
)

/** The host, when the node is a shadow root. */
export function hostOf(node: Node): Element | null {
  if (typeOf(node) !== FRAGMENT) return null
  // A DocumentFragment that is no shadow root fails the getter's own check.
  try {
    return Reflect.get(ShadowRoot.prototype, 'host', node)
  } catch {
    return null
  }
}

/** The shadow roots in a subtree of one document. */
export function* rootsUnder(top: Node): Generator<ShadowRoot> {
  const stack: Node[] = [top]
  for (let node = stack.pop(); node; node = stack.pop()) {
    const shadow = isElement(node) && shadowOf(node)
    if (shadow) {
      yield shadow
      stack.push(shadow)
    }
    for (let child = firstChildOf(node); child; child = nextSiblingOf(child)) stack.push(child)
  }
}

export function insert(parent: Node, node: Node, before: Node | null): void {
  Node.prototype.insertBefore.call(parent, node, before)
}

/** Moves a node with its state; false where that cannot be done. */
export function moveBefore(parent: Node, node: Node, before: Node | null): boolean {
  const proto: object = isElement(parent)
    ? Element.prototype
    : typeOf(parent) === DOCUMENT
      ? Document.prototype
      : DocumentFragment.prototype
  try {
    // Chromium 133, Firefox 144; not in the types yet.
    Reflect.apply(Reflect.get(proto, 'moveBefore'), parent, [node, before])
    return true
  } catch {
    return false
  }
}

export function remove(node: Node): void {
  const parent = parentOf(node)
  if (parent) Node.prototype.removeChild.call(parent, node)
}

export function empty(parent: Node): void {
  for (let child = firstChildOf(parent); child; child = firstChildOf(parent)) remove(child)
}

export const textOf: (of: CharacterData) => string = /* @__PURE__ */ getter(
  () => CharacterData.prototype,
  'data',
)

export const setText: (of: CharacterData, text: string) => void = /* @__PURE__ */ setter(
  () => CharacterData.prototype,
  'data',
)

export function createText(owner: Document, text: string): Text {
  return Document.prototype.createTextNode.call(owner, text)
}

export function createFragment(owner: Document): DocumentFragment {
  return Document.prototype.createDocumentFragment.call(owner)
}

/** Any element; a name with an upper-case letter or a colon keeps exactly that local name. */
export function createElement(
  owner: Document,
  namespace: string,
  name: string,
  is?: string,
): Element {
  if (namespace === HTML && name === name.toLowerCase())
    return is === undefined
      ? Document.prototype.createElement.call(owner, name)
      : Document.prototype.createElement.call(owner, name, { is })
  return Document.prototype.createElementNS.call(owner, namespace, name)
}

export const attributesOf: (of: Element) => NamedNodeMap = /* @__PURE__ */ getter(
  () => Element.prototype,
  'attributes',
)

export function getAttribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name)
}

export function hasAttribute(element: Element, name: string): boolean {
  return Element.prototype.hasAttribute.call(element, name)
}

/** The namespace that the HTML parser gives an attribute of this name on a foreign element. */
function attributeNamespace(element: Element, name: string): string | null {
  if (namespaceOf(element) === HTML) return null
  if (name.startsWith('xlink:')) return XLINK
  if (name.startsWith('xml:')) return XML
  if (name === 'xmlns' || name.startsWith('xmlns:')) return XMLNS
  return null
}

export function setAttribute(element: Element, name: string, value: string): void {
  const namespace = attributeNamespace(element, name)
  if (namespace !== null) Element.prototype.setAttributeNS.call(element, namespace, name, value)
  else if (namespaceOf(element) !== HTML && name !== name.toLowerCase())
    Element.prototype.setAttributeNS.call(element, null, name, value)
  else Element.prototype.setAttribute.call(element, name, value)
}

/** The same for a name in lower case and without a prefix, which means the same on every element. */
export function setSimpleAttribute(element: Element, name: string, value: string): void {
  Element.prototype.setAttribute.call(element, name, value)
}

export function removeAttribute(element: Element, name: string): void {
  const namespace = attributeNamespace(element, name)
  if (namespace === null) Element.prototype.removeAttribute.call(element, name)
  else {
    const local = name.slice(name.indexOf(':') + 1)
    Element.prototype.removeAttributeNS.call(element, namespace, local)
  }
}

export function rectOf(element: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(element)
}

/** The document inside an `<iframe>` or `<frame>`; null while the element is not connected. */
export function contentDocumentOf(frame: Element): Document | null {
  const proto = localNameOf(frame) === 'frame' ? HTMLFrameElement : HTMLIFrameElement
  return Reflect.get(proto.prototype, 'contentDocument', frame)
}

export function viewOf(owner: Document): (Window & typeof globalThis) | null {
  return Reflect.get(Document.prototype, 'defaultView', owner)
}
