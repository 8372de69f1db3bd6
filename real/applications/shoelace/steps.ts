import type { Application } from '../../lab/application.ts'

/** Of an alert: `border: solid var(--width) var(--colour); border-top-width: …` (CSSOM 6.7.2, csswg-drafts #2515). */
const SHORTHAND =
  'a shorthand with var() beside a longhand, in a constructed sheet that was made before the sharing, is told to no script'

const SHIFTED = 'what is below the alert stands as much higher as that has no border'

export const shoelace: Application = {
  name: 'Shoelace',
  packages: ['@shoelace-style/shoelace'],
  ready: (page) => page.locator('sl-tab-group sl-tab[active]').waitFor(),
  steps: {
    'the dark theme': (page) => page.locator('#dark').click(),
    'open a menu': (page) => page.locator('sl-dropdown > sl-button').click(),
    'walk in it by the keyboard': async (page) => {
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
    },
    'check an item': (page) => page.getByText('Only mine').click(),
    'open it again, and its submenu': async (page) => {
      await page.locator('sl-dropdown > sl-button').click()
      await page.getByText('Export').hover()
    },
    'close it': async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    },
    'a tooltip': (page) => page.locator('#remove').hover(),
    'open a dialog': (page) => page.locator('#remove').click(),
    'close the dialog': (page) => page.getByRole('button', { name: 'Keep it' }).click(),
    'open a drawer': (page) => page.locator('#more').click(),
    'close the drawer': (page) => page.keyboard.press('Escape'),
    'save without a name': (page) => page.getByRole('button', { name: 'Save' }).click(),
    'type a name': async (page) => {
      await page.getByLabel('Name').click()
      await page.keyboard.type('Stool')
    },
    'open the select': (page) => page.locator('sl-select').click(),
    'take two': async (page) => {
      await page.locator('sl-option').nth(0).click()
      await page.locator('sl-option').nth(2).click()
      await page.keyboard.press('Escape')
    },
    'move the range': async (page) => {
      const range = await page.locator('sl-range').boundingBox()
      if (!range) throw new Error('no range')
      await page.mouse.move(range.x + range.width * 0.3, range.y + range.height - 8)
      await page.mouse.down()
      await page.mouse.move(range.x + range.width * 0.7, range.y + range.height - 8, { steps: 5 })
    },
    'let go': (page) => page.mouse.up(),
    'a radio': (page) => page.locator('sl-radio').nth(1).click(),
    stars: (page) => page.locator('sl-rating').click(),
    'a checkbox': (page) => page.getByText('On sale').click(),
    'type notes': async (page) => {
      await page.getByLabel('Notes').click()
      await page.keyboard.type('One\nTwo\nThree\nFour\nFive')
    },
    'open the colours': (page) => page.locator('sl-color-picker').click(),
    'take a colour': async (page) => {
      const grid = await page.locator('sl-color-picker .color-picker__grid').boundingBox()
      if (!grid) throw new Error('no grid')
      await page.mouse.click(grid.x + 60, grid.y + 40)
    },
    save: async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Save' }).click()
    },
    'the other tab': async (page) => {
      await page.mouse.move(600, 300)
      await page.mouse.wheel(0, -2000)
      await page.locator('sl-tab').nth(1).click()
    },
    'unfold the tree': (page) => page.locator('sl-tree-item').first().click(),
    'unfold a part': (page) => page.locator('sl-details').click(),
  },
  except: { '.alert': SHORTHAND },
  limits: {
    'save without a name': 'the bubble that says what is missing is the browser’s own',
    save: SHIFTED,
    'the other tab': SHIFTED,
    'unfold the tree': SHIFTED,
    'unfold a part': SHIFTED,
  },
}
