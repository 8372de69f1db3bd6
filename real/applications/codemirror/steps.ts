import type { Application } from '../../lab/application.ts'

export const codemirror: Application = {
  name: 'CodeMirror',
  packages: ['codemirror', '@codemirror/lang-javascript'],
  ready: (page) => page.locator('.cm-line').first().waitFor(),
  steps: {
    'click into a line': (page) => page.locator('.cm-line').nth(3).click(),
    'type code': (page) => page.keyboard.type('\nconst answer = [1, 2, 3].map((n) => n * 14)\n'),
    'take a completion': async (page) => {
      await page.keyboard.type('ret')
      await page.locator('.cm-tooltip-autocomplete').waitFor()
      await page.keyboard.press('Enter')
    },
    'select three lines': async (page) => {
      for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowUp')
    },
    undo: async (page) => {
      for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z')
    },
    redo: (page) => page.keyboard.press('Control+y'),
    'fold a function': (page) => page.locator('.cm-foldGutter span[title]').nth(2).click(),
    'scroll far down': async (page) => {
      await page.locator('.cm-scroller').hover()
      await page.mouse.wheel(0, 9000)
    },
    'fold what is there': (page) => page.locator('.cm-foldGutter span[title]').nth(3).click(),
    'open the search panel': async (page) => {
      await page.locator('.cm-line').nth(12).click()
      await page.keyboard.press('Control+f')
      await page.locator('.cm-search').waitFor()
    },
    'search for a word': async (page) => {
      await page.keyboard.type('total')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
    },
    'select all matches': (page) => page.locator('.cm-search button[name=select]').click(),
    'type at every match': (page) => page.keyboard.type('sum'),
    'close the panel': async (page) => {
      await page.locator('.cm-search button[name=close]').click()
    },
    'select a column with several cursors': async (page) => {
      await page.keyboard.press('Control+Home')
      const lines = page.locator('.cm-line')
      const [from, to] = [await lines.nth(1).boundingBox(), await lines.nth(6).boundingBox()]
      if (!from || !to) throw new Error('no lines')
      await page.keyboard.down('Alt')
      await page.mouse.move(from.x + 40, from.y + 8)
      await page.mouse.down()
      await page.mouse.move(to.x + 120, to.y + 8, { steps: 5 })
      await page.mouse.up()
      await page.keyboard.up('Alt')
    },
  },
}
