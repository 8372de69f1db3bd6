import { askRules, startSharing } from '../../apps/messenger/src/cobrowse.ts'
import { createMessenger, type Messenger } from '../../apps/messenger/src/model/messenger.ts'
import { createSharing } from '../../apps/messenger/src/model/sharing.ts'
import type { SafeStorage } from '../../apps/messenger/src/storage.ts'
import { TOOLBAR_WORDS } from '../../apps/messenger/src/words/toolbar.ts'
import type { Words } from '../../apps/messenger/src/words/words.ts'
import { offerPause } from '../../packages/sharer/src/offer-pause.ts'
import type { Link } from './link.ts'
import { createRecogniser, followSubpages, PARTS } from './mirror.ts'
import { Page } from './page.ts'
import { PAUSED_PATH } from './store.ts'
import type { World } from './world.ts'

const WORDS: Words = {
  language: 'en',
  direction: 'ltr',
  t: (key, values = {}) => `${key} ${Object.values(values).join(' ')}`,
  time: () => '',
  day: () => '',
  duration: () => '',
}

/** A tab of the customer: messenger and sharer as they are, on a page that is none. */
export class Tab {
  readonly name: string
  readonly link: Link
  /** This tab's; that of the site is the world's. */
  readonly storage: Map<string, string>
  path = '/'
  /** The session of which the customer wants nothing to be sent. */
  paused: string | null = null
  page: Page
  messenger: Messenger
  #world: World

  /** Of its own also where its storage is another tab's. */
  readonly id: string

  constructor(world: World, name: string, link: Link, storage: ReadonlyMap<string, string>) {
    this.#world = world
    this.name = name
    this.link = link
    this.id = `id-of-${name.replace(' ', '-')}`
    this.storage = new Map(storage).set(`alongside.${world.deployment.id}.tab`, this.id)
    ;[this.page, this.messenger] = this.#load()
  }

  get open(): boolean {
    return this.page.realm.alive
  }

  /** What tells the customer that this page is shared: the border with the bar. */
  get border(): boolean {
    const { documentElement } = this.page.document
    return this.open && !!documentElement.find('border') && !!documentElement.find('bar')
  }

  /** Whether the bar says that somebody sees the page now, and not only what is left of it. */
  get saysWatched(): boolean {
    const { documentElement } = this.page.document
    const says = (className: string): string => documentElement.find(className)?.textContent ?? ''
    return (
      says('who').startsWith('sharing.here') && says('detail') !== TOOLBAR_WORDS.en.reconnecting
    )
  }

  /** Whether anything of the page may be captured now. */
  get allowed(): boolean {
    return this.border && !this.path.startsWith(PAUSED_PATH) && this.paused !== this.#sessionId
  }

  run<T>(work: () => T): T {
    return this.page.realm.run(work)
  }

  press(className: string): void {
    this.run(() => this.page.document.documentElement.find(className)?.dispatch('click'))
  }

  get #sessionId(): string {
    return this.messenger.store.value.session?.id ?? ''
  }

  pause(): void {
    this.paused = this.paused === this.#sessionId ? null : this.#sessionId
    if (this.#world.plant !== 'pause') this.press('pause')
  }

  key(key: string): void {
    this.run(() => this.page.window.dispatch('keydown', { key, repeat: false }))
  }

  go(path: string): void {
    this.path = path
    this.page.go(path)
  }

  close(told: boolean): void {
    this.page.unload(told)
  }

  /** A link was followed, or the page was reloaded. */
  navigate(path: string): void {
    this.page.unload(true)
    this.path = path
    ;[this.page, this.messenger] = this.#load()
  }

  #load(): [Page, Messenger] {
    const world = this.#world
    const page: Page = new Page({
      ...{ name: this.name, clock: world.clock, link: this.link, path: this.path },
      ...{ storage: this.storage, agentId: null, server: () => world.server },
      sent: (bytes, url) => world.left(this, bytes, url),
      failed: (error) => world.failed(error),
      lost: () => {
        if (world.plant === 'border') page.document.documentElement.find('border')?.remove()
      },
    })
    const messenger = page.realm.run(() =>
      createMessenger({
        connect: (url) => new WebSocket(url),
        boot: {
          baseUrl: 'http://server',
          deploymentId: world.deployment.id,
          issuerKey: null,
          queue: [],
          bring: () => Promise.reject(),
        },
        deployment: world.deployment,
        words: WORDS,
        local: safe(world.local, (key) => world.stored(this, key)),
        session: safe(this.storage),
        page: page.window as unknown as Window,
        loadProposal: async () => ({ createSharing }),
        loadCobrowse: async () => ({
          askRules,
          startSharing: (o) => startSharing(o, CHUNKS),
        }),
      }),
    )
    return [page, messenger]
  }
}

/** As chunks of the co-browse, those that a page without a browser can do with. */
const CHUNKS = {
  later: Promise.resolve({ PARTS, followSubpages }),
  recognise: { createRecogniser },
  presence: Promise.resolve({ startPresence: () => () => {} }),
  bar: Promise.resolve({ completeBar: offerPause }),
} as unknown as Parameters<typeof startSharing>[1]

function safe(of: Map<string, string>, wrote: (key: string) => void = () => {}): SafeStorage {
  return {
    read: (key) => of.get(key) ?? null,
    write(key, value) {
      of.set(key, value)
      wrote(key)
    },
    remove(key) {
      of.delete(key)
      wrote(key)
    },
  }
}
