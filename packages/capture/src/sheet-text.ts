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
  let head = ''
  for (const byte of bytes.subarray(0, 100)) head += String.fromCharCode(byte)
  const named = /^@charset "([\w-]+)";/.exec(head)?.[1]
  for (const label of [header, named, documentCharset]) {
    if (!label) continue
    try {
      // A BOM beats every label, as the decoder itself sees to for UTF-8.
      const utf8Bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
      return new TextDecoder(utf8Bom ? 'utf-8' : label).decode(bytes)
    } catch {
      // An unknown label counts as none.
    }
  }
  return new TextDecoder().decode(bytes)
}
