import { HTTP_KEY, type Http } from './connector.ts'
import { HttpSocket } from './http-socket.ts'

/** For how long WebSockets are not tried again, in milliseconds. */
const LEFT_ALONE = 10 * 60_000

/**
 * Sockets over HTTP for the rest of ten minutes, also on the tab's next pages; null when it is time to try a WebSocket. A way
 * that holds answers back is polled from then on.
 */
export const startHttp: Http['startHttp'] = () => {
  const kept = recall()
  let until = kept && Number.parseInt(kept, 10) > Date.now() ? Number.parseInt(kept, 10) : 0
  let poll = until > 0 && kept.endsWith('poll')
  until ||= Date.now() + LEFT_ALONE
  const keep = () => remember(until && `${until}${poll ? ' poll' : ''}`)
  keep()
  return (url) => {
    if (Date.now() >= until) {
      remember(0)
      return null
    }
    return new HttpSocket(url, {
      poll,
      onHeldBack() {
        poll = true
        keep()
      },
      // Then it is not WebSocket that is the matter.
      onDeaf() {
        until = 0
      },
    })
  }
}

type Storage = {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

// The library set of this package knows no storage. Where it is blocked, even naming it throws.
function storage(): Storage | undefined {
  try {
    return (globalThis as { readonly sessionStorage?: Storage }).sessionStorage
  } catch {
    return undefined
  }
}

function recall(): string {
  return storage()?.getItem(HTTP_KEY) ?? ''
}

function remember(value: string | 0): void {
  try {
    if (value) storage()?.setItem(HTTP_KEY, value)
    else storage()?.removeItem(HTTP_KEY)
  } catch {
    // Full: the next page finds out for itself.
  }
}
