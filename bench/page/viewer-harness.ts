import type { OpenViewer, Viewer } from '../viewers/viewer.ts'
import { openSocket } from './link.ts'

/** What the runner calls in a viewer's page, as `view`. */
export interface ViewerHarness {
  /** Fetches the messages that a sharer's page sent; outside of the measured window. */
  load(path: string): Promise<void>
  /** Applies the next `count` of them, or all that are left, and waits for the next frame but one. */
  apply(count?: number): Promise<void>
  canonical(): string
  failed(): number
  /** Applies what comes from the relay at `url` when it comes. */
  link(url: string): Promise<void>
  /** When the copy of the probe showed each of its texts: after `apply`, and when that was painted. */
  seen(): Seen[]
  /** Resolves when `articles` cards are there and the first has this colour, and that was painted; gives the time. */
  styled(articles: number, colour: string): Promise<number>
  /** Resolves when so many articles, pictures and fonts are there, and that was painted; gives the time. */
  full(articles: number, images: number, fonts: number): Promise<number>
  /** How much of each the copy has. */
  shown(): { articles: number; images: number; fonts: number }
}

export interface Seen {
  readonly change: number
  readonly applied: number
  readonly painted: number
}

declare global {
  var view: ViewerHarness
}

export function installViewer(open: OpenViewer): void {
  let messages: Uint8Array[] = []
  let viewer: Viewer | undefined
  let ask = (_message: Uint8Array): void => {}
  const seen: Seen[] = []
  /** A picture of a file; what stands in for one is an SVG. */
  const isPicture = ({ complete, currentSrc }: HTMLImageElement): boolean =>
    complete && /^(blob|https?|data:image\/(png|webp|jpeg))/.test(currentSrc)
  const shown: ViewerHarness['shown'] = () => {
    const copy = viewer?.document
    return {
      articles: copy?.getElementsByTagName('article').length ?? 0,
      images: [...(copy?.images ?? [])].filter(isPicture).length,
      fonts: [...(copy?.fonts ?? [])].filter(({ status }) => status === 'loaded').length,
    }
  }
  globalThis.view = {
    async load(path) {
      messages = unframed(new Uint8Array(await (await fetch(path)).arrayBuffer()))
    },
    async apply(count = messages.length) {
      viewer ??= open(document.body, ask)
      await viewer.apply(messages.splice(0, count))
      await viewer.ready()
      for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
    },
    async link(url) {
      const socket = await openSocket(url)
      ask = (message) => socket.send(new Uint8Array(message))
      viewer = open(document.body, ask)
      let latest = 0
      socket.addEventListener('message', async ({ data }) => {
        await viewer?.apply([
          typeof data === 'string' ? encoder.encode(data) : new Uint8Array(data),
        ])
        const change = Number(viewer?.document?.getElementById('bench-probe')?.textContent ?? 0)
        if (change <= latest) return
        latest = change
        const applied = now()
        afterPaint(() => seen.push({ change, applied, painted: now() }))
      })
    },
    seen: () => seen,
    async styled(articles, colour) {
      const isStyled = (): boolean => {
        const copy = viewer?.document
        const all = copy?.querySelectorAll('article') ?? []
        const [first] = all
        return all.length >= articles && !!first && getComputedStyle(first).color === colour
      }
      return paintedWith(isStyled)
    },
    full: (articles, images, fonts) =>
      paintedWith(() => {
        const there = shown()
        return there.articles >= articles && there.images >= images && there.fonts >= fonts
      }),
    shown,
    canonical: () => viewer?.canonical() ?? '',
    failed: () => viewer?.failed ?? 0,
  }
}

const encoder = new TextEncoder()

/** In a frame's callback the answer is for what that frame paints, and costs nothing that the frame would not. */
function paintedWith(isThere: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (isThere()) afterTask(() => resolve(now()))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

const now = (): number => performance.timeOrigin + performance.now()

/** A task that was posted in a frame's callback runs after that frame was painted. */
function afterPaint(then: () => void): void {
  requestAnimationFrame(() => afterTask(then))
}

function afterTask(then: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = then
  port2.postMessage(0)
}

/** The counterpart of `framed` in harness.ts. */
function unframed(body: Uint8Array): Uint8Array[] {
  const view = new DataView(body.buffer)
  const messages: Uint8Array[] = []
  for (let at = 0; at < body.length; ) {
    const length = view.getUint32(at + 1)
    messages.push(body.subarray(at + 5, at + 5 + length))
    at += 5 + length
  }
  return messages
}
