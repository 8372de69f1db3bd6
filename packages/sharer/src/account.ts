import { countHidden } from '@alongside/capture/hidden'
import type { SharedPage } from '@alongside/protocol/api'
import type { Stop } from './guard.ts'
import type { Captured } from './parts.ts'
import type { Sharing } from './sharing.ts'

/** How often the address is looked at, ms: a single-page application changes it without an event. */
const LOOK_MS = 500
/** Every how many looks it is counted what is hidden. */
const COUNT_EVERY = 4

export type AccountOptions = {
  readonly sharing: Pick<Sharing, 'capture'>
  readonly captured: Pick<Captured, 'mirrored'>
  /** For the receipt at the end of the session. What is told last is told as the page goes. */
  tellPage?(page: SharedPage): Promise<unknown>
}

/**
 * Tells which pages are shown, and how much of them is hidden: addresses without query and fragment, and numbers. A page of
 * which nothing is sent is not told of.
 */
export function keepAccount({ sharing, captured, tellPage }: AccountOptions): Stop {
  let told: SharedPage | null = null
  let looks = 0

  const look = (): void => {
    const host = sharing.capture ? captured.mirrored : undefined
    if (!host || !tellPage) return
    const address = location.origin + location.pathname
    const known = told?.address === address ? told : null
    if (known && looks++ % COUNT_EVERY) return
    const hidden = countHidden(host)
    // The larger numbers stay.
    if (known && !isMore(hidden, known.hidden)) return
    const page: SharedPage = { address, hidden }
    told = page
    tellPage(page).catch(() => {
      if (told === page) told = null
    })
  }
  const last = (): void => {
    looks = 0
    look()
  }
  const timer = setInterval(look, LOOK_MS)
  addEventListener('pagehide', last)
  look()
  return () => {
    clearInterval(timer)
    removeEventListener('pagehide', last)
    last()
  }
}

function isMore(now: SharedPage['hidden'], before: SharedPage['hidden']): boolean {
  return now.fields > before.fields || now.texts > before.texts || now.boxes > before.boxes
}
