import { Refusal } from '../errors.ts'

/** Queries and fragments often carry what is nobody's business: they are not kept. */
export function pageOf(text: string): string {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Refusal('bad_request', 'not the address of a page')
  }
  return `${url.origin}${url.pathname}`
}
