import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A way to the server whose far end is read at so many bytes a second once it is `slow`, and no faster. */
export interface Throttle {
  readonly port: number
  slow: boolean
  stop(): Promise<void>
}

/** As often as the far end is read. */
const EVERY_MS = 100

export async function openThrottle(serverPort: number, bytesPerSecond: number): Promise<Throttle> {
  const sockets = new Set<Socket>()
  let slow = false
  const server = createServer((near) => {
    const far = connect(serverPort, '127.0.0.1')
    const pass = (): void => {
      const most = slow ? (bytesPerSecond * EVERY_MS) / 1000 : Number.POSITIVE_INFINITY
      const piece: Buffer | null = far.read(Math.min(far.readableLength, Math.ceil(most)) || 1)
      if (piece) near.write(piece)
    }
    const timer = setInterval(pass, EVERY_MS)
    far.on('readable', () => {
      if (!slow) pass()
    })
    // The server asks which host a browser of its agents speaks to.
    near.once('data', (head: Buffer) => {
      const text = head.toString('latin1').replace(/^host: .*$/im, `Host: 127.0.0.1:${serverPort}`)
      far.write(text, 'latin1')
      near.pipe(far)
    })
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(end)
      end.on('error', () => {})
      end.on('close', () => {
        clearInterval(timer)
        sockets.delete(end)
        other.destroy()
      })
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    port,
    get slow() {
      return slow
    },
    set slow(on) {
      slow = on
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
