import { cdp } from 'vitest/browser'

/** The customer's hand: real input in this tab, as the browser gets it from its devices. */

type Input = (method: string, parameters: object) => Promise<unknown>
const send: Input = (method, parameters) =>
  // The types of the session name no domain of the protocol.
  (cdp() as unknown as { send: Input }).send(`Input.${method}`, parameters)

export type Spot = Element | { readonly of: Document; readonly x: number; readonly y: number }

async function mouse(type: string, at: Spot, pressed: boolean, clickCount = 1): Promise<void> {
  const button = type === 'mouseMoved' && !pressed ? 'none' : 'left'
  await send('dispatchMouseEvent', {
    type,
    ...pointOf(at),
    button,
    buttons: pressed ? 1 : 0,
    clickCount: type === 'mouseMoved' ? 0 : clickCount,
  })
  await settled()
}

export const hand = {
  moveTo: (at: Spot, pressed = false): Promise<void> => mouse('mouseMoved', at, pressed),
  press: (at: Spot, clicks = 1): Promise<void> => mouse('mousePressed', at, true, clicks),
  release: (at: Spot, clicks = 1): Promise<void> => mouse('mouseReleased', at, false, clicks),
  async click(at: Spot, clicks = 1): Promise<void> {
    await hand.moveTo(at)
    for (let i = 1; i <= clicks; i++) {
      await hand.press(at, i)
      await hand.release(at, i)
    }
  },
  async drag(from: Spot, to: Spot): Promise<void> {
    await hand.moveTo(from)
    await hand.press(from)
    await hand.moveTo(to, true)
    await hand.release(to)
  },
  async keyDown(key: string, modifiers = 0): Promise<void> {
    await send('dispatchKeyEvent', { type: 'keyDown', modifiers, ...KEYS[key] })
    await settled()
  },
  async keyUp(key: string, modifiers = 0): Promise<void> {
    await send('dispatchKeyEvent', { type: 'keyUp', modifiers, ...KEYS[key] })
    await settled()
  },
  async key(key: string, modifiers = 0): Promise<void> {
    await hand.keyDown(key, modifiers)
    await hand.keyUp(key, modifiers)
  },
  type: (text: string): Promise<unknown> => send('insertText', { text }),
}

export const SHIFT = 8

const KEYS: Record<string, object> = {
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  Space: { key: ' ', code: 'Space', text: ' ', windowsVirtualKeyCode: 32 },
  ArrowLeft: { key: 'ArrowLeft', code: 'ArrowLeft', windowsVirtualKeyCode: 37 },
  ArrowRight: { key: 'ArrowRight', code: 'ArrowRight', windowsVirtualKeyCode: 39 },
  ArrowDown: { key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40 },
  Home: { key: 'Home', code: 'Home', windowsVirtualKeyCode: 36 },
  End: { key: 'End', code: 'End', windowsVirtualKeyCode: 35 },
}

/** Where a spot is in the whole tab: the page is in a frame, and so are these tests. */
function pointOf(at: Spot): { x: number; y: number } {
  // Pictures of the replica scroll the page away.
  let outer = ('of' in at ? at.of : at.ownerDocument).defaultView
  while (outer && outer.parent !== window && outer !== window) outer = outer.parent as typeof outer
  outer?.frameElement?.scrollIntoView()
  let { x, y } = at instanceof Object && 'of' in at ? at : middleOf(at)
  let view = ('of' in at ? at.of : at.ownerDocument).defaultView
  for (let frame = view?.frameElement; frame; frame = view?.frameElement) {
    const box = frame.getBoundingClientRect()
    x += box.x + frame.clientLeft
    y += box.y + frame.clientTop
    view = frame.ownerDocument.defaultView
  }
  return { x, y }
}

function middleOf(element: Element): { x: number; y: number } {
  const box = element.getBoundingClientRect()
  return { x: box.x + Math.min(box.width / 2, 200), y: box.y + box.height / 2 }
}

/** The browser hands out input with its frames. */
async function settled(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
}
