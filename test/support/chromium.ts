import { type Browser, type BrowserContext, chromium } from 'playwright-core'

/**
 * How every test and script starts Chromium: without a sandbox, because root in a container has
 * none, and silent, because nothing here may reach beyond this machine.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-quic',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** The system's Chromium. Bootstrap sets CHROMIUM_PATH; the other is for a test run by hand. */
export const CHROMIUM_PATH: string = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Starts a headless Chromium; the caller closes it. `pageCache`: it goes back to pages as they were, which Playwright forbids. */
export function launchChromium(
  options: { args?: readonly string[]; pageCache?: boolean } = {},
): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [...CHROMIUM_FLAGS, ...(options.args ?? [])],
    ignoreDefaultArgs: options.pageCache ? ['--disable-back-forward-cache'] : [],
  })
}

/**
 * The same with a profile of its own in this folder, as a person has one. Other contexts of a test are like private windows,
 * and those ignore every hint to connect ahead (Chromium 156).
 */
export function launchProfile(
  folder: string,
  options: { args?: readonly string[] } = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM_PATH,
    args: [...CHROMIUM_FLAGS, ...(options.args ?? [])],
    viewport: { width: 1000, height: 700 },
  })
}
