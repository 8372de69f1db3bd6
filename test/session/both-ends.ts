import * as later from '@alongside/capture/parts'
import * as recognise from '@alongside/capture/recognise'
import { type Sharer, startSharer } from '@alongside/sharer'
import * as bar from '@alongside/sharer/bar'
import * as presence from '@alongside/sharer/presence'
import { startViewer, type Viewer, type ViewerState } from '@alongside/viewer'
import { WORDS } from '../support/toolbar-words.ts'
import { createIssuer, type MemoryRelay, openMemoryRelay } from './memory-relay.ts'

/** A page that is shared, and beside it, in the same document, the agent's stage with its replica. */
export type BothEnds = {
  readonly relay: MemoryRelay
  readonly sharer: Sharer
  readonly viewer: Viewer
  /** What is shared: everything of the document but the stage. */
  readonly page: HTMLElement
  readonly stage: HTMLElement
  /** All that the viewer said about itself, in order. */
  readonly states: ViewerState[]
  readonly ended: string[]
  /** The replica's document that is seen. */
  replica(): Document | null
  /** The layer that takes the agent's input. */
  input(): HTMLElement
  /** The marks of the other: on the stage, or on the customer's page. */
  cursor(on: 'stage' | 'page'): { x: number; y: number; shape: string; state: string } | null
  rings(on: 'stage' | 'page'): number
  /** The sharer starts over, as after a reload. */
  reload(): void
  close(): void
}

const attachShadow = Element.prototype.attachShadow

export async function openBothEnds(
  markup: string,
  options: {
    maskSelectors?: string[]
    assetBytesPerSecond?: number
    width?: number
    height?: number
    recognise?: Promise<typeof recognise>
    emails?: boolean
  } = {},
): Promise<BothEnds> {
  const closedRoots: ShadowRoot[] = []
  // Only a test looks into the closed root that the sharer makes.
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init)
    if (init.mode === 'closed') closedRoots.push(root)
    return root
  }
  const page = document.createElement('main')
  page.innerHTML = markup
  const stage = document.createElement('div')
  // The stage must not mirror itself.
  stage.setAttribute('data-alongside-own', '')
  const { width = 500, height = 320 } = options
  stage.style.cssText = `position: fixed; right: 0; bottom: 0; width: ${width}px; height: ${height}px`
  document.body.append(page, stage)

  const relay = openMemoryRelay()
  const issuer = await createIssuer('session')
  const states: ViewerState[] = []
  const ended: string[] = []
  const share = (): Sharer =>
    startSharer({
      later,
      recognise: options.recognise ?? recognise,
      bar,
      presence,
      sessionId: 'session',
      agentName: 'Maria',
      tabId: 'tab',
      ticket: relay.ticket('sharer'),
      connect: relay.connect,
      issuerKey: issuer.publicKey,
      config: {
        enabled: true,
        allowAgentControl: false,
        allowAgentNavigation: false,
        allowDraw: false,
        channels: ['Webmessaging'],
        maskSelectors: options.maskSelectors ?? [],
        readonlySelectors: [],
        pauseCriteria: [],
        ...(options.assetBytesPerSecond && { assetBytesPerSecond: options.assetBytesPerSecond }),
        privacy: { mode: 'balanced', unmaskSelectors: [], emails: options.emails ?? false },
      },
      deployment: { id: 'demo', domains: [] },
      startedAt: Date.now(),
      words: WORDS,
      onEnded: (reason) => ended.push(`sharer ${reason}`),
      stop: () => ended.push('sharer stop'),
    })
  let sharer = share()
  const viewer = startViewer({
    sessionId: 'session',
    container: stage,
    customerName: 'Kai',
    agentName: 'Maria',
    ticket: relay.ticket('viewer'),
    connect: relay.connect,
    certify: issuer.certify,
    onChange: (state) => states.push(state),
    onEnded: (reason) => ended.push(`viewer ${reason}`),
  })
  const marks = (on: 'stage' | 'page'): ShadowRoot | null | undefined =>
    (on === 'stage' ? stage : closedRoots.findLast((it) => it.host.isConnected))?.querySelector(
      '[data-alongside-own]',
    )?.shadowRoot
  return {
    relay,
    viewer,
    page,
    stage,
    states,
    ended,
    get sharer() {
      return sharer
    },
    replica() {
      const frames = [...stage.querySelectorAll('iframe')]
      return frames.find((it) => it.style.visibility !== 'hidden')?.contentDocument ?? null
    },
    input() {
      const input = stage.querySelector<HTMLElement>('[data-alongside-stage=input]')
      if (!input) throw new Error('no input layer')
      return input
    },
    cursor(on) {
      const cursor = marks(on)?.querySelector<HTMLElement>('.cursor')
      if (!cursor) return null
      const { x, y } = cursor.getBoundingClientRect()
      return { x, y, shape: cursor.dataset['shape'] ?? '', state: cursor.dataset['state'] ?? '' }
    },
    rings: (on) => marks(on)?.querySelectorAll('.ring').length ?? 0,
    reload() {
      sharer.stop()
      sharer = share()
    },
    close() {
      sharer.stop()
      viewer.stop()
      page.remove()
      stage.remove()
      Element.prototype.attachShadow = attachShadow
      sessionStorage.clear()
      scrollTo(0, 0)
    },
  }
}
