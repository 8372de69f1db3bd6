/** What may be fetched, by its first bytes in hexadecimal. SVG is not among it: it is a document, and has no first bytes. */
const KINDS: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^474946383[79]61/],
  ['image/webp', /^52494646.{8}57454250/],
  // A box of brands (ISO 14496-12, 4.3): `avif` or `avis` is the first or one of the others.
  ['image/avif', /^000000..66747970(.{8}){0,12}?617669(66|73)/],
  ['font/woff2', /^774f4632/],
  ['font/woff', /^774f4646/],
  ['font/ttf', /^(00010000|74727565)/],
  ['font/otf', /^4f54544f/],
]

const SNIFFED = 64

/** null: it is nothing of the list, whatever its site calls it. */
export function sniffedType(bytes: Uint8Array): string | null {
  const begin = Buffer.from(bytes.subarray(0, SNIFFED)).toString('hex')
  return KINDS.find(([, pattern]) => pattern.test(begin))?.[0] ?? null
}
