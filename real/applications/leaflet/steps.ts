import type { Application } from '../../lab/application.ts'

export const leaflet: Application = {
  name: 'Leaflet',
  packages: ['leaflet'],
  ready: (page) => page.locator('.leaflet-tile-loaded').nth(8).waitFor(),
  steps: {
    'point at a marker': (page) => page.locator('.leaflet-marker-icon').first().hover(),
    'open its popup': (page) => page.locator('.leaflet-marker-icon').first().click(),
    'zoom in': (page) => page.locator('.leaflet-control-zoom-in').click(),
    'move the map': async (page) => {
      await page.mouse.move(300, 600)
      await page.mouse.down()
      await page.mouse.move(520, 480, { steps: 8 })
      await page.mouse.up()
      await page.waitForTimeout(400)
    },
    'close the popup': (page) => page.locator('.leaflet-popup-close-button').click(),
    'open the list of layers': (page) => page.locator('.leaflet-control-layers').hover(),
    'show the areas': (page) => page.locator('.leaflet-control-layers-selector').nth(1).check(),
    'hide the shops': (page) => page.locator('.leaflet-control-layers-selector').nth(0).uncheck(),
    'open the popup of an area': async (page) => {
      await page.mouse.move(640, 700)
      await page.locator('path.leaflet-interactive').first().click({ force: true })
    },
    'zoom out by the wheel': async (page) => {
      await page.mouse.move(640, 600)
      await page.mouse.wheel(0, 500)
      await page.waitForTimeout(400)
    },
  },
}
