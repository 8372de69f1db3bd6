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

/** Starts a headless Chromium; the caller closes it. */
export function launchChromium(options: { args?: readonly string[] } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [...CHROMIUM_FLAGS, ...(options.args ?? [])],
  })
}

/**
 * The same with a profile of its own in this folder, as a person has one. Other contexts of a test are like private windows,
 * those ignore every hint to connect ahead, and
 * keep nothing for a frame of another site (Chromium 156). It goes back to pages as they were, which Playwright forbids.
 */
export function launchProfile(
  folder: string,
  options: { args?: readonly string[] } = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM_PATH,
    args: [...CHROMIUM_FLAGS, ...(options.args ?? [])],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    viewport: { width: 1000, height: 700 },
    reducedMotion: 'reduce',
  })
}
