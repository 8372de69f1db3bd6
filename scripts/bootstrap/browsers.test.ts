import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ensureBrowsers } from './browsers.mjs'

test('finds the browser in PATH and tells the tests where it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'browsers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const chromium = join(folder, 'chromium')
  writeFileSync(chromium, '')
  chmodSync(chromium, 0o755)
  const env = { PATH: ['/nowhere', folder].join(delimiter), LANG: 'C' }
  expect(await ensureBrowsers(env)).toEqual({ ...env, CHROMIUM_PATH: chromium })
})

test('takes the browser that is named, and says so when it is not there', async () => {
  const env = { PATH: '/nowhere', CHROMIUM_PATH: process.execPath }
  expect(await ensureBrowsers(env)).toEqual(env)
  await expect(ensureBrowsers({ CHROMIUM_PATH: '/nowhere/chromium' })).rejects.toThrow(
    'CHROMIUM_PATH names /nowhere/chromium, which does not exist.',
  )
})
