import type { Application } from '../../lab/application.ts'

export const vue: Application = {
  name: 'Vue with Element Plus',
  packages: ['vue', 'element-plus'],
  ready: (page) => page.locator('.el-table__row').nth(5).waitFor(),
  steps: {
    'sort by price': (page) => page.locator('th', { hasText: 'Price' }).click(),
    'select rows': async (page) => {
      await page.locator('.el-table__row .el-checkbox').nth(0).click()
      await page.locator('.el-table__row .el-checkbox').nth(2).click()
    },
    'expand a row': (page) => page.locator('.el-table__expand-icon').nth(1).click(),
    'scroll the table': async (page) => {
      await page.locator('.el-table__row').nth(3).hover()
      await page.mouse.wheel(0, 200)
    },
    'another page': (page) => page.locator('.el-pager li').nth(2).click(),
    'ask before removing': (page) =>
      page.locator('.el-table__row .el-button--danger').first().click(),
    'remove the row': (page) => page.getByRole('button', { name: 'Yes' }).click(),
    search: (page) => page.getByPlaceholder('Search').fill('7'),
    'open a submenu': (page) => page.locator('.el-sub-menu').hover(),
    'take from it': (page) => page.getByRole('menuitem', { name: 'Done' }).click(),
    'the other tab': (page) => page.getByRole('tab', { name: 'New' }).click(),
    'type a name': async (page) => {
      await page.locator('.el-form .el-input__inner').first().click()
      await page.keyboard.type('Stool')
    },
    'open the select': (page) => page.locator('.el-form .el-select').click(),
    'search in it': (page) => page.keyboard.type('b'),
    'take one': (page) => page.locator('.el-select-dropdown__item:visible').first().click(),
    'count up': (page) => page.locator('.el-input-number__increase').click(),
    'open the calendar': (page) => page.locator('.el-date-editor input').click(),
    'the next month': (page) => page.getByRole('button', { name: 'Next Month' }).click(),
    'take a day': (page) => page.locator('.el-date-table td.available').nth(9).click(),
    'point at a star': (page) => page.locator('.el-rate__item').nth(4).hover(),
    'give the stars': (page) => page.locator('.el-rate__item').nth(4).click(),
    'a switch': (page) => page.locator('.el-switch').click(),
    'open the dialog': (page) => page.getByRole('button', { name: 'Add' }).click(),
    'say yes': (page) => page.locator('.el-dialog .el-button--primary').click(),
    'unfold a part': (page) => page.locator('.el-collapse-item__header').click(),
  },
}
