import type { Application } from '../../lab/application.ts'

export const monaco: Application = {
  name: 'Monaco',
  packages: ['monaco-editor'],
  ready: async (page) => {
    await page.locator('html[data-ready]').waitFor()
    await page.locator('.view-line .mtk6, .view-line .mtk8').first().waitFor()
  },
  steps: {
    'click into a line': (page) => page.locator('.view-line').nth(8).click(),
    'type code': (page) =>
      page.keyboard.type('\nconst answer = [1, 2, 3].map((n) => n * 14)', { delay: 5 }),
    'select lines': async (page) => {
      for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowUp')
    },
    'indent them': (page) => page.keyboard.press('Tab'),
    'move a line': (page) => page.keyboard.press('Alt+ArrowDown'),
    'open the suggestions': async (page) => {
      await page.keyboard.press('End')
      await page.keyboard.type('\nret', { delay: 30 })
      await page.keyboard.press('Control+Space')
      await page.locator('.suggest-widget.visible').waitFor()
    },
    'take one': (page) => page.keyboard.press('Enter'),
    scroll: async (page) => {
      await page.mouse.move(500, 400)
      await page.mouse.wheel(0, 4000)
    },
    'fold a function': async (page) => {
      await page.locator('.margin-view-overlays').hover()
      await page.locator('.cldr.codicon-folding-expanded').nth(2).click()
    },
    'find a word': async (page) => {
      await page.locator('.view-line').nth(4).click()
      await page.keyboard.press('Control+f')
      await page.locator('.find-widget.visible').waitFor()
      await page.keyboard.type('total')
    },
    'the next match': (page) => page.keyboard.press('Enter'),
    'close the search': (page) => page.keyboard.press('Escape'),
    'hover a name': async (page) => {
      await page.locator('.view-line .mtk1').nth(6).hover()
      await page.waitForTimeout(800)
    },
    'open the palette': async (page) => {
      await page.keyboard.press('F1')
      await page.locator('.quick-input-widget').waitFor()
    },
    'search in it': (page) => page.keyboard.type('line'),
    'close it': (page) => page.keyboard.press('Escape'),
    'open the menu': (page) => page.locator('.view-line').nth(6).click({ button: 'right' }),
    'close the menu': (page) => page.keyboard.press('Escape'),
    undo: async (page) => {
      for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
    },
  },
}
