import type { WebSocketLike } from './socket.ts'

export type Connect = (url: string) => WebSocketLike

/** Milliseconds: a socket that is not open by then is not going to be; one that dies so young was killed. */
const OPEN_WITHIN = 2_500
const YOUNG = 5_000
/** The close code of a connection that broke (RFC 6455, 7.1.5): nobody's wish. */
const BROKEN = 1006

/** Where the tab keeps that WebSockets do not get through. */
export const HTTP_KEY = 'alongside.http'

/** The chunk that speaks without WebSockets. */
export type Http = { startHttp(): (url: string) => WebSocketLike | null }

/**
 * WebSockets, until they are seen not to get through: not opened in time, broken before a word, or twice soon after it. Then what
 * `load` brings, for as long as that thinks right. Resolves at once, unless an earlier page of the tab found out.
 */
export async function connector(
  load: () => Promise<Http>,
  kept: string | null | undefined,
): Promise<Connect> {
  let http: ReturnType<Http['startHttp']> | undefined
  let young = 0
  const fall = () =>
    load().then(
      (chunk) => {
        http = chunk.startHttp()
      },
      () => {},
    )
  if (kept) await fall()
  return (url) => {
    const other = http?.(url)
    if (other) return other
    const socket: WebSocketLike = new WebSocket(url)
    let heard = 0
    // To close what is closed does nothing.
    const late = setTimeout(() => socket.close(), OPEN_WITHIN)
    socket.addEventListener('open', () => clearTimeout(late))
    socket.addEventListener('message', () => {
      heard ||= Date.now()
    })
    socket.addEventListener('close', ({ code }) => {
      if (code === BROKEN && (!heard || (Date.now() - heard < YOUNG && young++))) fall()
    })
    return socket
  }
}
