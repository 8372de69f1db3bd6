export interface TextPart {
  readonly text: string
  readonly href: string | null
}

/** An address ends at space, quotes, angle brackets, and CJK punctuation (escaped: esbuild leaves regular expressions as they are). */
const ADDRESS = /https?:\/\/[^\s<>"'\u201c\u201d\u300c\u300d\u3001\u3002\uff08\uff09]+/gi

/** Text cut at its web addresses. Only http and https: no other scheme ever becomes a link. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  const plain = (until: number): void => {
    if (until > end) parts.push({ text: text.slice(end, until), href: null })
  }
  for (const match of text.matchAll(ADDRESS)) {
    // A full stop or bracket after an address belongs to the sentence.
    const address = match[0].replace(/[.,;:!?)\]}]+$/, '')
    const href = webAddress(address)
    if (href === null) continue
    plain(match.index)
    parts.push({ text: address, href })
    end = match.index + address.length
  }
  plain(text.length)
  return parts
}

function webAddress(text: string): string | null {
  try {
    const url = new URL(text)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}
