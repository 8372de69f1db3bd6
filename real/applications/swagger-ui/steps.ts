import type { Application } from '../../lab/application.ts'

export const swaggerUi: Application = {
  name: 'Swagger UI',
  packages: ['swagger-ui-dist'],
  ready: (page) => page.locator('.opblock').nth(5).waitFor(),
  steps: {
    'open an operation': (page) => page.locator('.opblock-summary-control').first().click(),
    'try it out': (page) => page.getByRole('button', { name: 'Try it out' }).click(),
    'take a value': (page) => page.locator('.opblock.is-open select').first().selectOption('done'),
    'type another': (page) => page.locator('.opblock.is-open input[type=text]').first().fill('12'),
    'execute it': async (page) => {
      await page.getByRole('button', { name: 'Execute' }).click()
      await page.locator('.live-responses-table .response').first().waitFor()
    },
    'scroll to the answer': async (page) => {
      await page.locator('.opblock.is-open').hover()
      await page.mouse.wheel(0, 500)
    },
    'clear it': (page) => page.getByRole('button', { name: 'Clear' }).click(),
    'see the schema': (page) => page.getByRole('tab', { name: 'Schema' }).first().click(),
    'close the operation': (page) => page.locator('.opblock-summary-control').first().click(),
    'fold a tag': (page) => page.locator('.opblock-tag .expand-operation').nth(1).click(),
    'open one with a body': async (page) => {
      await page.locator('.opblock-post .opblock-summary-control').first().click()
      await page.getByRole('button', { name: 'Try it out' }).click()
    },
    'edit the body': async (page) => {
      await page.locator('textarea.body-param__text').click()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('{ "id": 7 }')
    },
    'open the keys': async (page) => {
      await page.locator('.btn.authorize').first().click()
      await page.locator('.modal-ux input').waitFor()
    },
    'type a key': (page) => page.locator('.modal-ux input').fill('abc'),
    'close the keys': (page) => page.locator('.modal-ux .close-modal').click(),
    filter: (page) => page.locator('.operation-filter-input').fill('art'),
    'unfold a schema': async (page) => {
      await page.locator('.models .model-box-control, .models .model-toggle').first().click()
    },
  },
}
