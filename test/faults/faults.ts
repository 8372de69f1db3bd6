import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Roots, STANDARD_ROOTS } from '../../apps/server/src/http/static-files.ts'
import { type Doing, settled } from './acting.ts'
import { type Browsers, openBrowsers } from './browsers.ts'
import { type CutKind, OWN_CUTS, type OwnCut } from './cuts.ts'
import type { Measured } from './measure.ts'
import type { Namespace } from './namespace.ts'
import { oneOf, randomFrom } from './random.ts'
import { cutAll, isOwn, possibleCuts } from './rounds.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'
import { openSession, type Session } from './session.ts'
import { type Site, startSite } from './site.ts'

export type FaultsOptions = {
  readonly seed: number
  readonly sessions: number
  /** Browsers of customers, and as many of agents. */
  readonly browsers: number
  /** So many of random kinds; or each of these kinds once, for all sessions. */
  readonly cuts: number | readonly CutKind[]
  /** All windows are so many times shorter. */
  readonly scale: number
  /** ms at full length: cuts last up to this long. */
  readonly longest: number
  /** null: the standard bundles. */
  readonly roots: Partial<Roots> | null
  readonly namespace: Namespace | null
  /** Only these, where the kinds are random. */
  readonly kinds?: readonly CutKind[]
  readonly doing?: readonly Doing[]
  onCut(measured: Measured): void
}

export type FaultsRun = {
  readonly measured: readonly Measured[]
  /** Of class A: what is stored otherwise than it was written. */
  readonly messages: readonly string[]
  readonly written: number
}

/** ms; SESSION_LIMITS has the reasons. What a process takes to start does not become less with the scale. */
const INTERRUPTION = 120_000
const START = 15_000
const PASSWORD = 'a password of twelve'
/** Of rounds, so many meet each session with a cut of its own. */
const OWN_ROUNDS = 0.5

/** Cuts running sessions, and measures how each goes on. */
export async function runFaults(o: FaultsOptions): Promise<FaultsRun> {
  const data = mkdtempSync(join(tmpdir(), 'alongside-faults-'))
  const stops: (() => Promise<unknown>)[] = []
  try {
    const server = await startServerProcess({
      roots: { ...STANDARD_ROOTS, ...o.roots },
      agents: o.sessions,
      password: PASSWORD,
      config: {
        data,
        port: 0,
        log: { level: 'error' },
        session: { interruption: INTERRUPTION / o.scale + START, idle: 3_600_000 },
        limits: {
          signInsPerMinute: 1_000,
          guestsPerMinute: 1_000,
          requestsPerMinute: 100_000,
          helloTimeout: Math.max(1_000, 5_000 / o.scale),
        },
      },
    })
    stops.push(() => server.kill())
    const site = await startSite(server.origin)
    stops.push(site.stop)
    const browsers = await openBrowsers(o.browsers, o.namespace)
    stops.push(browsers.close)
    const sessions = await openSessions(o.sessions, { server, site, browsers })
    const random = randomFrom(o.seed)
    const measured: Measured[] = []
    const round = { ...o, sessions, server, browsers, random }
    const cut = async (kind: CutKind, others: readonly OwnCut[]): Promise<void> => {
      for (const one of await Promise.all(cutAll(round, kind, others))) {
        measured.push(one)
        o.onCut(one)
      }
    }
    // A session that did not go on has nothing more to cut.
    const goOn = (): boolean => measured.every(({ resumed }) => resumed !== null)
    if (typeof o.cuts !== 'number') {
      for (const kind of o.cuts) if (goOn()) await cut(kind, isOwn(kind) ? [] : OWN_CUTS)
    } else {
      const kinds = possibleCuts(browsers).filter((kind) => o.kinds?.includes(kind) ?? true)
      const own = kinds.filter(isOwn)
      const shared = kinds.filter((kind) => !isOwn(kind))
      while (measured.length < o.cuts && goOn()) {
        const each = shared.length === 0 || (own.length > 0 && random() < OWN_ROUNDS)
        await cut(oneOf(random, each ? own : shared), own.length > 0 ? own : OWN_CUTS)
      }
    }
    const found = await Promise.all(sessions.map((session) => settled(session, 20_000)))
    for (const session of sessions) await session.stop()
    return {
      measured,
      messages: found.filter((problem) => problem !== null),
      written: sessions.reduce(
        (sum, { wrote }) => sum + wrote.customer.length + wrote.agent.length,
        0,
      ),
    }
  } finally {
    for (const stop of stops.reverse()) await stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function openSessions(
  count: number,
  o: { server: ServerProcess; site: Site; browsers: Browsers },
): Promise<Session[]> {
  const script = await bundle('./fault-page.ts')
  const sessions: Session[] = []
  // A few at a time: consent needs a card in plain sight for half a second, and all at once none is.
  for (let first = 0; first < count; first += 4)
    sessions.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(4, count - first) }, (_, i) =>
          openSession({ ...o, index: first + i, password: PASSWORD, script }),
        ),
      )),
    )
  return sessions
}

/** A script for the pages of both ends. */
export async function bundle(path: string): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(path, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@alongside/source'],
  })
  return result.outputFiles[0]?.text ?? ''
}
