import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { AuditError } from './errors.ts'
import type { Audited, PageReport } from './page/page.ts'

export interface AuditOptions {
  readonly url: string
  readonly audited: Audited
  /** Chromium's program. */
  readonly browser: string
  /** How long the page may go on after it has loaded. Milliseconds. */
  readonly settle: number
  readonly flags?: readonly string[]
}

/** How long the page may take to load. Milliseconds. */
const LOAD = 30_000

/** Opens the page in a browser of its own, and gives what would leave it. @throws {AuditError} */
export async function audit({
  url,
  audited,
  browser,
  settle,
  flags = [],
}: AuditOptions): Promise<PageReport> {
  const running = await chromium
    .launch({ executablePath: browser, args: [...flags] })
    .catch((error: unknown) => fail('browser_missing', `${browser}: ${first(error)}`))
  try {
    const context = await running.newContext({
      bypassCSP: true,
      viewport: { width: 1280, height: 900 },
    })
    const page = await context.newPage()
    await page
      .goto(url, { waitUntil: 'load', timeout: LOAD })
      .catch((error: unknown) => fail('page_unreachable', `${url}: ${first(error)}`))
    await page.waitForTimeout(settle)
    await page.evaluate(readFileSync(new URL('../dist/page.js', import.meta.url), 'utf8'))
    return await page
      .evaluate((given) => globalThis.alongsideAudit.run(given), audited)
      .catch((error: unknown) => fail('rules_invalid', first(error)))
  } finally {
    await running.close()
  }
}

function fail(code: AuditError['code'], message: string): never {
  throw new AuditError(code, message)
}

function first(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? ''
}
