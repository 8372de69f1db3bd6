/** What an engine would put on the wire at once: the text or the bytes of one message, before any compression. */
export type Message = string | Uint8Array

/** A capture that runs. */
export interface Running {
  /** Sends what it still holds back, for engines that collect before they send. */
  flush?(): void | Promise<void>
  /** What the viewer asks for. */
  receive?(message: Uint8Array): void
  stop(): void
}

/** One engine on the page's side. Each adapter file exports one as `engine`, and is bundled alone into the page. */
export interface Engine {
  /**
   * Begins to mirror `page`, with the engine's own defaults; each message goes to `emit`. `ready` says whether there is
   * room for more, for engines that ask.
   */
  start(
    page: Document,
    emit: (message: Message) => void,
    ready: () => boolean,
  ): Running | Promise<Running>
}
