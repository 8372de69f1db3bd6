import type { Message, Place } from '@alongside/protocol'
import type { Stop } from './attempt.ts'
import type { Point } from './layout.ts'

/** Where the agent's pointer is, and what it clicks: shown to the customer, never done to the page. */
export function observePointer(options: {
  input: HTMLElement
  toPage(x: number, y: number): Point | null
  placeAt(point: Point): Place | null
  sendVolatile(message: Message): void
  send(message: Message): void
  /** A click was sent: the agent sees that it counted. */
  echo(place: Place, touch: boolean): void
}): { repeat(): void; stop: Stop } {
  const { input } = options
  let now: { x: number; y: number; touch: boolean } | null = null
  let sent: Place | null = null
  let frame = 0

  const placeOf = (x: number, y: number): Place | null => {
    const point = options.toPage(x, y)
    return point && options.placeAt(point)
  }
  /** At most one a rendered frame, with the place of that moment: the latest wins. */
  const flush = (): void => {
    frame = 0
    const place = now && placeOf(now.x, now.y)
    if (!place || !now) {
      if (sent) options.sendVolatile({ message: 'pointerGone' })
      sent = null
      return
    }
    if (sent && sent.node === place.node && sent.x === place.x && sent.y === place.y) return
    sent = place
    options.sendVolatile({ message: 'pointer', place, touch: now.touch })
  }
  const soon = (): void => {
    frame ||= requestAnimationFrame(flush)
  }
  const move = (event: PointerEvent): void => {
    if (!event.isPrimary) return
    now = { x: event.clientX, y: event.clientY, touch: event.pointerType === 'touch' }
    soon()
  }
  const leave = (): void => {
    now = null
    soon()
  }
  const click = (event: MouseEvent): void => {
    // Enter and Space on the input layer make clicks without a point.
    const place = event.detail > 0 ? placeOf(event.clientX, event.clientY) : null
    if (!place) return
    const touch = now?.touch ?? false
    options.send({ message: 'click', place, touch })
    options.echo(place, touch)
  }
  input.addEventListener('pointermove', move)
  input.addEventListener('pointerdown', move)
  input.addEventListener('pointerleave', leave)
  input.addEventListener('click', click)
  return {
    repeat() {
      if (now) soon()
    },
    stop() {
      cancelAnimationFrame(frame)
      input.removeEventListener('pointermove', move)
      input.removeEventListener('pointerdown', move)
      input.removeEventListener('pointerleave', leave)
      input.removeEventListener('click', click)
    },
  }
}
