import type { Application } from '../../lab/application.ts'

const TEXT = '.tox-edit-area__iframe'

export const tinymce: Application = {
  name: 'TinyMCE',
  packages: ['tinymce'],
  ready: (page) => page.frameLocator(TEXT).locator('h1').waitFor(),
  steps: {
    'type in its frame': async (page) => {
      await page.frameLocator(TEXT).locator('p').first().click()
      await page.keyboard.press('End')
      await page.keyboard.type('\nIt was packed today.')
    },
    'make a word bold': async (page) => {
      await page
        .frameLocator(TEXT)
        .locator('p')
        .nth(1)
        .dblclick({ position: { x: 10, y: 8 } })
      await page.getByRole('button', { name: 'Bold' }).click()
    },
    'open the list of blocks': (page) => page.locator('.tox-tbtn--bespoke').first().click(),
    'make it a heading': (page) =>
      page.getByRole('menuitemcheckbox', { name: 'Heading 2' }).click(),
    'open a menu': (page) => page.getByRole('menuitem', { name: 'Format' }).click(),
    'open its submenu': (page) => page.getByRole('menuitem', { name: 'Formats' }).hover(),
    'close the menus': async (page) => {
      for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
    },
    'put the caret into a table': (page) => page.frameLocator(TEXT).locator('td').first().click(),
    'insert a row': async (page) => {
      await page.getByRole('button', { name: 'Insert row after' }).click()
    },
    'open the dialog of special characters': async (page) => {
      await page.getByRole('button', { name: 'Special character' }).click()
      await page.getByRole('dialog').waitFor()
    },
    'search in it': (page) => page.getByRole('dialog').getByRole('textbox').fill('arrow'),
    'take one': (page) => page.locator('.tox-collection__item').nth(2).click(),
    'open the dialog of the source': async (page) => {
      const dialog = page.getByRole('dialog')
      if (await dialog.isVisible()) await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Source code' }).click()
      await dialog.waitFor()
    },
    'close it': async (page) => {
      await page.getByRole('button', { name: 'Cancel' }).click()
    },
    'find a word': async (page) => {
      await page.getByRole('button', { name: 'Find and replace' }).click()
      await page.getByRole('dialog').waitFor()
      await page.keyboard.type('week')
      await page.keyboard.press('Enter')
    },
    'close the search': async (page) => {
      await page.keyboard.press('Escape')
    },
    'fill the window': (page) => page.getByRole('button', { name: 'Fullscreen' }).click(),
    'undo twice': async (page) => {
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('button', { name: 'Undo' }).click()
    },
  },
}
