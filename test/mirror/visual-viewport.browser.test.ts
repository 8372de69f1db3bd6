import { expect, it } from 'vitest'
import { joinPage, until } from './joined.ts'

/** What a phone's browser says of its zoom: no page in a frame can be zoomed, so a fake of it stands in. */
class Zoom extends EventTarget {
  scale = 1
  offsetLeft = 0
  offsetTop = 0
  width = 800
  height = 600

  to(at: Partial<Zoom>): void {
    Object.assign(this, at)
    this.dispatchEvent(new Event('resize'))
  }
}

it.each(['while sharing', 'before sharing'])(
  'what the customer sees under zoom or above a keyboard is told, %s',
  async (mode) => {
    const zoom = new Zoom()
    const zoomed = { scale: 2, offsetLeft: 40, offsetTop: 90.5, width: 400, height: 300 }
    const joined = await joinPage('<!doctype html><p>text</p>', {
      before(page) {
        Object.defineProperty(page.defaultView, 'visualViewport', { value: zoom })
        if (mode === 'before sharing') zoom.to(zoomed)
      },
    })
    try {
      const { replica } = joined
      await until(() => replica.viewport)
      if (mode === 'while sharing') {
        expect(replica.visualViewport).toBeNull()
        zoom.to(zoomed)
      }
      const seen = await until(() => replica.visualViewport)
      expect(seen).toEqual({ x: 40, y: 90.5, width: 400, height: 300 })
      zoom.to({ offsetTop: 120 })
      await until(() => replica.visualViewport?.y === 120)
      // A keyboard over the lower part, without zoom.
      zoom.to({ scale: 1, offsetLeft: 0, offsetTop: 0, width: 800, height: 350 })
      await until(() => replica.visualViewport?.height === 350)
      zoom.to({ height: 600 })
      await until(() => replica.visualViewport === null)
    } finally {
      joined.close()
    }
  },
)
