import { stringBytes } from '@alongside/protocol'
import { mayRead } from './may-read.ts'
import { fetchNatively } from './natives.ts'

/**
 * The authored text of a style sheet, read again from the browser's cache and decoded as CSS says (CSS Syntax 3.2: BOM,
 * Content-Type, @charset, the referring document's encoding). null when the page may not read it.
 */
export async function readSheetText(href: string, page: Document): Promise<string | null> {
  try {
    if (!mayRead(href, page)) return null
    const response = await fetchNatively(href)
    if (!response.ok) return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.length > stringBytes) return null
    return decodeSheet(bytes, response.headers.get('content-type') ?? '', page.characterSet)
  } catch {
    return null
  }
}

export function decodeSheet(
  bytes: Uint8Array,
  contentType: string,
  documentCharset: string,
): string {
  const header = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1]
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 100))
  const named = /^@charset "([\w-]+)";/.exec(head)?.[1]
  // A BOM beats every label.
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && 'utf-8'
  for (const label of [marked, header, named, documentCharset]) {
    if (!label) continue
    try {
      return new TextDecoder(label).decode(bytes)
    } catch {
      // An unknown label counts as none.
    }
  }
  return new TextDecoder().decode(bytes)
}
