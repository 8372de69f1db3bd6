import { shadowRootOf } from './canonical.ts'

export type Root = Document | ShadowRoot

/** A document and everything of a tree of its own in it: shadow roots, closed ones too, and the pages of its frames. */
export function* rootsOf(root: Root): Generator<Root> {
  yield root
  for (const element of elementsIn(root)) {
    const shadow = shadowRootOf(element)
    if (shadow) yield* rootsOf(shadow)
    const inner =
      /^i?frame$/.test(element.localName) && (element as HTMLIFrameElement).contentDocument
    if (inner) yield* rootsOf(inner)
  }
}

/**
 * By the method of its own window: one of another would make a list of that window, and everything first met in that an object
 * of it, which the hooks in the page's window do not hear. (A document may have an element named `querySelectorAll`.)
 */
export function elementsIn(root: Root, selector = '*'): NodeListOf<Element> {
  const owner = root.ownerDocument ?? (root as Document)
  const { Document, ShadowRoot } = owner.defaultView ?? window
  const { querySelectorAll } = (root === owner ? Document : ShadowRoot).prototype
  return querySelectorAll.call(root, selector)
}
