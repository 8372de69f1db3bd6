import { readFileSync } from 'node:fs'
import { BENCH } from '../lab/bundle.ts'
import { installedVersion } from '../lab/installed.ts'

/** An engine as the runner knows it; `name` is its adapter's file and its column in the tables. */
export interface Contender {
  readonly name: string
  /** The package whose version the tables name. */
  readonly from?: string
  /** Its replica can be built and compared here. */
  readonly replays?: boolean
  /** The only suite that it takes part in. */
  readonly suite?: string
}

/** In the order in which a round runs them. */
export const CONTENDERS: readonly Contender[] = [
  { name: 'none' },
  { name: 'alongside', replays: true },
  { name: 'alongside-recognising', suite: 'recognition' },
  { name: 'alongside-blind', suite: 'recognition' },
  { name: 'rrweb', from: '@rrweb/record', replays: true },
  { name: 'rrweb-inline', from: '@rrweb/record', replays: true, suite: 'full-picture' },
  { name: 'datadog', from: '@datadog/browser-rum' },
  { name: 'openreplay', from: '@openreplay/tracker' },
  { name: 'clarity', from: 'clarity-js' },
]

/** `rrweb 2.1.6`, and ours with the version of this repository. */
export function versionOf({ name, from }: Contender): string {
  if (from) return `${name} ${installedVersion(BENCH, from)}`
  if (name === 'none') return 'none'
  const root = new URL('../../package.json', import.meta.url)
  const { version }: { version: string } = JSON.parse(readFileSync(root, 'utf8'))
  return `${name} ${version}`
}
