import type { Application } from '../../lab/application.ts'

export const bootstrap: Application = {
  name: 'Bootstrap',
  packages: ['bootstrap'],
  ready: (page) => page.locator('.card').first().waitFor(),
  steps: {
    'open a menu': (page) => page.locator('.dropdown-toggle').click(),
    'walk in it by the keyboard': (page) => page.keyboard.press('ArrowDown'),
    'close it': (page) => page.keyboard.press('Escape'),
    'unfold another part': (page) => page.getByRole('button', { name: 'Payment' }).click(),
    'open a dialog': (page) => page.getByText('Order', { exact: true }).nth(2).click(),
    'type into it': async (page) => {
      await page.getByPlaceholder('How many').click()
      await page.keyboard.type('12')
    },
    'say yes': (page) => page.locator('#yes').click(),
    'open the side': (page) => page.getByRole('button', { name: 'More' }).click(),
    'close the side': (page) => page.keyboard.press('Escape'),
    'the dark theme': (page) => page.locator('#dark').click(),
    'the other tab': (page) => page.getByRole('tab', { name: 'Form' }).click(),
    'save without a name': (page) => page.getByRole('button', { name: 'Save' }).click(),
    'type a name': (page) => page.getByLabel('Name').fill('Stool'),
    'take a wood by the keyboard': async (page) => {
      await page.getByLabel('Wood').focus()
      await page.keyboard.press('ArrowDown')
    },
    'a switch': (page) => page.locator('#sale').click(),
    'a popover': (page) => page.getByRole('button', { name: 'Help' }).click(),
    'a tooltip instead': async (page) => {
      await page.getByRole('button', { name: 'Help' }).click()
      await page.getByRole('button', { name: 'Clear' }).hover()
    },
    'the next slide': (page) => page.locator('.carousel-control-next').click(),
  },
}
