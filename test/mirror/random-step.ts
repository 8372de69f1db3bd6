/** The kinds of operations of one source of random changes; the likely ones stand there more than once. */
type Kinds<Source> = readonly (readonly [name: string, run: (this: Source) => void])[]

/** Runs one of them, and counts it. What the browser refuses is refused for the page too, and is no change. */
export function runStep<Source extends { readonly counts: Record<string, number> }>(
  source: Source,
  kinds: Kinds<Source>,
  random: (below: number) => number,
): void {
  const kind = kinds[random(kinds.length)]
  if (!kind) return
  const [name, run] = kind
  source.counts[name] = (source.counts[name] ?? 0) + 1
  try {
    run.call(source)
  } catch {
    // A cycle, a range through the middle of an element, a name that is taken, a rule that does not parse.
  }
}
