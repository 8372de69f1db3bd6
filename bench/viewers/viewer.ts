/** The agent's side of an engine: messages in, a copy of the page out. Each viewer file exports one as `openViewer`. */
export interface Viewer {
  /** In order; resolves when all of them are in the copy. */
  apply(messages: readonly Uint8Array[]): Promise<void>
  /** Resolves when the copy is complete and styled. */
  ready(): Promise<void>
  /** The copy itself, once there is one. */
  readonly document: Document | null
  /** The copy as text, for a comparison with `canonical.page()`. */
  canonical(): string
  /** How many messages could not be applied. */
  readonly failed: number
}

/** `ask` takes what the viewer wants of the engine, where it wants something. */
export type OpenViewer = (container: HTMLElement, ask: (message: Uint8Array) => void) => Viewer
