import { createServer, type Server, Socket } from 'node:net'
import { must } from '@alongside/protocol'

/** What of a path is in disorder. `sleeping`: nothing is passed on, and nothing is closed; `deaf`: nothing of what the server says. */
export type Disorder = 'none' | 'refusing' | 'sleeping' | 'deaf'

/**
 * The way between one browser and the server, as a SOCKS proxy that the browser is told to use: the browser still asks for
 * `127.0.0.1`, which makes its pages secure contexts, wherever the proxy listens. Connections to other ports than the server's are
 * passed on whatever happens: the customer's site is up while the server is not.
 */
export interface Path {
  /** As browsers are told: `socks5://HOST:PORT`. */
  readonly url: string
  set(disorder: Disorder): void
  /**
   * Ends every connection: with a reset, in order, or (`forget`) without a word, as a router does that was restarted: nothing comes any
   * more, and whoever says something is answered with a reset.
   */
  cut(how: 'reset' | 'close' | 'forget'): void
  /** The server sees new connections come from this address of the loopback net. */
  move(address: string): void
  /** Connections on which nothing came for so long are closed; null: none. */
  closeIdle(ms: number | null): void
  /** Bytes a second each way, and ms that everything takes; null: as fast as it goes. */
  slow(link: Link | null): void
  stop(): Promise<void>
}

export type Link = { readonly bytesPerSecond: number; readonly delay: number }

type Pair = {
  readonly ends: readonly [Socket, Socket]
  forgotten: boolean
  movedAt: number
}

const CHUNK = 4 << 10

export async function openPath(o: {
  readonly host?: string
  readonly serverPort: () => number
  readonly address: string
}): Promise<Path> {
  const pairs = new Set<Pair>()
  let disorder: Disorder = 'none'
  let { address } = o
  let idle: number | null = null
  let link: Link | null = null
  let waiting: (() => void)[] = []

  const awake = async (answers = false): Promise<void> => {
    while (disorder === 'sleeping' || (answers && disorder === 'deaf'))
      await new Promise<void>((done) => waiting.push(done))
  }
  /** Also those that are not connected on, or whose other end has gone. */
  const all = new Set<Socket>()
  const server: Server = createServer((near) => {
    all.add(near)
    near.on('close', () => all.delete(near))
    near.on('error', () => {})
    near.setNoDelay(true)
    greet(near).then(
      async ({ port }) => {
        const subject = port === o.serverPort()
        if (subject) await awake()
        if (near.destroyed) return
        if (subject && disorder === 'refusing') {
          near.resetAndDestroy()
          return
        }
        const far = new Socket()
        far.setNoDelay(true)
        far.on('error', () => near.resetAndDestroy())
        near.on('error', () => far.resetAndDestroy())
        near.on('close', () => far.destroy())
        far.connect({ port, host: '127.0.0.1', ...(subject && { localAddress: address }) }, () => {
          near.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
          if (subject) carry(near, far)
          else {
            near.pipe(far)
            far.pipe(near)
          }
        })
      },
      () => near.destroy(),
    )
  })

  const carry = (near: Socket, far: Socket): void => {
    const pair: Pair = { ends: [near, far], forgotten: false, movedAt: Date.now() }
    pairs.add(pair)
    for (const end of pair.ends) end.on('close', () => pairs.delete(pair))
    pump(pair, near, far)
    pump(pair, far, near)
  }

  /** From one end to the other, each piece after the one before it, at the speed and with the delay of the link. */
  const pump = (pair: Pair, from: Socket, to: Socket): void => {
    let tail = Promise.resolve()
    let freeAt = 0
    const pass = (then: () => void, bytes: number): void => {
      const now = Date.now()
      freeAt = Math.max(now, freeAt) + (link ? (bytes / link.bytesPerSecond) * 1000 : 0)
      const at = freeAt + (link?.delay ?? 0)
      // Read no further than the link carries: a buffer without end would hide how slow it is.
      if (freeAt - now > 100) {
        from.pause()
        setTimeout(() => from.resume(), freeAt - now - 50)
      }
      tail = tail.then(async () => {
        if (at > Date.now()) await new Promise((done) => setTimeout(done, at - Date.now()))
        await awake(from === pair.ends[1])
        if (!pair.forgotten) then()
      })
    }
    from.on('data', (piece: Buffer) => {
      if (pair.forgotten && disorder === 'none') from.resetAndDestroy()
      pair.movedAt = Date.now()
      for (let i = 0; i < piece.length; i += CHUNK) {
        const part = piece.subarray(i, i + CHUNK)
        pass(() => to.write(part), part.length)
      }
    })
    from.on('end', () => pass(() => to.end(), 0))
  }

  const sweep = setInterval(() => {
    if (idle === null || disorder === 'sleeping') return
    for (const { ends, movedAt } of pairs)
      if (Date.now() - movedAt > idle) for (const end of ends) end.end()
  }, 20)

  const host = o.host ?? '127.0.0.1'
  await new Promise<void>((done) => server.listen(0, host, done))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('a path listens on no port')
  return {
    url: `socks5://${host}:${bound.port}`,
    set(next) {
      disorder = next
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
    cut(how) {
      for (const pair of [...pairs]) {
        if (how === 'forget') pair.forgotten = true
        else for (const end of pair.ends) how === 'reset' ? end.resetAndDestroy() : end.end()
      }
    },
    move(next) {
      address = next
    },
    closeIdle(ms) {
      idle = ms
    },
    slow(next) {
      link = next
    },
    async stop() {
      clearInterval(sweep)
      disorder = 'none'
      for (const near of all) near.destroy()
      await new Promise<void>((done) => {
        server.close(() => done())
        for (const wake of waiting) wake()
      })
    },
  }
}

/** The words of RFC 1928 before a connection: no sign-in, and where to. Whatever name it is, it is this machine. */
async function greet(socket: Socket): Promise<{ port: number }> {
  const read = reader(socket)
  const [, methods = 0] = await read(2)
  await read(methods)
  socket.write(Buffer.from([5, 0]))
  const [, , , kind] = await read(4)
  const length = kind === 1 ? 4 : kind === 4 ? 16 : must((await read(1))[0], 'a length')
  await read(length)
  const port = (await read(2)).readUInt16BE(0)
  return { port }
}

function reader(socket: Socket): (count: number) => Promise<Buffer> {
  return async (count) => {
    for (;;) {
      if (count === 0) return Buffer.alloc(0)
      const piece: Buffer | null = socket.read(count)
      if (piece) return piece
      if (socket.readableEnded || socket.destroyed) throw new Error('gone')
      await new Promise<void>((done) => {
        const on = (): void => {
          socket.off('readable', on)
          socket.off('close', on)
          done()
        }
        socket.on('readable', on)
        socket.on('close', on)
      })
    }
  }
}
