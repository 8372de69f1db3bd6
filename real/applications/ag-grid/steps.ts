import type { Application } from '../../lab/application.ts'

export const agGrid: Application = {
  name: 'AG Grid',
  packages: ['ag-grid-community'],
  ready: (page) => page.locator('.ag-row').nth(10).waitFor(),
  steps: {
    'scroll by some rows': async (page) => {
      await page.locator('.ag-row').nth(5).hover({ force: true })
      await page.mouse.wheel(0, 900)
    },
    'scroll far down': (page) => page.mouse.wheel(0, 60_000),
    'scroll back': (page) => page.mouse.wheel(0, -90_000),
    'sort by price': (page) => page.locator('.ag-header-cell-text', { hasText: 'Price' }).click(),
    'sort the other way': (page) =>
      page.locator('.ag-header-cell-text', { hasText: 'Price' }).click(),
    'select rows': async (page) => {
      await page.locator('.ag-row .ag-checkbox-input').nth(2).click()
      await page.locator('.ag-row .ag-checkbox-input').nth(4).click()
    },
    'filter by a word': (page) =>
      page.locator('.ag-floating-filter-input input').first().fill('lamp'),
    'open the menu of a filter': (page) =>
      page.locator('.ag-floating-filter[col-id=wood] .ag-floating-filter-button-button').click(),
    'take another way to compare': async (page) => {
      await page.locator('.ag-filter .ag-picker-field-wrapper').first().click()
      await page.locator('.ag-list-item', { hasText: 'Begins with' }).click()
    },
    'filter by it': async (page) => {
      await page.locator('.ag-filter .ag-filter-body input').first().fill('o')
    },
    'edit a cell': async (page) => {
      await page.keyboard.press('Escape')
      await page.locator('.ag-row [col-id=price]').nth(1).dblclick()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('77')
    },
    'leave it': (page) => page.keyboard.press('Enter'),
    'make a column wider': async (page) => {
      const edge = await page
        .locator('.ag-header-cell[col-id=wood] .ag-header-cell-resize')
        .boundingBox()
      if (!edge) throw new Error('no edge')
      await page.mouse.move(edge.x + edge.width / 2, edge.y + 10)
      await page.mouse.down()
      await page.mouse.move(edge.x + 90, edge.y + 10, { steps: 6 })
      await page.mouse.up()
    },
    'move a column': async (page) => {
      const from = await page.locator('.ag-header-row-column [col-id=sold]').boundingBox()
      const to = await page.locator('.ag-header-row-column [col-id=wood]').boundingBox()
      if (!from || !to) throw new Error('no column')
      await page.mouse.move(from.x + 60, from.y + 20)
      await page.mouse.down()
      await page.mouse.move(to.x + 40, to.y + 20, { steps: 10 })
      await page.waitForTimeout(300)
      await page.mouse.up()
    },
    'walk by the keyboard': async (page) => {
      await page.locator('.ag-row [col-id=wood]').nth(1).click()
      for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowRight')
    },
  },
}
