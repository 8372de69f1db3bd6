import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STANDARD_ROOTS } from '../../apps/server/src/http/static-files.ts'
import { openPair, type Pair } from './flow-pair.ts'
import { openThrottle } from './flow-throttle.ts'
import { startServerProcess } from './server-process.ts'

/** Of all other sessions, ms of each change: once while the slow agent's page rests, once while it changes. */
export type Turn = { readonly without: readonly number[]; readonly beside: readonly number[] }

export type Neighbours = {
  readonly turns: readonly Turn[]
  /** Of the slow session: how old what arrived was, in ms, and what its sharer kept at most, in bytes. */
  readonly slow: { readonly ages: readonly number[]; readonly kept: number; readonly state: string }
  /** Bytes of the server's process, before and after. */
  readonly resident: readonly [number, number]
}

const PASSWORD = 'a password of twelve'
/** Bytes of a change; of the slow one more, which nothing could carry. */
const CHANGE = 300
const SLOW_CHANGE = 2_000
const FRAME_MS = 1000 / 60

/** Sessions on one server, beside one whose agent reads no more than `bytesPerSecond`. */
export async function measureNeighbours(o: {
  readonly sessions: number
  readonly turns: number
  /** Of each half of a turn. */
  readonly seconds: number
  readonly bytesPerSecond: number
}): Promise<Neighbours> {
  const data = mkdtempSync(join(tmpdir(), 'alongside-flow-'))
  const stops: (() => unknown)[] = []
  try {
    const server = await startServerProcess({
      roots: STANDARD_ROOTS,
      agents: o.sessions + 1,
      password: PASSWORD,
      config: {
        data,
        port: 0,
        log: { level: 'error' },
        limits: { signInsPerMinute: 1_000, guestsPerMinute: 1_000, requestsPerMinute: 100_000 },
      },
    })
    stops.push(() => server.kill())
    const throttle = await openThrottle(server.port, o.bytesPerSecond)
    stops.push(() => throttle.stop())
    const open = async (index: number, port: number): Promise<Pair> => {
      const email = `agent${index}@alongside.localhost`
      const pair = await openPair({ origin: server.origin, port, email, password: PASSWORD })
      stops.push(() => pair.stop())
      return pair
    }
    const others: Pair[] = []
    for (let i = 0; i < o.sessions; i++) others.push(await open(i, server.port))
    const slow = await open(o.sessions, throttle.port)
    throttle.slow = true

    let kept = 0
    const pass = async (beside: boolean, seconds: number): Promise<number[]> => {
      const timer = setInterval(() => {
        for (const other of others) other.change(CHANGE)
        if (beside) slow.change(SLOW_CHANGE)
        kept = Math.max(kept, slow.sharer.buffered)
      }, FRAME_MS)
      await new Promise((done) => setTimeout(done, seconds * 1000))
      clearInterval(timer)
      return others.flatMap((other) => other.taken())
    }
    await pass(false, 2)
    slow.taken()
    const before = await resident(server.origin)
    const turns: Turn[] = []
    for (let turn = 0; turn < o.turns; turn++) {
      // Whichever comes first has the machine as it is then.
      const first = turn % 2 === 1
      const a = await pass(first, o.seconds)
      const b = await pass(!first, o.seconds)
      turns.push(first ? { without: b, beside: a } : { without: a, beside: b })
    }
    const after = await resident(server.origin)
    const { state } = slow.viewer
    return { turns, slow: { ages: slow.taken(), kept, state }, resident: [before, after] }
  } finally {
    for (const stop of stops.reverse()) await stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function resident(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1])
}
