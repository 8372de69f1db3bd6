import type { Joined } from './joined.ts'

/** Every mirrored element of the page, in shadow roots and frames too, with its twin. */
export function* twinsOf(joined: Joined, except = ''): Generator<readonly [Element, Element]> {
  for (const element of elementsUnder(joined.page)) {
    const id = joined.capture.idOf(element)
    const twin = id === undefined ? null : joined.replica.nodeOf(id)
    if (twin?.nodeType !== 1) continue
    if (except !== '' && element.closest(except)) continue
    yield [element, twin as Element]
  }
}

function* elementsUnder(root: Document | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element
    if (element.shadowRoot) yield* elementsUnder(element.shadowRoot)
    const inner = element.localName === 'iframe' && (element as HTMLIFrameElement).contentDocument
    if (inner) yield* elementsUnder(inner)
  }
}
