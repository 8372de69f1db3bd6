import type { PageReport, Seen } from './page/page.ts'

export interface Report {
  /** What must not leave and does. */
  readonly leaks: readonly Seen[]
  /** Values of fields that leave and may: for whoever runs the site to look at. */
  readonly fields: readonly Seen[]
  readonly slots: number
  readonly hidden: number
  readonly more: boolean
  readonly bytes: number
}

const VALUES: ReadonlySet<string> = new Set(['value', 'file name'])
/** Lines of one list; the rest is counted. */
const MOST_LINES = 100

export function reportOf({ seen, more, bytes }: PageReport): Report {
  const leaks = seen.filter(({ must, leaves }) => must !== null && leaves)
  const fields = seen.filter(
    ({ kind, must, leaves, when }) =>
      VALUES.has(kind) && must === null && leaves && when === 'while sharing',
  )
  const hidden = seen.filter(({ leaves }) => !leaves).length
  return { leaks, fields, slots: seen.length, hidden, more, bytes }
}

/** For a person at a terminal. */
export function textOf(url: string, report: Report): string {
  const { leaks, fields, slots, hidden, more, bytes } = report
  return [
    `${url}: ${slots} canaries planted, ${slots - hidden} leave, ${hidden} do not (${Math.round(bytes / 1000)} kB captured)`,
    ...(more ? ['The page has more than is looked at: what comes last in it was left out.'] : []),
    '',
    `Leaks: ${leaks.length}`,
    ...linesOf(leaks, ({ must, when }) => `${must}, ${when}`),
    '',
    `Fields whose values agents see: ${fields.length}`,
    ...linesOf(fields, ({ label }) => label),
    '',
  ].join('\n')
}

function linesOf(seen: readonly Seen[], say: (slot: Seen) => string): string[] {
  const lines = seen.slice(0, MOST_LINES).map((slot) => {
    const said = say(slot)
    return `  ${slot.path}  ${slot.kind}${said ? `  (${said})` : ''}`
  })
  const rest = seen.length - lines.length
  return rest > 0 ? [...lines, `  and ${rest} more`] : lines
}
