import { stringBytes } from '@alongside/protocol'
import { mayRead } from './may-read.ts'
import { fetchNatively } from './natives.ts'

/** The authored text of a style sheet, and the encoding that it was in. */
export type SheetText = { readonly text: string; readonly encoding: string }

/**
 * Of a sheet with an address, read again from the browser's cache and decoded as CSS says (CSS Syntax 3.2): by BOM,
 * Content-Type, @charset, and what names it: the sheet that imports it, the link, the document. null when the page may not
 * read it, or its encoding is none that is known: then its rules tell.
 */
export async function readSheetText(
  { href, ownerNode }: CSSStyleSheet,
  page: Document,
  outer: SheetText | null | false | undefined,
): Promise<SheetText | null> {
  try {
    if (!href || !mayRead(href, page)) return null
    const response = await fetchNatively(href)
    if (!response.ok) return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.length > stringBytes) return null
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 100))
    const label =
      (/^\xef\xbb\xbf/.test(head) && 'utf-8') ||
      /charset\s*=\s*"?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1] ||
      /^@charset "([\w-]+)";/.exec(head)?.[1] ||
      (outer || null)?.encoding ||
      (ownerNode as HTMLLinkElement | null)?.charset ||
      page.characterSet
    const decoder = new TextDecoder(label)
    return { text: decoder.decode(bytes), encoding: decoder.encoding }
  } catch {
    return null
  }
}
