import { stringBytes } from '@alongside/protocol'
import { mayRead } from './may-read.ts'
import { fetchNatively } from './natives.ts'

/**
 * The authored text of a style sheet, read again from the browser's cache and decoded as CSS says (CSS Syntax 3.2: BOM,
 * Content-Type, @charset, the referring document's encoding). null when the page may not read it, or its encoding is none
 * that is known: then its rules tell.
 */
export async function readSheetText(href: string, page: Document): Promise<string | null> {
  try {
    if (!mayRead(href, page)) return null
    const response = await fetchNatively(href)
    if (!response.ok) return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.length > stringBytes) return null
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 100))
    const label =
      (/^\xef\xbb\xbf/.test(head) && 'utf-8') ||
      /charset\s*=\s*"?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1] ||
      /^@charset "([\w-]+)";/.exec(head)?.[1] ||
      page.characterSet
    return new TextDecoder(label).decode(bytes)
  } catch {
    return null
  }
}
