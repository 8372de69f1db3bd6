import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, CHROMIUM_PATH } from './test/support/chromium.ts'

const SOURCE = '@alongside/source'

// Workspace packages are read from their sources: by Vite, by Vite for Node, and by Node itself.
const sources = {
  resolve: { conditions: [SOURCE, 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: [SOURCE, 'module', 'node', 'development|production'] } },
}
const execArgv = [`--conditions=${SOURCE}`]

export default defineConfig({
  test: {
    api: { host: '127.0.0.1' },
    projects: [
      {
        ...sources,
        test: {
          name: 'node',
          environment: 'node',
          execArgv,
          include: [
            '{packages,apps}/*/{src,test}/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'real/lab/*.test.ts',
            'test/model/**/*.test.ts',
            'test/support/**/*.test.ts',
          ],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**', '**/dist/**'],
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...sources,
        test: {
          name: 'browser',
          include: [
            '{packages,apps}/*/{src,test}/**/*.browser.test.{ts,tsx}',
            'test/**/*.browser.test.ts',
          ],
          testTimeout: 30_000,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: CHROMIUM_PATH, args: [...CHROMIUM_FLAGS] },
              // No emulation: it would be the scheme of every frame, whatever its own style says.
              contextOptions: { colorScheme: null },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        ...sources,
        test: {
          // As a desktop whose scroll bars take room; the runner of the others hides them.
          name: 'bars',
          include: ['test/**/*.bars.test.ts'],
          testTimeout: 30_000,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: CHROMIUM_PATH,
                args: [...CHROMIUM_FLAGS],
                ignoreDefaultArgs: ['--hide-scrollbars'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        ...sources,
        test: {
          name: 'e2e',
          environment: 'node',
          execArgv,
          include: ['test/e2e/**/*.test.ts'],
          exclude: [
            '**/*.browser.test.ts',
            ...(process.env['PROXIES'] ? [] : ['**/proxies.test.ts']),
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // After the others: two machines' worth of browsers at once makes both slow.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
