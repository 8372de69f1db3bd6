/** The middle of a number of measurements with what lies around it. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly count: number
}

/** The median with the quartiles, or with the extremes when there are fewer than five. */
export function spreadOf(values: readonly number[]): Spread {
  const edge = values.length < 5 ? 0 : 25
  return {
    median: percentile(values, 50),
    low: percentile(values, edge),
    high: percentile(values, 100 - edge),
    count: values.length,
  }
}

/** Linear between the two nearest ranks; NaN for nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = ((sorted.length - 1) * percent) / 100
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** The mean of ratios. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}
