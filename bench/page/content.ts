/** Of each kind so many are looked for. */
const MOST = 25

/** Some of the texts and the selectors of a page, evenly taken: whoever carries the page has sent all of them. */
export function contentOf(page: Document): string[] {
  const texts = new Set<string>()
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest('script, style, noscript')) texts.add(node.nodeValue ?? '')
  const selectors = new Set<string>()
  for (const { cssRules } of page.styleSheets)
    for (const rule of cssRules) if (rule instanceof CSSStyleRule) selectors.add(rule.selectorText)
  return [...some(texts), ...some(selectors)]
}

/** Words that stand in JSON as they are, and that a browser does not write otherwise than they were written. */
function some(all: Iterable<string>): string[] {
  const plain = [...all].filter((text) => /^[\w.#-]*[a-z]{3}[\w.# -]*$/.test(text))
  const step = Math.max(1, plain.length / MOST)
  return Array.from(
    { length: Math.min(MOST, plain.length) },
    (_, i) => plain[Math.floor(i * step)] ?? '',
  )
}
