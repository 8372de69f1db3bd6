import type { TestPage } from '../lab/test-page.ts'

export const mousetrap: TestPage = {
  name: 'Mousetrap',
  packages: ['mousetrap', 'mocha', 'chai', 'sinon'],
  path: 'mousetrap/tests/mousetrap.html',
  begin: 'test.mousetrap.js',
  async results(page) {
    await page.waitForFunction(() => {
      // Before its script that is the element of this id; before the tests it is empty.
      const total: number = Reflect.get(globalThis, 'mocha')?.suite?.total() ?? 0
      return total > 0 && document.querySelectorAll('#mocha-report .test').length >= total
    })
    return page.evaluate(() =>
      Array.from(document.querySelectorAll('#mocha-report .test'), (test) => ({
        test: test.querySelector('h2')?.firstChild?.textContent ?? '',
        state: test.className.replace(/\b(test|fast|medium|slow)\b/g, '').trim(),
      })),
    )
  },
}
