import type { WebSocket } from 'ws'

const PING_EVERY_MS = 4_500
/** Pings in a row without a sign of life after which a client is gone: the other end knows within 15 s, the way there included. */
const MISSED = 2

/**
 * Asks every socket whether its other end is there, and drops those where nobody answers. Browsers answer by themselves, also
 * in a hidden tab, whose own timers may be minutes late.
 */
export class Heartbeat {
  /** Pings since the last sign of life. */
  readonly #missed = new Map<WebSocket, number>()
  readonly #timer = setInterval(() => this.#beat(), PING_EVERY_MS)

  watch(socket: WebSocket): void {
    const heard = (): void => {
      this.#missed.set(socket, 0)
    }
    heard()
    socket.on('pong', heard)
    socket.on('message', heard)
    socket.on('close', () => this.#missed.delete(socket))
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #beat(): void {
    for (const [socket, missed] of this.#missed) {
      if (missed >= MISSED) socket.terminate()
      else {
        this.#missed.set(socket, missed + 1)
        socket.ping()
      }
    }
  }
}
