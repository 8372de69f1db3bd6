import type { Application } from '../../lab/application.ts'

export const quill: Application = {
  name: 'Quill',
  packages: ['quill'],
  ready: (page) => page.locator('.ql-editor h1').waitFor(),
  steps: {
    'type a paragraph': async (page) => {
      await page.locator('.ql-editor p').first().click()
      await page.keyboard.press('End')
      await page.keyboard.type('\nA new line, typed by hand.')
    },
    'make a word bold': async (page) => {
      await page
        .locator('.ql-editor p')
        .nth(1)
        .dblclick({ position: { x: 20, y: 8 } })
      await page.locator('button.ql-bold').click()
    },
    'open the colours': (page) => page.locator('.ql-color .ql-picker-label').click(),
    'take a colour': (page) => page.locator('.ql-color .ql-picker-item').nth(9).click(),
    'make it a heading': async (page) => {
      await page.locator('.ql-header .ql-picker-label').click()
      await page.locator('.ql-header .ql-picker-item[data-value="2"]').click()
    },
    'make a list of checks': async (page) => {
      await page.locator('.ql-editor li').first().click()
      await page.locator('button.ql-list[value=check]').click()
    },
    'check one': async (page) => {
      const box = await page.locator('.ql-editor li').first().boundingBox()
      if (box) await page.mouse.click(box.x + 20, box.y + 8)
    },
    'indent an item': (page) => page.locator('button.ql-indent').click(),
    'open the link field': async (page) => {
      await page
        .locator('.ql-editor p')
        .last()
        .dblclick({ position: { x: 60, y: 8 } })
      await page.locator('button.ql-link').click()
    },
    'make a link': async (page) => {
      await page.locator('.ql-tooltip input').fill('https://example.com/shelves')
      await page.keyboard.press('Enter')
    },
    'align to the right': async (page) => {
      await page.locator('.ql-align .ql-picker-label').click()
      await page.locator('.ql-align .ql-picker-item[data-value=right]').click()
    },
    'make a block of code': async (page) => {
      await page.locator('.ql-editor blockquote').click()
      await page.locator('button.ql-code-block').click()
      await page.keyboard.type('const a = 1')
    },
    'undo twice': async (page) => {
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
    },
    'select all': (page) => page.keyboard.press('Control+a'),
    'delete it': (page) => page.keyboard.press('Delete'),
  },
  limits: { 'select all': 'a selection is marked as high as its text, and not as its lines' },
}
