import type { Application } from '../../lab/application.ts'

export const svelte: Application = {
  name: 'Svelte with Carbon',
  packages: ['svelte', 'carbon-components-svelte'],
  ready: (page) => page.locator('tbody tr:not([data-child-row])').nth(5).waitFor(),
  steps: {
    'sort by price': (page) => page.getByRole('button', { name: 'Price' }).click(),
    'select rows': async (page) => {
      await page.locator('tbody .bx--checkbox-label').nth(1).click()
      await page.locator('tbody .bx--checkbox-label').nth(3).click()
    },
    'expand a row': (page) => page.locator('tbody .bx--table-expand__button').nth(1).click(),
    'another page': (page) => page.locator('.bx--pagination__button--forward').click(),
    search: (page) => page.getByRole('searchbox').fill('3'),
    'open a menu of the header': (page) => page.getByText('Orders').click(),
    'close it': (page) => page.keyboard.press('Escape'),
    'the other tab': (page) => page.getByRole('tab', { name: 'New' }).click(),
    'a name that is too long': (page) => page.getByLabel('Name').fill('A very long name'),
    'one that is not': (page) => page.getByLabel('Name').fill('Stool'),
    'open the box': (page) => page.getByPlaceholder('Which').click(),
    'take one': (page) => page.getByRole('option', { name: 'ash' }).click(),
    'a toggle': (page) => page.locator('.bx--toggle__switch').click(),
    'open the dialog': (page) => page.getByRole('button', { name: 'Add', exact: true }).click(),
    'say yes': (page) => page.getByRole('button', { name: 'Yes' }).click(),
    'unfold a part': (page) => page.getByRole('button', { name: 'How it is delivered' }).click(),
  },
}
