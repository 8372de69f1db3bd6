// `npm run navigations`: a shared tab goes to its next page again and again, in every way, and the agent with it.

import { startJourney, WAYS, type Way } from '../test/support/journey.ts'

const wanted = Number(process.env['NAVIGATIONS'] || 500)
if (!Number.isInteger(wanted) || wanted < 1)
  throw new Error('NAVIGATIONS must be a whole number above 0.')

const times = new Map<Way, number[]>(WAYS.map((way) => [way, []]))
let lost = 0
let done = 0
const started = performance.now()
let journey = await startJourney()
try {
  while (done < wanted) {
    for (const way of WAYS) {
      if (done++ >= wanted) break
      try {
        times.get(way)?.push(await journey.go(way))
      } catch (error) {
        lost++
        console.log(`navigations: ${way} LOST: ${error}`)
        await journey.stop()
        journey = await startJourney()
      }
    }
  }
} finally {
  await journey.stop()
}
for (const [way, list] of times)
  console.log(`navigations: ${way}: ${list.length}, ${summary(list)}`)
const all = [...times.values()].flat()
console.log(
  `navigations: ${all.length + lost} in all, ${lost} sessions lost; live at the agent ${summary(all)} after DOMContentLoaded, ` +
    `in ${((performance.now() - started) / 1000).toFixed(0)} s`,
)
process.exitCode = lost === 0 ? 0 : 1

/** p50, p95 and the longest, in ms. */
function summary(list: readonly number[]): string {
  const sorted = list.toSorted((a, b) => a - b)
  const at = (part: number): string =>
    `${Math.round(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN)}`
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`
}
