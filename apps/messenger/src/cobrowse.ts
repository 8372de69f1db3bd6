import type { Connect } from '@alongside/channel'

import type { ApiFailure, GuestClient } from '@alongside/client'
import type {
  CobrowseConfig,
  PublicDeployment,
  SessionView,
  SharedPage,
} from '@alongside/protocol/api'

import { type SharerWords, startSharer } from '@alongside/sharer'
import type { SubpageOptions } from '@alongside/sharer/subpage'
import type { Boot } from './boot.ts'
import { builtInsHold } from './built-ins.ts'
import type { MessengerState, Sharing } from './model/state.ts'
import type { Store } from './model/store.ts'
import { keepPause } from './pausing.ts'
import type { SafeStorage } from './storage.ts'
import { TOOLBAR_WORDS } from './words/toolbar.ts'
import { heldKey, type Words } from './words/words.ts'

export { startSharer }

type SharerOptions = Parameters<typeof startSharer>[0]

/** What the widget gives; the sharer's options are made of it here, so that they cost the chat nothing. */
export type SharingOptions = Pick<SharerOptions, 'tabId' | 'config' | 'onEnded' | 'stop'> & {
  readonly connect: Connect
  readonly view: SessionView
  readonly client: GuestClient
  readonly store: Store<MessengerState>
  readonly boot: Boot
  readonly deployment: PublicDeployment
  readonly words: Words
  readonly session: SafeStorage
  readonly keys: { readonly sharing: string }
  readonly page: Pick<Window, 'matchMedia'>
  close(): void
  tell(event: 'CobrowseService.sessionStarted', data: object): void
  set(change: Partial<Sharing>): void
  onSession(view: SessionView): void
  isPassing(error: unknown): boolean
}

/** As in frame.css. */
const FULL_SCREEN = '(max-width: 599px)'

/** What does not come from here: the tests have others. */
type Chunks = Pick<
  SharerOptions,
  'later' | 'recognise' | 'bar' | 'presence' | 'account' | 'loadPreview'
>

const chunks = (): Chunks => ({
  later: import('@alongside/capture/parts'),
  recognise: import('@alongside/capture/recognise'),
  bar: import('@alongside/sharer/bar'),
  presence: import('@alongside/sharer/presence'),
  account: import('@alongside/sharer/account'),
  loadPreview: () => import('./preview.ts'),
})

/** Starts the sharer: this chunk arrives only after Accept. */
export function startSharing(
  o: SharingOptions,
  given: Chunks = chunks(),
): ReturnType<typeof startSharer> {
  if (!builtInsHold()) throw new Error('the built-ins of this page are not the browser’s')
  const { view, client, store, tabId, deployment, words, isPassing } = o
  const issuerKey = o.boot.issuerKey ?? deployment.issuerKey
  const pause = keepPause({
    ...{ sessionId: view.id, known: view.paused, isPassing },
    storage: o.session,
    key: `${o.keys.sharing}.paused`,
    tell: async (paused) => o.onSession(await client.pauseSession(view.id, { tabId, paused })),
  })
  // On a phone the chat covers the page that is to be seen.
  if (o.page.matchMedia(FULL_SCREEN).matches) o.close()
  const sharer = startSharer({
    ...given,
    ...{ tabId, deployment, config: o.config, connect: o.connect, stop: o.stop },
    sessionId: view.id,
    agentName: view.agentName,
    ticket: () => client.sessionTicket(view.id, { tabId }),
    tellPage: (page) => tellPage(o, page),
    issuerKey: fromBase64Url(issuerKey),
    accent: deployment.config.look.color,
    startedAt: Date.parse(view.startedAt ?? view.proposedAt),
    words: sharerWords(words),
    paused: pause.paused,
    onState({ connection, viewerPresent }) {
      const connected = connection !== 'interrupted' && connection !== 'connecting'
      o.set({ connected, viewerPresent })
    },
    onHeld(held) {
      o.set({ held })
      pause.held(held)
    },
    onEnded: o.onEnded,
  })
  const stop = store.subscribe(() => {
    const { session } = store.value
    if (session?.id !== view.id || session.state === 'ended') stop()
    else sharer.idle(session.idleAt !== null)
  })
  o.tell('CobrowseService.sessionStarted', { sessionId: view.id })
  return sharer
}

/** Waits between tries to ask for the rules, in milliseconds, and how often a server that is too busy is asked again. */
const RULES_AGAIN = 800
/** From here on it is a proxy that speaks for a server which is away (RFC 9110, 15.6.3). */
const BAD_GATEWAY = 502
const MOST_BUSY = 4

/**
 * What may be shared of this page, as the deployment says now; null: refused. That the connection was lost once must not hold a page
 * back for as long as it is open.
 */
export async function askRules(
  client: Pick<GuestClient, 'deployment'>,
  isPassing: (error: unknown) => error is ApiFailure,
  wanted: () => boolean,
): Promise<CobrowseConfig | null> {
  for (let busy = 0; ; ) {
    try {
      return (await client.deployment()).config.cobrowse
    } catch (error) {
      if (!isPassing(error) || !wanted()) return null
      if (error.status > 0 && error.status < BAD_GATEWAY && ++busy > MOST_BUSY) return null
      await new Promise((done) => setTimeout(done, RULES_AGAIN))
    }
  }
}

/** A request that outlives the page: one that is left at once was shown too. */
async function tellPage({ boot, client, view, tabId }: SharingOptions, page: SharedPage) {
  const { ok } = await fetch(`${boot.baseUrl}/api/v1/cobrowse/${view.id}/pages`, {
    method: 'POST',
    keepalive: true,
    credentials: 'omit',
    headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tabId, ...page }),
  })
  if (!ok) throw new Error('not told')
}

/** In a page in a frame, which is shared with the page around it. */
export async function startSubpage(
  options: Omit<SubpageOptions, 'later' | 'recognise'>,
): Promise<void> {
  if (!builtInsHold()) return
  const later = import('@alongside/capture/parts')
  const [subpage, recognise] = await Promise.all([
    import('@alongside/sharer/subpage'),
    import('@alongside/capture/recognise'),
  ])
  subpage.startSubpage({ ...options, later, recognise })
}

function sharerWords({ t, direction, language }: Words): SharerWords {
  return {
    ...TOOLBAR_WORDS[language],
    watching: (name) => t('sharing.here', { name }),
    waiting: (name) => t('sharing.waiting', { name }),
    held: (name, why) => t(heldKey(why), { name, why }),
    stop: t('sharing.stop'),
    language,
    direction,
  }
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
