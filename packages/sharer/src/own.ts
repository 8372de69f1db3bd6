/** Marks what Alongside itself put into the page: the capture skips it, and nothing about it is reported. */
export const OWN = 'data-alongside-own'

/** Closed roots retarget events to their host, so the first of the path tells. */
export function isOwn(event: Event): boolean {
  const [target] = event.composedPath()
  // Through the prototype: a form may have a control named `hasAttribute`. It throws for a document or a window.
  try {
    return Element.prototype.hasAttribute.call(target, OWN)
  } catch {
    return false
  }
}
