/** What a page asked of the server and what its sockets did, as text; requests that repeat all the time are left out. */
export interface Trace {
  note(what: string): void
  /** Of this time (Date.now) and later: ms since then, and what it was. */
  since(at: number): string
}

const MOST = 400

/** Listens in on the page's own `fetch` and `WebSocket`, which are called as before. */
export function listenIn(): Trace {
  const notes: { readonly at: number; readonly what: string }[] = []
  const note = (what: string): void => {
    notes.push({ at: Date.now(), what })
    if (notes.length > MOST) notes.shift()
  }
  const { fetch, WebSocket } = globalThis
  globalThis.fetch = async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input, location.href).pathname
    const what = path.replace(/[\w-]{20,}/g, '…')
    note(`ask ${what}`)
    try {
      const answer = await fetch(input, init)
      note(`${answer.status} ${what}`)
      return answer
    } catch (error) {
      note(`failed ${what}`)
      throw error
    }
  }
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      const what = new URL(url).pathname
      note(`socket ${what}`)
      this.addEventListener('open', () => note(`open ${what}`))
      this.addEventListener('message', () => note(`heard ${what}`), { once: true })
      this.addEventListener('close', ({ code }) => note(`closed ${what} ${code}`))
    }
  }
  note(`page ${location.pathname}, ${Math.round(performance.now())} ms after its start`)
  return {
    note,
    since: (at) =>
      notes
        .filter((one) => one.at >= at)
        .map((one) => `${one.at - at} ${one.what}`)
        .join('\n'),
  }
}
