import type { Engine, Message, Running } from '../engines/engine.ts'
import { contentOf } from './content.ts'
import { type Link, openLink } from './link.ts'
import type { StormName } from './storm-names.ts'
import { type Storm, storms } from './storms.ts'

/** Nothing was sent for this long: the engine has caught up. Milliseconds. */
const QUIET = 250
/** Every window is at least this long after its work, so that what an engine does later counts too. */
const LEAST = 500
const MOST = 20_000

/** What the runner calls in the page, as `bench`. */
export interface Harness {
  start(): Promise<void>
  /** The messages go to the relay at `url` instead of being kept; `ahead` is for how many ms they may be on their way. */
  link(url: string, ahead: number): Promise<void>
  /** The messages are only counted: what is kept here must not look like what an engine keeps. */
  discard(): void
  /** Builds what a storm needs; outside of the measured window. */
  prepare(storm: StormName): Promise<void>
  /**
   * Runs the storm; gives how long the engine kept the page's task after it, where it reacts within the same task (an
   * observer's callback runs before a promise that was settled after the change). Milliseconds; 0 for a storm that
   * goes on over several tasks.
   */
  run(): Promise<number>
  /** What whoever mirrors the page must have sent since the mark: of a storm, else of the whole page. */
  expected(): string[]
  /** Resolves when the engine has been quiet for a while and has given what it held back. */
  settle(): Promise<void>
  /** What comes after this belongs to the work that is measured. */
  mark(): void
  stop(): void
  /** Posts the messages to the runner, each with its length ahead; gives how many came before the mark. */
  send(path: string): Promise<number>
}

declare global {
  var bench: Harness
}

/** Puts one engine at the runner's disposal. */
export function install(engine: Engine): void {
  const messages: Message[] = []
  let running: Running | undefined
  let marked = 0
  let last = 0
  let storm: Storm | undefined
  let link: Link | undefined
  let keep = true
  const emit = (message: Message): void => {
    if (link) link.send(message)
    else if (keep) messages.push(message)
    last = performance.now()
  }
  globalThis.bench = {
    async start() {
      last = performance.now()
      running = await engine.start(document, emit, () => link?.ready() ?? true)
    },
    async link(url, ahead) {
      link = await openLink(url, ahead, (message) => running?.receive?.(message))
    },
    discard() {
      keep = false
    },
    async prepare(name) {
      storm = storms[name]
      await storm.prepare()
    },
    async run() {
      const work = storm?.run()
      const done = performance.now()
      await work
      return work ? 0 : performance.now() - done
    },
    expected: () => (storm ? (storm.expected?.() ?? []) : contentOf(document)),
    async settle() {
      const begun = performance.now()
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        const now = performance.now()
        if (now - begun > MOST || (now - begun >= LEAST && now - last >= QUIET)) break
      }
      await running?.flush?.()
    },
    mark() {
      marked = messages.length
    },
    stop() {
      running?.stop()
    },
    async send(path) {
      const body = new Blob(messages.flatMap(framed))
      // The page may be of another origin than the bench's server.
      await fetch(path, { method: 'POST', body, mode: 'no-cors' })
      return marked
    },
  }
}

/** One message: its kind and length in five bytes, then its content. */
function framed(message: Message): BlobPart[] {
  const content = typeof message === 'string' ? new TextEncoder().encode(message) : message
  const head = new DataView(new ArrayBuffer(5))
  head.setUint8(0, typeof message === 'string' ? 1 : 0)
  head.setUint32(1, content.length)
  return [head, new Uint8Array(content)]
}
