/** How long the card must have been in plain sight before an answer counts, in milliseconds (against clickjacking). */
export const IN_SIGHT_FOR = 500

/**
 * Whether a press on Accept is the customer's own will: made by a person, on a page that is in front,
 * on a card that was in plain sight for a while.
 */
export function isConsent(press: {
  readonly isTrusted: boolean
  readonly visibility: DocumentVisibilityState
  /** Top-level: a frame's owner decides what lies around it. */
  readonly topLevel: boolean
  /** When the card came into plain sight; null: it is not. */
  readonly inSightSince: number | null
  readonly now: number
}): boolean {
  return (
    press.isTrusted &&
    press.visibility === 'visible' &&
    press.topLevel &&
    press.inSightSince !== null &&
    press.now - press.inSightSince >= IN_SIGHT_FOR
  )
}

/**
 * Tells since when an element is wholly in plain sight. Where the browser can say that nothing lies over it
 * (IntersectionObserver v2, Chromium), that counts too.
 */
export function watchSight(element: Element, onChange: (since: number | null) => void): () => void {
  let since: number | null | undefined
  const options = { threshold: 1, trackVisibility: true, delay: 100 }
  const observer = new IntersectionObserver((entries) => {
    const entry = entries.at(-1)
    if (!entry) return
    const uncovered = !('isVisible' in entry) || entry.isVisible === true
    const inSight = entry.isIntersecting && entry.intersectionRatio >= 0.99 && uncovered
    if (since !== undefined && inSight === (since !== null)) return
    since = inSight ? performance.now() : null
    onChange(since)
  }, options)
  observer.observe(element)
  return () => observer.disconnect()
}
