import type { Spread } from './statistics.ts'

/** A table of a suite's results; its first row is the head. */
export interface Table {
  readonly title: string
  /** What was measured and how to read it. */
  readonly note?: string
  readonly rows: readonly (readonly string[])[]
}

/** The table as Markdown, its columns padded so that it can be read as it is. */
export function markdownOf({ title, note, rows }: Table): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, i) => (i === 0 ? (row[i] ?? '').padEnd(width) : (row[i] ?? '').padStart(width))).join(' | ')} |`
  const [head = [], ...body] = rows
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [
    `### ${title}`,
    '',
    ...(note ? [note, ''] : []),
    line(head),
    rule,
    ...body.map(line),
  ].join('\n')
}

/** `12.3 (11.8 to 13.0)` */
export function figure(spread: Spread | undefined): string {
  if (!spread) return '-'
  const { median, low, high, count } = spread
  return count === 1 ? short(median) : `${short(median)} (${short(low)} to ${short(high)})`
}

/** Three digits are all that a measurement here is worth. */
export function short(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '-'
  const size = Math.abs(value)
  return value.toFixed(size >= 100 || value === 0 ? 0 : size >= 10 ? 1 : 2)
}

export function bytes(value: number | undefined): string {
  if (value === undefined) return '-'
  if (value < 10_000) return `${Math.round(value)} B`
  return value < 1e6 ? `${short(value / 1e3)} kB` : `${short(value / 1e6)} MB`
}

export function milliseconds(value: number | undefined): string {
  return value === undefined ? '-' : `${short(value)} ms`
}

export function percent(share: number | undefined): string {
  return share === undefined ? '-' : `${Math.round(share * 100)} %`
}
