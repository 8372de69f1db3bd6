import type { Page } from 'playwright-core'

/** An application that others wrote, and what a person does in it. */
export interface Application {
  /** As its makers call it. */
  readonly name: string
  /** The packages that it is built from and whose versions are told. */
  readonly packages: readonly string[]
  /** Until it can be used. */
  ready(page: Page): Promise<unknown>
  /** With real input only; what each is called says what a person does. */
  readonly steps: Readonly<Record<string, (page: Page) => Promise<unknown>>>
  /** Elements whose looks differ by a limit that is known, by selector, and which. */
  readonly except?: Readonly<Record<string, string>>
  /** Steps after which the looks differ by a limit that is known, and which. */
  readonly limits?: Readonly<Record<string, string>>
}
