import type { Message } from '../engines/engine.ts'

/** The sharer's end of a WebSocket to the bench's relay. */
export interface Link {
  send(message: Message): void
  /** Whether less is on its way than the outbox may hold. */
  ready(): boolean
}

/** The relay acknowledges the bytes of each message when they have left it on the viewer's side. */
export async function openLink(url: string, outbox: number): Promise<Link> {
  const socket = await openSocket(url)
  let onTheWay = 0
  socket.addEventListener('message', ({ data }) => {
    onTheWay -= Number(data)
  })
  return {
    send(message) {
      onTheWay += message.length
      if (typeof message === 'string') socket.send(message)
      else socket.send(new Uint8Array(message))
    },
    ready: () => onTheWay < outbox,
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
