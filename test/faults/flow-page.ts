import '../support/canonical-entry.ts'

declare global {
  var flow: {
    /** From now on how old the replica is, looked at with every frame. */
    watch(): void
    /** All that was seen since then, in ms and in order. */
    ages(): number[]
    /** How old what the page's timer wrote is now, in ms. */
    timerAge(): number
    /** ms until the replica is this text; null: not within so many ms. */
    equal(text: string, ms: number): Promise<number | null>
  }
}

let seen: number[] = []
let watching = false

/** When the page wrote this mark into itself; 0 where there is none. */
function written(id: string): number {
  const mark = globalThis.canonical.replicaDocument()?.getElementById(id)?.className ?? ''
  return Number.parseInt(mark.slice(1), 36) || 0
}

globalThis.flow = {
  watch() {
    seen = []
    if (watching) return
    watching = true
    const look = (): void => {
      requestAnimationFrame(look)
      seen.push(Date.now() - written('stamp'))
    }
    requestAnimationFrame(look)
  },
  ages: () => seen,
  timerAge: () => Date.now() - written('timer'),
  async equal(text, ms) {
    const begun = performance.now()
    while (performance.now() < begun + ms) {
      if (globalThis.canonical.replica() === text) return performance.now() - begun
      await new Promise((done) => setTimeout(done, 25))
    }
    return null
  },
}
