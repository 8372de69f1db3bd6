import type { PrivacyRules } from '@alongside/capture'
import type { Op } from '@alongside/protocol'
import { describe, expect, it } from 'vitest'
import { appearanceDifference } from '../support/appearance.ts'
import { type Joined, joinPage } from './joined.ts'
import { pixelDifference } from './pixels.ts'
import { twinsOf } from './twins.ts'

/** How long a replica may take to become right: sheets and images arrive on their own. Milliseconds. */
const SETTLE = 4000
/** A replica without the mechanism gets this much longer than one with it took, and must still be wrong. */
const GRACE = 150

export type Side = { readonly joined: Joined; readonly page: Document; readonly replica: Document }

export type Feature = {
  /** A whole page, or what goes into the body of a plain one. */
  readonly markup: string
  readonly head?: string
  /** Runs in the page before sharing starts, in every test. */
  readonly before?: (page: Document) => void | Promise<void>
  /** What is shown: run while sharing, and in the second test before it. */
  readonly change: (page: Document) => void | Promise<void>
  /** What must hold besides the oracles that always hold; throws where it does not. */
  readonly check?: (side: Side) => void
  /**
   * The mechanism switched off: what an op becomes without it. null drops the op. `mode` is how the change came to the
   * replica, for a mechanism that speaks with different ops.
   */
  readonly without: (op: Op, mode: Mode) => Op | null
  /** A feature that only exists as a change, or only at share time. */
  readonly modes?: readonly Mode[]
  readonly privacy?: PrivacyRules
  /** The capture is a module of the page itself. */
  readonly own?: boolean
  /** Compare screenshots as well. */
  readonly pixels?: boolean
  /** Elements whose look is known to differ and is told as a note. */
  readonly except?: string
}

export type Mode = 'while sharing' | 'before sharing'

/** One behaviour of the mirror as three tests: changed live, there at share time, and wrong without its mechanism. */
export function feature(name: string, what: Feature): void {
  describe(name, () => {
    for (const mode of what.modes ?? (['while sharing', 'before sharing'] as const)) {
      it(`holds for what happens ${mode}, and not without its mechanism`, async () => {
        const started = performance.now()
        expect(await problem(what, mode, SETTLE)).toBeNull()
        const took = performance.now() - started
        const through = (op: Op): Op | null => what.without(op, mode)
        expect(await problem(what, mode, took + GRACE, through)).not.toBeNull()
      })
    }
  })
}

/** What is still wrong after `patience` ms; null as soon as nothing is. */
async function problem(
  what: Feature,
  mode: Mode,
  patience: number,
  through?: (op: Op) => Op | null,
): Promise<string | null> {
  const joined = await joinPage(wholePage(what), {
    ...(what.privacy ? { privacy: what.privacy } : {}),
    ...(through ? { through } : {}),
    own: what.own ?? false,
    async before(page) {
      await what.before?.(page)
      if (mode === 'before sharing') await what.change(page)
    },
  })
  try {
    if (mode === 'while sharing') {
      const early = await rightOf(joined, { ...what, check: () => {} }, patience)
      if (early) return `wrong before the change: ${early}`
      await what.change(joined.page)
    }
    return await rightOf(joined, what, patience)
  } finally {
    joined.close()
  }
}

async function rightOf(joined: Joined, what: Feature, patience: number): Promise<string | null> {
  const end = performance.now() + patience
  for (;;) {
    const wrong = await differenceOf(joined, what)
    if (wrong === null || performance.now() > end) return wrong
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function differenceOf(joined: Joined, what: Feature): Promise<string | null> {
  const wrong = joined.difference() ?? appearanceDifference(twinsOf(joined, what.except))
  if (wrong) return wrong
  const { page, replica } = joined
  if (!replica.document) return 'no replica'
  try {
    what.check?.({ joined, page, replica: replica.document })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return what.pixels ? pixelDifference(joined) : null
}

function wholePage({ markup, head = '' }: Feature): string {
  if (/^\s*<(!doctype|html|\?xml)/i.test(markup)) return markup
  return `<!doctype html><html lang="en"><head><title>t</title>${head}</head><body>${markup}</body></html>`
}

/** The element of the replica with this id attribute. */
export function twin<T extends Element = HTMLElement>(replica: Document, id: string): T {
  const found = replica.getElementById(id)
  if (!found) throw new Error(`no #${id} in the replica`)
  return found as unknown as T
}
