/** A place in the page where content can stand, with what is written there to be looked for. */
export interface Slot {
  /** `value`, `text`, `option`, `file name`, or the name of an attribute. */
  readonly kind: string
  /** A selector of its element; after `>>>` that of one in its shadow root or frame. */
  readonly path: string
  /** What a person would call the field: of fields only. */
  readonly label: string
  /** Why it must not leave; null: whoever runs the site decides. */
  readonly must: Reason | null
  /** Stands in the page before sharing starts. */
  readonly canary: string
}

export type Reason = 'forbidden' | 'masked' | 'blocked' | 'password' | 'hidden' | 'floor'

export interface Rules {
  readonly mode: 'strict' | 'balanced' | 'open'
  readonly maskSelectors: readonly string[]
  readonly unmaskSelectors: readonly string[]
  /** Of the audit alone: what a site wants to be sure of. */
  readonly forbidden: readonly string[]
}
