import { type Session, type SessionLimits, warningAt } from '@alongside/protocol'
import type { SessionRecord } from '../store/store.ts'

/** One timer a session, at the first moment at which a limit can be over. */
export class SessionTimers {
  readonly #now: () => number
  readonly #limits: SessionLimits
  readonly #tick: (id: string) => Promise<unknown>
  readonly #onError: (error: unknown) => void
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #others = new Set<NodeJS.Timeout>()
  #stopped = false

  constructor(o: {
    readonly now: () => number
    readonly limits: SessionLimits
    readonly tick: (id: string) => Promise<unknown>
    readonly onError: (error: unknown) => void
  }) {
    this.#now = o.now
    this.#limits = o.limits
    this.#tick = o.tick
    this.#onError = o.onError
  }

  set({ id, session }: SessionRecord): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    const due = nextLimit(session, this.#limits)
    if (due === null || this.#stopped) return
    const timer = setTimeout(
      () => {
        this.#timers.delete(id)
        this.#tick(id).catch(this.#onError)
      },
      Math.max(1, due - this.#now()),
    )
    this.#timers.set(id, timer)
  }

  later(milliseconds: number, run: () => Promise<unknown>): void {
    if (this.#stopped) return
    const timer = setTimeout(() => {
      this.#others.delete(timer)
      run().catch(this.#onError)
    }, milliseconds)
    this.#others.add(timer)
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    for (const timer of this.#others) clearTimeout(timer)
    this.#timers.clear()
    this.#others.clear()
  }
}

export function nextLimit(session: Session, limits: SessionLimits): number | null {
  if (session.state === 'ended') return null
  if (session.state === 'proposed') return session.expiresAt
  const { startedAt, idleAt } = session
  const due = Math.min(startedAt + limits.longest, idleAt ?? warningAt(session, limits))
  return session.state === 'interrupted' ? Math.min(due, session.since + limits.interruption) : due
}
