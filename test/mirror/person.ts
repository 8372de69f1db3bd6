import { cdp } from 'vitest/browser'
import { clickAt } from '../support/hand.ts'

/** The customer at the page, with trusted events: what no script can bring about. */

/** Clicks in the box of an element of the page's frame: the middle, or so many px from its right edge. */
export async function click(element: Element | null, fromRight?: number): Promise<void> {
  const frame = element?.ownerDocument.defaultView?.frameElement
  if (!element || !frame) throw new Error('nothing to click on')
  const [box, outer] = [element.getBoundingClientRect(), frame.getBoundingClientRect()]
  const x = fromRight === undefined ? box.width / 2 : box.width - fromRight
  await clickAt(outer.x + box.x + x, outer.y + box.y + box.height / 2)
}

export async function type(text: string): Promise<void> {
  for (const char of text) {
    await cdp().send('Input.dispatchKeyEvent', { type: 'keyDown', key: char, text: char })
    await cdp().send('Input.dispatchKeyEvent', { type: 'keyUp', key: char })
  }
}

const CODES = { Escape: 27, Enter: 13, Tab: 9, ArrowDown: 40 } as const

export async function key(name: keyof typeof CODES): Promise<void> {
  const event = { key: name, code: name, windowsVirtualKeyCode: CODES[name] }
  await cdp().send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
  await cdp().send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
}

/** Leaves the field, so that no ring and no caret is in the picture. */
export function leave(page: Document): void {
  ;(page.activeElement as HTMLElement | null)?.blur()
}
