import type { Message, Place } from '@alongside/protocol'
import type { Guard } from './guard.ts'
import type { Point } from './windows.ts'

/** What the customer's own hand does, told to the agent. Points are client px of the top window. */
export type Reports = {
  at(point: Point, touch: boolean): void
  gone(): void
  click(point: Point, touch: boolean): void
  /** The page moved under a resting pointer. */
  repeat(): void
  /** The customer does something, and their pointer is where it was. */
  alive(): void
  stop(): void
}

export function createReports(options: {
  guard: Guard
  placeAt(x: number, y: number): Place | null
  sendVolatile(message: Message): void
  send(message: Message): void
}): Reports {
  let now: { point: Point; touch: boolean } | null = null
  let sent: Place | null = null
  let frame = 0

  /** At most one a rendered frame, with the place of that moment: the latest wins. */
  const flush = options.guard(() => {
    frame = 0
    const place = now && options.placeAt(now.point.x, now.point.y)
    if (!place || !now) {
      if (sent) options.sendVolatile({ message: 'pointerGone' })
      sent = null
      return
    }
    if (sent && sent.node === place.node && sent.x === place.x && sent.y === place.y) return
    sent = place
    options.sendVolatile({ message: 'pointer', place, touch: now.touch })
  })
  const soon = (): void => {
    frame ||= requestAnimationFrame(flush)
  }

  return {
    at(point, touch) {
      now = { point, touch }
      soon()
    },
    gone() {
      if (!now) return
      now = null
      soon()
    },
    click: options.guard((point: Point, touch: boolean) => {
      const place = options.placeAt(point.x, point.y)
      if (place) options.send({ message: 'click', place, touch })
    }),
    repeat() {
      if (now) soon()
    },
    alive() {
      const touch = now?.touch ?? false
      options.sendVolatile(
        sent ? { message: 'pointer', place: sent, touch } : { message: 'pointerGone' },
      )
    },
    stop() {
      cancelAnimationFrame(frame)
    },
  }
}
