import type { Application } from '../../lab/application.ts'

export const prosemirror: Application = {
  name: 'ProseMirror',
  packages: ['prosemirror-view', 'prosemirror-state', 'prosemirror-example-setup'],
  ready: (page) => page.locator('.ProseMirror h2').waitFor(),
  steps: {
    'type at the end of a heading': async (page) => {
      await page.locator('.ProseMirror h2').click()
      await page.keyboard.press('End')
      await page.keyboard.type(', twice')
    },
    'split a paragraph': async (page) => {
      await page
        .locator('.ProseMirror > p')
        .first()
        .click({ position: { x: 120, y: 8 } })
      await page.keyboard.press('Enter')
    },
    'select a word and make it strong': async (page) => {
      await page
        .locator('.ProseMirror > p')
        .last()
        .dblclick({ position: { x: 60, y: 8 } })
      await page.keyboard.press('Control+b')
    },
    'open the menu of types': (page) =>
      page.locator('.ProseMirror-menu-dropdown', { hasText: 'Type' }).click(),
    'make it plain code': (page) =>
      page.locator('.ProseMirror-menu-dropdown-item', { hasText: 'Code' }).click(),
    'begin a list by its sign': async (page) => {
      await page.locator('.ProseMirror blockquote p').click()
      await page.keyboard.press('End')
      await page.keyboard.press('Enter')
      await page.keyboard.type('- first\nsecond\nthird')
    },
    'lift out of the list': async (page) => {
      await page.locator('.ProseMirror-menuitem [title="Lift out of enclosing block"]').click()
    },
    'insert a rule': async (page) => {
      await page.locator('.ProseMirror-menu-dropdown', { hasText: 'Insert' }).click()
      await page.locator('.ProseMirror-menu-dropdown-item', { hasText: 'Horizontal rule' }).click()
    },
    'select a node': async (page) => {
      const key = process.platform === 'darwin' ? 'Meta' : 'Control'
      await page.keyboard.down(key)
      await page.locator('.ProseMirror ol > li > p').first().click()
      await page.keyboard.up(key)
    },
    'open the form of a link': async (page) => {
      await page
        .locator('.ProseMirror > p')
        .first()
        .dblclick({ position: { x: 10, y: 8 } })
      await page.locator('.ProseMirror-menuitem [title="Add or remove link"]').click()
      await page.locator('.ProseMirror-prompt').waitFor()
    },
    'make a link': async (page) => {
      await page.keyboard.type('https://example.com/cloth')
      await page.keyboard.press('Enter')
    },
    'drag over the text': async (page) => {
      const paragraphs = page.locator('.ProseMirror > p')
      const [from, to] = [
        await paragraphs.first().boundingBox(),
        await paragraphs.last().boundingBox(),
      ]
      if (!from || !to) throw new Error('no text')
      await page.mouse.move(from.x + 60, from.y + 8)
      await page.mouse.down()
      await page.mouse.move(to.x + 200, to.y + 8, { steps: 8 })
      await page.mouse.up()
    },
    'undo three times': async (page) => {
      for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
    },
    redo: (page) => page.keyboard.press('Control+y'),
    'select all and delete': async (page) => {
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Delete')
    },
  },
  limits: {
    'drag over the text': 'a selection is marked as high as its text, and not as its lines',
  },
}
