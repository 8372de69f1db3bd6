import type { HeldReason } from '@alongside/protocol'
import type { SafeStorage } from './storage.ts'

/** What a pause of the customer needs beyond this page. */
type Pausing = {
  readonly sessionId: string
  /** The server knows of one: this page may be of another origin than the one before. */
  readonly known: boolean
  readonly storage: SafeStorage
  readonly key: string
  tell(paused: boolean): Promise<unknown>
  isPassing(error: unknown): boolean
}

const TELL_AGAIN_MS = 3000

/** It holds on the next page of the tab, also where the server could not be told yet, and the server hears of it. */
export function keepPause({ sessionId, known, storage, key, tell, isPassing }: Pausing): {
  readonly paused: boolean
  held(why: HeldReason | null): void
} {
  const goesOn = `not ${sessionId}`
  const kept = storage.read(key)
  // What the customer did last in this tab, before what the server had heard of it when this page began.
  let paused = kept === sessionId || (known && kept !== goesOn)
  let said = known
  let telling = false

  const say = async (): Promise<void> => {
    if (telling) return
    telling = true
    while (said !== paused) {
      const now = paused
      try {
        await tell(now)
      } catch (error) {
        if (!isPassing(error)) break
        await new Promise((done) => setTimeout(done, TELL_AGAIN_MS))
        continue
      }
      said = now
    }
    telling = false
  }
  say()
  return {
    paused,
    held(why) {
      paused = why === 'customer'
      storage.write(key, paused ? sessionId : goesOn)
      say()
    },
  }
}
