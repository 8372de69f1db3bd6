import type { LinkTexts } from './link-texts.ts'
import { documentOf, listen, unzoned } from './natives.ts'

/**
 * The address that stands for a token whose query has letters outside ASCII. Browsers write those in the encoding of the
 * document or of the sheet (URL standard, 4.4), `new URL` always in UTF-8, and no script is told which bytes they are: so
 * a document of that encoding is asked.
 */
export async function withLegacyQuery(
  token: string,
  base: string,
  at: Node,
  sheet?: CSSStyleSheet,
  texts?: LinkTexts,
): Promise<string> {
  const url = new URL(token, base)
  const { href: inUtf8 } = url
  const page = documentOf(at) ?? (at as Document)
  const own = page.characterSet.toLowerCase()
  const href = sheet?.href ?? ''
  const { encoding } = texts?.get(href) || { encoding: own }
  if (encoding === 'utf-8') return inUtf8
  const of = encoding === own ? page : await documentIn(encoding, href)
  const link = Document.prototype.createElement.call(of, 'a') as HTMLAnchorElement
  link.href = `http://a/${/\?[^#]*/.exec(token)}`
  url.search = link.search
  // Not every engine does that in sheets: where the page is seen to ask in UTF-8 only, so do we.
  return sheet && !isAsked(url.href) && isAsked(inUtf8) ? inUtf8 : url.href
}

function isAsked(url: string): boolean {
  return performance.getEntriesByName(url).length > 0
}

/** Nobody reads it: only its encoding matters. The address is one that the page has read. */
function documentIn(encoding: string, href: string): Promise<Document> {
  const request = new XMLHttpRequest()
  const { open, send } = unzoned(request)
  open('GET', href)
  request.responseType = 'document'
  request.overrideMimeType(`text/html;charset=${encoding}`)
  return new Promise((resolve, reject) => {
    listen(request, 'load', () => resolve(request.response))
    listen(request, 'error', reject)
    send()
  })
}
