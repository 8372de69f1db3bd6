import type { SessionRecord } from '../../apps/server/src/store/store.ts'
import type { StagePhase } from '../../apps/workspace/src/cobrowse/stage-phase.ts'
import type { Link } from './link.ts'
import type { Tab } from './tab.ts'
import type { World } from './world.ts'

/** The heartbeat, ms: nobody is told something that is not so for longer. */
export const HEARTBEAT = 15_000

/** Requests of a page between two looks: more are a page that asks without end. */
const MOST_ASKED = 30

/** How exactly the end of a proposal is known, ms. */
const OFFER_MS = 1000

/** `elsewhere` says what was, and how to have it back. */
const SEEN: ReadonlySet<StagePhase> = new Set(['live', 'held', 'paused', 'elsewhere'])

/** Something that is not so, and whose networks it takes to know better. */
type Disagreement = { readonly what: string; readonly needs: readonly Link[] }

/** Looks at all sides after every step, and remembers since when they differ. */
export class Disagreements {
  readonly #world: World
  readonly #since = new Map<string, number>()
  readonly #upSince = new Map<Link, number>()

  constructor(world: World) {
    this.#world = world
  }

  look(): void {
    const { clock, server, serverSince, links, tabs, windows } = this.#world
    for (const { page, name } of [...tabs, ...windows]) {
      if (page.asked > MOST_ASKED) this.#world.fail(`${name} asks ${page.asked} times at once`)
      page.asked = 0
    }
    for (const link of links) {
      if (link.state !== 'up' || !server) this.#upSince.delete(link)
      else if (!this.#upSince.has(link)) this.#upSince.set(link, clock.now)
    }
    const found = [...this.#find()]
    const names = new Set(found.map(({ what }) => what))
    for (const what of this.#since.keys()) if (!names.has(what)) this.#since.delete(what)
    for (const { what, needs } of found) {
      const since = this.#since.get(what) ?? clock.now
      this.#since.set(what, since)
      const able = needs.map((link) => this.#upSince.get(link) ?? clock.now)
      const from = Math.max(since, ...(needs.length > 0 ? [serverSince] : []), ...able)
      if (clock.now - from > HEARTBEAT) this.#world.fail(`${what}, for ${clock.now - since} ms`)
    }
  }

  *#find(): Generator<Disagreement> {
    const { sessions, tabs, windows, customers } = this.#world
    const shared = tabs.filter((tab) => tab.border)
    for (const customer of customers) {
      if (shared.filter((tab) => tab.customer === customer).length > 1) {
        yield { what: 'two tabs share', needs: [] }
      }
    }
    for (const tab of tabs) {
      if (!tab.open) continue
      const { session } = tab.messenger.store.value
      const record = session && sessions.get(session.id)
      if (record && record.session.state !== session.state) {
        const what = `${tab.name} says ${session.state} of what is ${record.session.state}`
        yield { what, needs: [tab.link] }
      }
      yield* this.#ofOffer(tab)
      const running = [...sessions.values()].some(
        (other) => isRunning(other) && other.tabId === tab.id,
      )
      if (tab.border && !running) {
        yield { what: `${tab.name} shares what is over`, needs: [tab.link] }
      }
    }
    for (const window of windows) {
      if (!window.open) continue
      const mine = [...sessions.values()].find(
        (record) => record.agentId === window.agentId && record.session.state !== 'ended',
      )
      const known = window.conversations.find(
        ({ session }) => session?.agentId === window.agentId,
      )?.session
      const [said, is] = [known?.state ?? 'none', mine?.session.state ?? 'none']
      if (said !== is || known?.id !== mine?.id) {
        yield { what: `${window.name} says ${said} of what is ${is}`, needs: [window.link] }
      }
      const { phase, shown, seen } = window
      if (phase === null) continue
      const record = seen && sessions.get(seen.id)
      if ((phase === 'ended') !== (record?.session.state === 'ended')) {
        yield {
          what: `${window.name} shows ${phase} of what is ${record?.session.state}`,
          needs: [window.link],
        }
      }
      const tab = tabs.find(({ id }) => id === record?.tabId)
      if (phase === 'live' && shown?.captured?.name !== tab?.name) {
        this.#world.fail(`${window.name} shows another page than that of its session`)
      }
      if (phase === 'live' && !this.#isFresh(shown?.captured?.at)) {
        yield { what: `${window.name} shows an old picture as live`, needs: [] }
      }
      if (shown?.gaps) this.#world.fail(`${window.name} got a picture with a gap`)
      if (shown?.captured && !shown.captured.allowed) {
        this.#world.fail(`${window.name} got a picture that nobody allowed`)
      }
    }
    for (const tab of shared) {
      const watched = windows.some(
        ({ open, connection, seen }) =>
          open && connection === 'open' && seen && sessions.get(seen.id)?.tabId === tab.id,
      )
      if (tab.saysWatched && !watched) {
        yield { what: `${tab.name} says that somebody sees it`, needs: [] }
      }
    }
    for (const record of sessions.values()) {
      if (!isRunning(record)) continue
      const tab = tabs.find((other) => other.open && other.id === record.tabId)
      const stage = windows.filter(({ open, agentId }) => open && agentId === record.agentId)
      const [first] = stage
      if (!tab || !first) continue
      const needs = [tab.link, first.link]
      const live = stage.some(({ phase }) => phase && SEEN.has(phase))
      if (!live || !tab.border) {
        yield {
          what: `a session that runs, and ${tab.border ? 'is not seen' : 'is not shared'}`,
          needs,
        }
      }
    }
  }

  /** What a tab asks its customer, and until when. */
  *#ofOffer(tab: Tab): Generator<Disagreement> {
    const { sessions } = this.#world
    const { offer, conversation } = tab.messenger.store.value
    const needs = [tab.link]
    const asked = offer && sessions.get(offer.sessionId)?.session
    if (offer && asked?.state !== 'proposed') {
      yield { what: `${tab.name} asks what is ${asked?.state}`, needs }
    }
    for (const { id, conversationId, session } of sessions.values()) {
      if (conversationId !== conversation?.id || session.state !== 'proposed') continue
      if (offer?.sessionId !== id)
        yield { what: `${tab.name} does not ask what is proposed`, needs }
      else if (Math.abs(offer.endsAt - session.expiresAt) > OFFER_MS) {
        yield { what: `${tab.name} counts down to another moment`, needs }
      }
    }
  }

  #isFresh(at: number | undefined): boolean {
    return at !== undefined && this.#world.clock.now - at < 5000
  }
}

function isRunning({ session }: SessionRecord): boolean {
  return session.state !== 'proposed' && session.state !== 'ended'
}
