import type { Application } from '../../lab/application.ts'

export const d3: Application = {
  name: 'D3',
  packages: ['d3'],
  ready: (page) => page.locator('circle').first().waitFor(),
  steps: {
    'point at a dot': (page) => page.locator('circle').nth(9).hover({ force: true }),
    'show one kind': (page) => page.getByRole('button', { name: 'pine' }).click(),
    'show another': (page) => page.getByRole('button', { name: 'ash' }).click(),
    'drag a dot': (page) =>
      page
        .locator('circle')
        .nth(3)
        .dragTo(page.locator('svg').first(), {
          force: true,
          targetPosition: { x: 700, y: 120 },
        }),
    'zoom in': async (page) => {
      await page
        .locator('svg')
        .first()
        .hover({ position: { x: 500, y: 500 } })
      await page.mouse.wheel(0, -400)
    },
    'move the plot': (page) =>
      page
        .locator('svg')
        .first()
        .dragTo(page.locator('svg').first(), {
          sourcePosition: { x: 500, y: 500 },
          targetPosition: { x: 320, y: 420 },
        }),
    'show all again': (page) => page.getByRole('button', { name: 'all' }).click(),
    'scroll to the tree': async (page) => {
      await page.locator('h1').hover()
      await page.mouse.wheel(0, 800)
    },
  },
}
