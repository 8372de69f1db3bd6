import type { Connect } from '@alongside/channel'
import type { GuestClient } from '@alongside/client'
import type { CoBrowseEvent, SessionView } from '@alongside/protocol/api'
import type { Boot } from '../boot.ts'
import type { askRules, startSharing } from '../cobrowse.ts'
import type { follow } from '../following.ts'
import { readJson, type SafeStorage } from '../storage.ts'
import type { Words } from '../words/words.ts'
import type { MessengerEvent } from './messenger.ts'
import { isPassing } from './outbox.ts'
import type { MessengerState, Offer, Sharing } from './state.ts'
import type { Store } from './store.ts'

/** The co-browse chunk, as it arrives. */
export type Cobrowse = {
  readonly askRules: typeof askRules
  readonly startSharing: typeof startSharing
}
type Running = {
  readonly id: string
  sharer: ReturnType<typeof startSharing> | null
  following: ReturnType<typeof follow> | null
}

/** The customer's side of proposals and sessions, up to where the sharer takes over. */
export interface SharingModel {
  onOffer(event: CoBrowseEvent['coBrowse']): void
  /** What the server says about a session, in whatever order it says it. */
  onSession(view: SessionView): void
  /** Only after a gesture that passed `isConsent`. */
  accept(): Promise<void>
  /** With a word to the agent, if there is one. */
  decline(text?: string): Promise<void>
  stopSharing(): void
  stop(): void
}

/** What became of an offer, which is called alike on the wire and to the page. */
type Fate = CoBrowseEvent['coBrowse']['type'] extends `Offering${infer Rest}` ? Rest : never
/** Waits between tries to tell the server that the customer stopped, in milliseconds; the last one repeats. */
const TELL_AGAIN: readonly number[] = [500, 2000, 5000]

export function createSharing(o: {
  client: GuestClient
  connect: Connect
  store: Store<MessengerState>
  session: SafeStorage
  keys: { readonly offer: string; readonly sharing: string }
  tabId: string
  boot: Boot
  words: Words
  loadCobrowse(): Promise<Cobrowse>
  page: Window
  tell(event: MessengerEvent, data: object): void
  close(): void
  show(screen: MessengerState['screen']): void
}): SharingModel {
  const { client, store } = o
  let running: Running | null = null
  let disposed = false

  const setOffer = (offer: Offer | null): void => {
    if (offer) o.session.write(o.keys.offer, JSON.stringify(offer))
    else o.session.remove(o.keys.offer)
    store.set({ offer })
  }

  const onSession = (view: SessionView): void => {
    const before = store.value.session
    // Answers and events may overtake each other: what is told of the past is no news.
    if (before?.id === view.id && (before.state === 'ended' || before.version > view.version))
      return
    const isOfNow = !before || before.proposedAt <= view.proposedAt
    if (isOfNow) store.set({ session: view })
    if (view.state === 'proposed') {
      const kept = readJson(o.session, o.keys.offer, isOffer)
      // Another offer is over, and nobody may have told this tab.
      if (isOfNow && store.value.offer?.sessionId !== view.id)
        store.set({ offer: kept?.sessionId === view.id ? kept : null })
      return
    }
    if (store.value.offer?.sessionId === view.id) setOffer(null)
    if (!store.value.offer && store.value.prompt?.kind === 'offer') store.set({ prompt: null })
    if (view.state === 'ended') {
      finish(view.id, view.reason ?? 'failed')
      if (isOfNow) store.set({ answering: { step: 'idle' } })
      const { id: sessionId, reason, startedAt } = view
      if (startedAt) o.tell('CobrowseService.sessionEnded', { sessionId, reason })
    } else if (view.tabId === o.tabId) {
      if (o.session.read(o.keys.sharing) === `stop ${view.id}`) tellStop(view.id)
      else run(view)
    }
  }

  const ask = (id: string): Promise<void> => client.session(id).then(onSession, () => {})

  const tellOffer = ({ type, sessionId }: CoBrowseEvent['coBrowse']): void => {
    const fate = type.slice('Offering'.length) as Fate
    o.tell(`MessagingService.cobrowseOffer${fate}`, { sessionId })
    if (type !== 'Offering') return
    if (store.value.open) o.show('conversation')
    else store.set({ prompt: { kind: 'offer' } })
  }

  const run = (view: SessionView): void => {
    if (running || disposed) return
    running = { id: view.id, sharer: null, following: null }
    o.session.write(o.keys.sharing, view.id)
    store.set({
      sharing: { sessionId: view.id, connected: false, viewerPresent: false, held: null },
    })
    start(view).catch(() => {
      finish(view.id, 'failed')
      store.set({ answering: { step: 'failed', why: 'failed' } })
      tellStop(view.id)
    })
  }

  const set = (change: Partial<Sharing>): void => {
    const { sharing } = store.value
    if (sharing) store.set({ sharing: { ...sharing, ...change } })
  }

  const start = async (view: SessionView): Promise<void> => {
    // The rules of now: this page may be older than they are.
    const { askRules, startSharing } = await o.loadCobrowse()
    const config = await askRules(client, isPassing, () => running?.id === view.id)
    // Stopped while they were on their way.
    const mine = running
    if (mine?.id !== view.id) return
    const { deployment } = store.value
    const sharer = startSharing({
      ...o,
      ...{ view, config, deployment, set, onSession, isPassing },
      onEnded() {
        finish(view.id, 'failed')
        ask(view.id)
      },
      stop: () => stopSharing(),
    })
    mine.sharer = sharer
    store.set({ answering: { step: 'idle' } })
    followLater(mine, sharer.send).catch(() => {})
  }

  /** Where it does not come, the tab is followed on this origin. */
  const followLater = async (
    mine: Running,
    send: Parameters<typeof follow>[0]['send'],
  ): Promise<void> => {
    const { follow } = await import('../following.ts')
    const { page, boot, tabId } = o
    const { domains } = store.value.deployment
    if (running !== mine || !client.token) return
    const handed = { guestToken: client.token, tabId, sessionId: mine.id }
    mine.following = follow({ page, boot, domains, handed, send, onWritten: renew })
  }

  /** The page has been written anew, and nothing listens any more. */
  const renew = (): void => {
    const { session } = store.value
    leave()
    if (session) run(session)
  }

  const leave = (): void => {
    running?.following?.stop(false)
    running?.sharer?.stop()
    running = null
  }

  /** The sharer leaves the page; safe to call again. */
  const finish = (id: string, reason: string): void => {
    if (o.session.read(o.keys.sharing) === id) o.session.remove(o.keys.sharing)
    if (running?.id !== id) return
    const { sharer, following } = running
    running = null
    store.set({ sharing: null })
    following?.stop(true)
    sharer?.stop(reason)
  }

  /** The page stops sharing at once; the server learns it as soon as it can be told, also from the next page. */
  const stopSharing = (): void => {
    const id = running?.id ?? liveId(store.value.session)
    if (!id) return
    finish(id, 'customer_ended')
    o.session.write(o.keys.sharing, `stop ${id}`)
    tellStop(id)
  }

  const tellStop = async (id: string): Promise<void> => {
    for (let attempt = 0; !disposed; attempt++) {
      try {
        const view = await client.endSession(id)
        o.session.remove(o.keys.sharing)
        onSession(view)
        return
      } catch (error) {
        if (!isPassing(error)) break
        const ms = TELL_AGAIN[Math.min(attempt, TELL_AGAIN.length - 1)]
        await new Promise((done) => setTimeout(done, ms))
      }
    }
    o.session.remove(o.keys.sharing)
  }

  const answer = async (request: (offer: Offer) => Promise<SessionView>): Promise<void> => {
    const { offer, answering } = store.value
    if (!offer || answering.step === 'starting') return
    store.set({ answering: { step: 'starting' } })
    try {
      onSession(await request(offer))
    } catch (error) {
      if (isPassing(error)) {
        store.set({ answering: { step: 'failed', why: 'busy' } })
        return
      }
      // Too late, withdrawn, or an answer that got lost on its way back: the session knows.
      store.set({ answering: { step: 'failed', why: 'failed' } })
      await ask(offer.sessionId)
    }
    if (store.value.answering.step === 'starting' && !running) {
      store.set({ answering: { step: 'idle' } })
    }
  }

  return {
    onOffer(event) {
      tellOffer(event)
      if (event.type !== 'Offering') {
        ask(event.sessionId)
        return
      }
      if (!event.sessionJoinToken || store.value.offer?.sessionId === event.sessionId) return
      const session = store.value.session
      const known = session?.id === event.sessionId ? session : null
      if (known && known.state !== 'proposed') return
      setOffer({
        sessionId: event.sessionId,
        joinToken: event.sessionJoinToken,
        agentName: event.agentName ?? known?.agentName ?? '',
        endsAt: endsAt(event.dateOfferEnds ?? null, known),
      })
      store.set({ answering: { step: 'idle' } })
      if (!known) ask(event.sessionId)
    },
    onSession,
    accept() {
      // Accepted: the chunk may come while the server hears of it.
      o.loadCobrowse().catch(() => {})
      return answer((offer) =>
        client.acceptSession(offer.sessionId, {
          sessionJoinToken: offer.joinToken,
          tabId: o.tabId,
        }),
      )
    },
    decline: (text) =>
      answer((offer) =>
        client.declineSession(offer.sessionId, {
          sessionJoinToken: offer.joinToken,
          ...(text && { text }),
        }),
      ),
    stopSharing,
    stop() {
      disposed = true
      // The tab goes on sharing on the next page: only the sharer on this one leaves.
      leave()
    },
  }
}

/** The end of an offer on this device's clock, which may be wrong: never longer than an offer can be. */
function endsAt(end: string | null, session: SessionView | null): number {
  const longest = session?.expiresAt
    ? Date.parse(session.expiresAt) - Date.parse(session.proposedAt)
    : 60_000
  const left = end ? Date.parse(end) - Date.now() : longest
  const sensible = left > 0 && left <= longest ? left : longest
  return Date.now() + sensible
}

function liveId(session: SessionView | null): string | null {
  return session && session.state !== 'ended' && session.state !== 'proposed' ? session.id : null
}

function isOffer(value: unknown): value is Offer {
  return value instanceof Object && 'joinToken' in value && 'endsAt' in value
}
