import type { FaultsRun } from './faults.ts'
import type { Measured } from './measure.ts'

/** ms, of the issue's own promise. */
export const BOUNDS = { resumeP50: 1_000, resumeP99: 3_000, equal: 2_000, frozen: 5_000 } as const

/** Prints a table by kind and each figure with its bound; true when all hold. */
export function report(name: string, { measured, messages, written }: FaultsRun): boolean {
  const kinds = [...new Set(measured.map(({ kind }) => kind))].sort()
  const row = (label: string, of: readonly Measured[]): void => {
    const resumed = of.map((it) => it.resumed ?? Number.POSITIVE_INFINITY)
    const equal = of.map((it) => it.equal ?? Number.POSITIVE_INFINITY)
    console.log(
      `${label.padEnd(30)}${String(of.length).padStart(5)}` +
        `${cell(at(resumed, 0.5))}${cell(at(resumed, 0.99))}${cell(Math.max(...resumed))}${cell(Math.max(...equal))}`,
    )
  }
  console.log(`${name.padEnd(30)} cuts   p50 ms   p99 ms  most ms equal ms (most)`)
  for (const kind of kinds)
    row(
      kind,
      measured.filter((it) => it.kind === kind),
    )
  for (const doing of ['typing', 'scrolling', 'navigating'])
    row(
      `  while ${doing}`,
      measured.filter((it) => it.doing === doing),
    )
  row('all', measured)

  const resumed = measured.map((it) => it.resumed ?? Number.POSITIVE_INFINITY)
  const late = measured.filter((it) => (it.equal ?? Number.POSITIVE_INFINITY) > BOUNDS.equal)
  const silent = measured.filter((it) => it.frozen !== undefined)
  const told = silent.map((it) => it.frozen ?? Number.POSITIVE_INFINITY)
  const verdicts = [
    verdict(
      `${name}: sessions that did not go on`,
      measured.filter((it) => it.resumed === null).length,
      0,
      '',
    ),
    verdict(
      `${name}: of ${written} messages, conversations with one lost, twice or out of order`,
      messages.length,
      0,
      '',
    ),
    verdict(`${name}: resumed p50`, at(resumed, 0.5), BOUNDS.resumeP50, ' ms'),
    verdict(`${name}: resumed p99`, at(resumed, 0.99), BOUNDS.resumeP99, ' ms'),
    verdict(`${name}: replica not equal within ${BOUNDS.equal} ms`, late.length, 0, ''),
    ...(silent.length > 0
      ? [
          verdict(
            `${name}: agent told of ${silent.length} silences, at the latest after`,
            Math.max(...told),
            BOUNDS.frozen,
            ' ms',
          ),
        ]
      : []),
  ]
  for (const problem of messages) console.log(problem)
  return verdicts.every(Boolean)
}

/** One figure with its bound, printed; whether it holds. */
export function verdict(what: string, value: number, bound: number, unit: string): boolean {
  const holds = value <= bound
  console.log(
    `${holds ? 'ok  ' : 'FAIL'} ${what}: ${Math.round(value)}${unit} (bound ${bound}${unit})`,
  )
  return holds
}

/** The value below which this part of all is. */
export function at(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0
}

function cell(value: number): string {
  return (Number.isFinite(value) ? String(Math.round(value)) : 'never').padStart(9)
}
