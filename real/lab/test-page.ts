import type { Page } from 'playwright-core'

/** A page with which a package tests itself in a browser, as it ships. */
export interface TestPage {
  readonly name: string
  readonly packages: readonly string[]
  /** Where it is, below the packages. */
  readonly path: string
  /** The page, where the package makes it when it is tested. */
  html?(): string
  /** A script of the page before which the sharing has to begin. */
  readonly begin: string
  /** Waits until all have run; each test with what came of it. */
  results(page: Page): Promise<readonly Result[]>
}

export interface Result {
  readonly test: string
  readonly state: string
}
