import type { Application } from '../../lab/application.ts'

export const chartjs: Application = {
  name: 'Chart.js',
  packages: ['chart.js'],
  ready: (page) => page.locator('#chart').waitFor(),
  steps: {
    'point at a value': (page) => page.locator('#chart').hover({ position: { x: 400, y: 150 } }),
    'hide a series by the legend': (page) =>
      page.locator('#chart').click({ position: { x: 500, y: 16 } }),
    'add a week': (page) => page.locator('#more').click(),
    'bars instead of lines': (page) => page.locator('#kind').click(),
    'scroll to the ring': (page) => page.mouse.wheel(0, 600),
    'point at a part of the ring': (page) =>
      page.locator('#ring').hover({ position: { x: 500, y: 80 } }),
  },
}
