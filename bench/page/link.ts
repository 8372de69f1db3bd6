import type { Message } from '../engines/engine.ts'

/** The sharer's end of a WebSocket to the bench's relay. */
export interface Link {
  send(message: Message): void
  /** Whether what is on its way has been so for less than the link's bound. */
  ready(): boolean
}

/**
 * The relay acknowledges each message when it has left on the viewer's side. Like the product's channel, no more is
 * under way than the link takes in `ahead` ms; what changes meanwhile is read when there is room again.
 */
export async function openLink(
  url: string,
  ahead: number,
  asked: (message: Uint8Array) => void,
): Promise<Link> {
  const socket = await openSocket(url)
  const sentAt: number[] = []
  socket.addEventListener('message', ({ data }) => {
    if (data === '') sentAt.shift()
    else asked(new Uint8Array(data))
  })
  return {
    send(message) {
      sentAt.push(performance.now())
      if (typeof message === 'string') socket.send(message)
      else socket.send(new Uint8Array(message))
    },
    ready: () => performance.now() - (sentAt[0] ?? Number.POSITIVE_INFINITY) < ahead,
  }
}

export async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  return socket
}
