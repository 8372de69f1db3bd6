import { shadowRootOf } from '../support/canonical.ts'
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
  // A document may have an element named `querySelectorAll`.
  const all = root.nodeType === 9 ? Document.prototype.querySelectorAll : root.querySelectorAll
  for (const element of all.call(root, '*')) {
    yield element
    const shadow = shadowRootOf(element)
    if (shadow) yield* elementsUnder(shadow)
    const inner =
      /^i?frame$/.test(element.localName) && (element as HTMLIFrameElement).contentDocument
    if (inner) yield* elementsUnder(inner)
  }
}
