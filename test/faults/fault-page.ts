import '../support/canonical-entry.ts'
import { listenIn } from './trace.ts'

declare global {
  var faults: {
    /** When (Date.now) the stage was first live and showed a page of then or later; null: not within so many ms. */
    resumed(since: number, ms: number): Promise<number | null>
    /** When the stage first said since then that the picture may be old; null: it did not. */
    frozen(since: number): number | null
    /** ms until the replica is this text; null: not within so many ms. */
    equal(text: string, ms: number): Promise<number | null>
    phase(): string
    /** What it did on the network since then. */
    trace(since: number): string
  }
}

/** As often as the agent's page is looked at, in ms. */
const LOOK_MS = 50
const phases: { readonly phase: string; readonly at: number }[] = []

function phase(): string {
  return document.querySelector<HTMLElement>('.stage')?.dataset['phase'] ?? 'none'
}

/** The time that the page wrote into itself when the replica was like this. */
function tick(): number {
  const mark = globalThis.canonical.replicaDocument()?.getElementById('tick')?.className ?? ''
  return Number.parseInt(mark.slice(1), 36) || 0
}

const trace = listenIn()
const pause = (): Promise<void> => new Promise((done) => setTimeout(done, LOOK_MS))

globalThis.faults = {
  async resumed(since, ms) {
    for (const end = performance.now() + ms; performance.now() < end; await pause())
      if (phase() === 'live' && tick() >= since) return Date.now()
    return null
  },
  frozen: (since) => phases.find((it) => it.at >= since && it.phase !== 'live')?.at ?? null,
  async equal(text, ms) {
    const begun = performance.now()
    for (; performance.now() < begun + ms; await pause())
      if (globalThis.canonical.replica() === text) return performance.now() - begun
    return null
  },
  phase,
  trace: (since) => trace.since(since),
}

if (location.pathname.startsWith('/workspace/c/'))
  setInterval(() => {
    const now = phase()
    if (phases.at(-1)?.phase === now) return
    phases.push({ phase: now, at: Date.now() })
    trace.note(`stage ${now}`)
  }, LOOK_MS)
