import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from './clock.ts'

/**
 * A page, or the server's process: what runs in it has its own globals, and nothing of it runs any more once it is gone. All of
 * them live in this process; which one a callback belongs to goes with it, as async context does.
 */
export class Realm {
  readonly name: string
  readonly globals: Readonly<Record<string, unknown>>
  alive = true

  constructor(name: string, globals: Readonly<Record<string, unknown>> = {}) {
    this.name = name
    this.globals = globals
  }

  run<T>(work: () => T): T {
    return current.run(this, work)
  }

  /** Of this realm, or of none when it is gone by then. */
  bind<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      if (this.alive) this.run(() => work(...args))
    }
  }
}

const current = new AsyncLocalStorage<Realm>()

export function here(): Realm {
  const realm = current.getStore()
  if (!realm) throw new Error('outside of every page')
  return realm
}

/** Names that pages have and Node has not, or has otherwise. */
const NAMES = ['document', 'window', 'location', 'sessionStorage', 'fetch', 'WebSocket'] as const

/** Puts the clock and the realm's globals where code finds them; gives back what takes them away. */
export function installGlobals(
  clock: () => Clock,
  more: Readonly<Record<string, unknown>>,
): () => void {
  const timers = new Map<number, () => void>()
  let lastTimer = 0
  const after = (ms: number | undefined, run: () => void, again: boolean): number => {
    const id = ++lastTimer
    const realm = current.getStore()
    const time = clock()
    const arm = (): void => {
      timers.set(
        id,
        time.after(ms ?? 0, () => {
          timers.delete(id)
          if (realm && !realm.alive) return
          if (again) arm()
          if (realm) realm.run(run)
          else run()
        }),
      )
    }
    arm()
    return id
  }
  const clear = (id: unknown): void => {
    timers.get(Number(id))?.()
    timers.delete(Number(id))
  }
  const before: (() => void)[] = []
  const put = (of: object, name: string, descriptor: PropertyDescriptor): void => {
    const old = Object.getOwnPropertyDescriptor(of, name)
    Object.defineProperty(of, name, { configurable: true, ...descriptor })
    before.push(() => {
      if (old) Object.defineProperty(of, name, old)
      else Reflect.deleteProperty(of, name)
    })
  }
  for (const name of NAMES) {
    put(globalThis, name, { get: () => current.getStore()?.globals[name] })
  }
  const shared = {
    setTimeout: (run: () => void, ms?: number) => after(ms, run, false),
    setInterval: (run: () => void, ms?: number) => after(ms, run, true),
    requestAnimationFrame: (run: () => void) => after(16, run, false),
    clearTimeout: clear,
    clearInterval: clear,
    cancelAnimationFrame: clear,
    ...more,
  }
  for (const [name, value] of Object.entries(shared)) put(globalThis, name, { value })
  put(Date, 'now', { value: () => clock().now })
  put(performance, 'now', { value: () => clock().now })
  // A request's time is over by our clock, which `fetch` reads.
  put(AbortSignal, 'timeout', { value: (ms: number) => ({ ms }) })
  return () => {
    for (const undo of before.reverse()) undo()
  }
}
