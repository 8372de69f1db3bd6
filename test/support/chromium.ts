import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

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

/** The system's Chromium. Bootstrap sets CHROMIUM_PATH; the fallback is for a test run by hand. */
export function chromiumPath(): string {
  const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  if (!existsSync(path)) throw new Error(`No Chromium at ${path}: set CHROMIUM_PATH`)
  return path
}

/** Starts a headless Chromium; the caller closes it. */
export function launchChromium(options: { args?: readonly string[] } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_FLAGS, ...(options.args ?? [])],
  })
}
