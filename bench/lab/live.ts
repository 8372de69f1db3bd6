import type { Page } from 'playwright-core'
import type { Contender } from '../engines/list.ts'
import { bundle } from './bundle.ts'
import type { Lab } from './lab.ts'
import { startRelay } from './relay.ts'

/** A sharer's page and a viewer's page with a relay between them, not yet started. */
export interface Live {
  readonly sharer: Page
  readonly viewer: Page
  /** The messages that have left the sharer. */
  readonly sent: readonly Buffer[]
  close(): Promise<void>
}

let probeScript: Promise<string> | undefined

export async function openLive(
  lab: Lab,
  contender: Contender,
  path: string,
  options: { bytesPerSecond?: number; ahead?: number; probe?: boolean } = {},
): Promise<Live> {
  const relay = await startRelay(options.bytesPerSecond)
  const sharer = await lab.open(contender, path)
  if (options.probe !== false) {
    probeScript ??= bundle("import './page/probe.ts'")
    await sharer.evaluate(await probeScript)
  }
  const viewer = await lab.openViewer(contender)
  await viewer.evaluate((url) => view.link(url), relay.viewer)
  await sharer.evaluate(([url, ahead]) => bench.link(url, ahead), [
    relay.sharer,
    options.ahead ?? Number.MAX_SAFE_INTEGER,
  ] as const)
  return {
    sharer,
    viewer,
    sent: relay.sent,
    async close() {
      await sharer.close()
      await viewer.close()
      relay.stop()
    },
  }
}
