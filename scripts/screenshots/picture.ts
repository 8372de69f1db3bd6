import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'

const FOLDER = new URL('../../docs/images/', import.meta.url).pathname

/** Fonts, images and the last transition have their place by then. */
const SETTLED_MS = 900

/** Writes what the page shows to docs/images; `last` is what must have happened just before. */
export async function picture(
  page: Page,
  name: string,
  options: {
    last?: () => Promise<void>
    clip?: { x: number; y: number; width: number; height: number }
  } = {},
): Promise<void> {
  await page.waitForTimeout(SETTLED_MS)
  await options.last?.()
  const shot = await page.screenshot(options.clip ? { clip: options.clip } : {})
  // The browser compresses for speed; a flat picture is smallest without the filters of the format.
  const file = PNG.sync.write(PNG.sync.read(shot), {
    colorType: 2,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  })
  writeFileSync(join(FOLDER, `${name}.png`), file)
  console.log(`docs/images/${name}.png  ${Math.round(file.length / 1000)} kB`)
}
