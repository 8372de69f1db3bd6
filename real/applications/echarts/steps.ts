import type { Page } from 'playwright-core'
import type { Application } from '../../lab/application.ts'

/** In px of one of the two charts. */
const at = async (page: Page, chart: 'svg' | 'canvas', x: number, y: number) => {
  const box = await page.locator(`#${chart}`).boundingBox()
  if (!box) throw new Error('no chart')
  return [box.x + x, box.y + y] as const
}
const click = async (page: Page, chart: 'svg' | 'canvas', x: number, y: number) =>
  page.mouse.click(...(await at(page, chart, x, y)))
const drag = async (page: Page, chart: 'svg' | 'canvas', from: number, to: number, y: number) => {
  await page.mouse.move(...(await at(page, chart, from, y)))
  await page.mouse.down()
  await page.mouse.move(...(await at(page, chart, to, y)), { steps: 6 })
  await page.mouse.up()
}

export const echarts: Application = {
  name: 'ECharts',
  packages: ['echarts'],
  ready: (page) => page.locator('#canvas canvas').waitFor(),
  steps: {
    'point at a month of the SVG chart': async (page) =>
      page.mouse.move(...(await at(page, 'svg', 400, 150))),
    'point at a month of the canvas chart': async (page) =>
      page.mouse.move(...(await at(page, 'canvas', 400, 150))),
    'hide a series by the legend, SVG': async (page) => click(page, 'svg', 440, 15),
    'hide a series by the legend, canvas': async (page) => click(page, 'canvas', 440, 15),
    'zoom, SVG': async (page) => drag(page, 'svg', 102, 300, 305),
    'zoom, canvas': async (page) => drag(page, 'canvas', 102, 300, 305),
    'open the table of the data': async (page) => click(page, 'svg', 950, 15),
  },
}
