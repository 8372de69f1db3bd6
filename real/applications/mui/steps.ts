import type { Application } from '../../lab/application.ts'

export const mui: Application = {
  name: 'React with Material UI',
  packages: ['react', '@mui/material', '@emotion/react'],
  ready: (page) => page.getByRole('row').nth(5).waitFor(),
  steps: {
    'sort by price': (page) => page.getByRole('button', { name: 'price' }).click(),
    'check a row': (page) => page.getByRole('checkbox').nth(2).click(),
    'the next page': (page) => page.getByRole('button', { name: 'Go to next page' }).click(),
    'a tooltip': (page) => page.getByRole('button', { name: 'remove' }).nth(3).hover(),
    'open a dialog': async (page) => {
      await page.getByRole('button', { name: 'remove' }).nth(3).click()
      await page.getByRole('dialog').waitFor()
    },
    'remove the row': (page) => page.getByRole('button', { name: 'Remove it' }).click(),
    'open a menu': (page) => page.getByRole('button', { name: 'Columns' }).click(),
    'walk in it by the keyboard': (page) => page.keyboard.press('ArrowDown'),
    'close it': (page) => page.keyboard.press('Escape'),
    'open the drawer': (page) => page.getByRole('button', { name: 'menu' }).first().click(),
    'close the drawer': (page) => page.getByRole('button', { name: /^Articles/ }).click(),
    'the dark theme': (page) => page.getByLabel('dark').click({ force: true }),
    'the other tab': (page) => page.getByRole('tab', { name: 'New' }).click(),
    'a name that is too long': (page) => page.getByLabel('Name').fill('A very long name'),
    'one that is not': (page) => page.getByLabel('Name').fill('Stool'),
    'open the suggestions': (page) => page.getByLabel('Wood').fill('a'),
    'take one': (page) => page.getByRole('option').nth(1).click(),
    'move the slider': async (page) => {
      const slider = await page.locator('.MuiSlider-root').boundingBox()
      if (!slider) throw new Error('no slider')
      await page.mouse.move(slider.x + slider.width * 0.4, slider.y + slider.height / 2)
      await page.mouse.down()
      await page.mouse.move(slider.x + slider.width * 0.8, slider.y + slider.height / 2, {
        steps: 5,
      })
    },
    'let go': (page) => page.mouse.up(),
    'open the select': (page) => page.getByRole('combobox', { name: 'Where' }).click(),
    'take the other': (page) => page.getByRole('option', { name: 'In the store' }).click(),
    'add the article': (page) => page.getByRole('button', { name: 'Add' }).click(),
  },
}
