import { expect, it } from 'vitest'
import { createSeenArea } from './seen-area.ts'
import { createStage } from './stage.ts'

it('the part that the customer sees is outlined in px of the page, at every scale', () => {
  const container = document.createElement('div')
  container.style.cssText = 'width:432px;height:332px'
  document.body.append(container)
  const stage = createStage(container, () => {})
  try {
    stage.size({ width: 800, height: 600 })
    const show = createSeenArea(stage.page)
    const [clip, area] = stage.page.querySelectorAll('[data-alongside-stage=seen]')
    if (!clip || !area) throw new Error('no outline')
    expect(getComputedStyle(clip).display).toBe('none')
    show({ x: 40, y: 90, width: 400, height: 300 })
    const page = stage.page.getBoundingClientRect()
    const box = area.getBoundingClientRect()
    expect([box.x - page.x, box.y - page.y, box.width, box.height]).toEqual([20, 45, 200, 150])
    // It takes no input from the layer above, and leaves when the customer sees all again.
    expect(getComputedStyle(area).pointerEvents).toBe('none')
    show(null)
    expect(getComputedStyle(clip).display).toBe('none')
  } finally {
    stage.destroy()
    container.remove()
  }
})
