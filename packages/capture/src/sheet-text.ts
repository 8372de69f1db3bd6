import { stringBytes } from '@alongside/protocol'
import { mayRead } from './may-read.ts'
import { fetchNatively } from './natives.ts'

/**
 * The authored text of a style sheet, read again from the browser's cache. null when the page may not read it, and when it
 * is not UTF-8: then its rules tell.
 */
export async function readSheetText(href: string, page: Document): Promise<string | null> {
  try {
    if (!mayRead(href, page)) return null
    const response = await fetchNatively(href)
    if (!response.ok) return null
    const bytes = await response.arrayBuffer()
    if (bytes.byteLength > stringBytes) return null
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
