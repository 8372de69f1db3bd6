/**
 * Whether a copy is right: both texts are canonical (test/support/canonical.ts), from `<body>` on. An address may be
 * relative in one and absolute in the other, and stands for the same; an engine may mark its own elements.
 */
export function differences(page: string, copy: string): number {
  const a = bodyOf(page)
  const b = bodyOf(copy)
  let count = Math.abs(a.length - b.length)
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) count++
  return count
}

/** The first line that is not the same in both, for whoever looks into a difference. */
export function firstDifference(page: string, copy: string): string {
  const a = bodyOf(page)
  const b = bodyOf(copy)
  const at = a.findIndex((line, i) => line !== b[i])
  return at < 0 ? '' : `${a[at]} | ${b[at]}`
}

function bodyOf(canonical: string): string[] {
  const lines = canonical.split('\n')
  const from = lines.findIndex((line) => /^ *<body /.test(line))
  return lines.slice(from).map((line) => line.replace(/ ?\b(href|src)=[^ >]*/g, ''))
}
