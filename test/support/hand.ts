import { cdp } from 'vitest/browser'

/** A person's hand: trusted events at client coordinates of this window, which the runner shows in a frame. */
export async function moveTo(x: number, y: number): Promise<void> {
  await mouse('mouseMoved', x, y)
}

export async function clickAt(x: number, y: number): Promise<void> {
  await mouse('mouseMoved', x, y)
  await mouse('mousePressed', x, y)
  await mouse('mouseReleased', x, y)
}

export async function clickOn(element: Element): Promise<void> {
  const { x, y, width, height } = element.getBoundingClientRect()
  await clickAt(x + width / 2, y + height / 2)
}

/** In this window, one after the other, with nothing between them that would take time. */
export async function press(...keys: string[]): Promise<void> {
  window.focus()
  const events = keys.flatMap((key) => {
    const event = { key, code: key, windowsVirtualKeyCode: key === 'Escape' ? 27 : 0 }
    return [
      { type: 'keyDown' as const, ...event },
      { type: 'keyUp' as const, ...event },
    ]
  })
  await Promise.all(events.map((event) => cdp().send('Input.dispatchKeyEvent', event)))
}

type MouseType = 'mouseMoved' | 'mousePressed' | 'mouseReleased'

async function mouse(type: MouseType, x: number, y: number): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect() ?? new DOMRect()
  const scale = frame.width > 0 ? frame.width / innerWidth : 1
  await cdp().send('Input.dispatchMouseEvent', {
    type,
    x: frame.x + x * scale,
    y: frame.y + y * scale,
    button: type === 'mouseMoved' ? 'none' : 'left',
    clickCount: type === 'mouseMoved' ? 0 : 1,
  })
}
