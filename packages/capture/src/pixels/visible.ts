import * as FLAG from '../flag.ts'
import { aboveOf, boxOf, documentOf, isElement, windowOf } from '../natives.ts'
import type { Page } from '../page.ts'

/** Whether the agent may see an element's pixels by the page as it is now, which the model may not have heard of yet. */
export function mayBeSeen(page: Page, element: Element): boolean {
  const chain: Element[] = []
  for (let at: Node | null = element; at; at = aboveOf(at)) if (isElement(at)) chain.push(at)
  let scope = 0
  for (const each of chain.reverse()) {
    scope = page.scopeOf(each, (scope & FLAG.masked) !== 0)
    if (scope & FLAG.blocked) return false
  }
  return (scope & FLAG.masked) === 0
}

/** Whether a part of an element's box is in its window. Lays the page out if it is not. */
export function isInView(element: Element): boolean {
  const owner = documentOf(element)
  const view = owner && windowOf(owner)
  const { left, right, top, bottom, width, height } = boxOf(element)
  if (!view || width === 0 || height === 0) return false
  return right > 0 && bottom > 0 && left < view.innerWidth && top < view.innerHeight
}
