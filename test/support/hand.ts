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

export async function press(key: string): Promise<void> {
  const event = { key, code: key, windowsVirtualKeyCode: key === 'Escape' ? 27 : 0 }
  await cdp().send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
  await cdp().send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
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
