import type { Application } from '../../lab/application.ts'

export const angular: Application = {
  name: 'Angular with Material',
  packages: ['@angular/core', '@angular/material', 'zone.js'],
  ready: (page) => page.locator('tr.mat-mdc-row').nth(5).waitFor(),
  steps: {
    'sort by price': (page) => page.getByRole('button', { name: 'Price' }).click(),
    'check a row': (page) => page.getByRole('checkbox').nth(3).click(),
    filter: (page) => page.getByLabel('Filter').fill('1'),
    'a tooltip': (page) => page.getByRole('button', { name: 'Remove' }).nth(1).hover(),
    'open a dialog': async (page) => {
      await page.getByRole('button', { name: 'Remove' }).nth(1).click()
      await page.getByRole('dialog').waitFor()
    },
    'remove the row': (page) => page.getByRole('button', { name: 'Remove it' }).click(),
    'open a menu': (page) => page.getByRole('button', { name: 'More' }).click(),
    'and its submenu': (page) => page.getByRole('menuitem', { name: 'Export' }).click(),
    'take from it': (page) => page.getByRole('menuitem', { name: 'As a table' }).click(),
    'open the drawer': (page) => page.getByRole('button', { name: 'Menu' }).click(),
    'close it': (page) => page.keyboard.press('Escape'),
    'the tab with the form': (page) => page.getByRole('tab', { name: 'New' }).click(),
    'leave the name empty': async (page) => {
      await page.getByLabel('Name').click()
      await page.keyboard.press('Tab')
    },
    'type a name': (page) => page.getByLabel('Name').fill('Stool'),
    'open the select': (page) => page.getByRole('combobox', { name: 'Wood' }).click(),
    'take one': (page) => page.getByRole('option', { name: 'ash' }).click(),
    'open the calendar': (page) => page.getByRole('button', { name: 'Open calendar' }).click(),
    'take a day': (page) => page.getByRole('gridcell', { name: /November 20/ }).click(),
    'a toggle': (page) => page.getByRole('switch').click(),
    'add it': (page) => page.getByRole('button', { name: 'Add' }).click(),
    'the tab with the steps': (page) => page.getByRole('tab', { name: 'Order' }).click(),
    'the next step': (page) => page.getByRole('button', { name: 'Next' }).click(),
    'unfold a part': (page) => page.getByRole('button', { name: 'Terms' }).click(),
  },
}
