/** A guest who follows a link is away for a moment; that is not news. */
const GRACE_MS = 3_000

/** Which guests have a page open: derived from their event sockets, so it cannot lie for longer than a socket does. */
export class Presence {
  readonly #counts = new Map<string, number>()
  readonly #leaving = new Map<string, NodeJS.Timeout>()
  readonly #onChange: (guestId: string, online: boolean) => void

  constructor(onChange: (guestId: string, online: boolean) => void) {
    this.#onChange = onChange
  }

  online(guestId: string): boolean {
    return this.#counts.has(guestId) || this.#leaving.has(guestId)
  }

  enter(guestId: string): void {
    const wasOnline = this.online(guestId)
    clearTimeout(this.#leaving.get(guestId))
    this.#leaving.delete(guestId)
    this.#counts.set(guestId, (this.#counts.get(guestId) ?? 0) + 1)
    if (!wasOnline) this.#onChange(guestId, true)
  }

  leave(guestId: string): void {
    const count = (this.#counts.get(guestId) ?? 0) - 1
    if (count > 0) {
      this.#counts.set(guestId, count)
      return
    }
    this.#counts.delete(guestId)
    const gone = setTimeout(() => {
      this.#leaving.delete(guestId)
      this.#onChange(guestId, false)
    }, GRACE_MS)
    this.#leaving.set(guestId, gone)
  }

  stop(): void {
    for (const timer of this.#leaving.values()) clearTimeout(timer)
    this.#leaving.clear()
  }
}
