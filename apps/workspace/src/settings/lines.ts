/** What stands in a field with one entry per line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/**
 * The first line that is not a selector, counted from 1. A wrong selector masks nothing, so it must not be
 * saved; the browser that is asked here reads selectors as the customers' browsers do.
 */
export function firstBadSelector(text: string): { line: number; selector: string } | null {
  const probe = document.createDocumentFragment()
  for (const [index, line] of text.split('\n').entries()) {
    const selector = line.trim()
    if (!selector) continue
    try {
      probe.querySelector(selector)
    } catch {
      return { line: index + 1, selector }
    }
  }
  return null
}
