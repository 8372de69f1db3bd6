import type { Clock } from './clock.ts'
import type { Link } from './link.ts'
import { Realm } from './realm.ts'
import type { Answer } from './routes.ts'
import type { Server } from './server.ts'
import { ClientSocket } from './sockets.ts'

/**
 * As much of a document as the product's own elements need: a tree, attributes, and who listens. There is no page in it, no
 * layout, and nothing lies over anything.
 */
class FakeNode {
  [name: string]: unknown
  parentNode: FakeNode | null = null
  readonly children: FakeNode[] = []
  readonly dataset: Record<string, string> = {}
  readonly style: Record<string, unknown> = { setProperty: () => {} }
  readonly ownerDocument: FakeDocument
  textContent = ''
  className = ''
  host: FakeNode | null = null
  readonly #listeners = new Map<string, Set<(event: object) => void>>()

  constructor(document: FakeDocument) {
    this.ownerDocument = document
  }

  get parentElement(): FakeNode | null {
    return this.parentNode
  }

  get isConnected(): boolean {
    for (let at: FakeNode | null = this; at; at = at.parentNode ?? at.host) {
      if (at === this.ownerDocument.documentElement) return true
    }
    return false
  }

  append(...nodes: (FakeNode | string)[]): void {
    for (const node of nodes) {
      if (typeof node === 'string') continue
      node.remove()
      node.parentNode = this
      this.children.push(node)
    }
  }

  prepend(...nodes: FakeNode[]): void {
    this.append(...nodes)
  }

  before(...nodes: FakeNode[]): void {
    this.parentNode?.append(...nodes)
  }

  replaceWith(node: FakeNode): void {
    this.parentNode?.append(node)
    this.remove()
  }

  getRootNode(): FakeNode {
    return this.parentNode?.getRootNode() ?? this
  }

  remove(): void {
    const siblings = this.parentNode?.children
    siblings?.splice(siblings.indexOf(this), 1)
    this.parentNode = null
  }

  attachShadow(): FakeNode {
    const root = new FakeNode(this.ownerDocument)
    root.host = this
    root['adoptedStyleSheets'] = []
    this['shadow'] = root
    return root
  }

  setAttribute(): void {}
  removeAttribute(): void {}
  getBoundingClientRect(): object {
    return { x: 0, y: 0, width: 100, height: 40 }
  }
  focus(): void {}
  hasAttribute = (): boolean => false
  querySelectorAll = (): FakeNode[] => []
  elementFromPoint = (): null => null

  addEventListener(type: string, on: (event: object) => void): void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners.add(on))
  }

  removeEventListener(type: string, on: (event: object) => void): void {
    this.#listeners.get(type)?.delete(on)
  }

  /** A person did this. */
  dispatch(type: string, event: object = {}): void {
    const given = { type, isTrusted: true, timeStamp: Date.now(), composedPath: () => [], ...event }
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(given)
  }

  /** The first below this one that has the class, in shadow trees too. */
  find(className: string): FakeNode | null {
    if (this.className.split(' ').includes(className)) return this
    const shadow = this['shadow'] instanceof FakeNode ? [this['shadow']] : []
    for (const child of [...shadow, ...this.children]) {
      const found = child.find(className)
      if (found) return found
    }
    return null
  }
}

class FakeDocument extends FakeNode {
  readonly documentElement: FakeNode
  visibilityState = 'visible'
  title = 'Shop'
  /** Nobody asks whether something lies over the bar. */
  readonly hidden = true

  constructor() {
    super(undefined as unknown as FakeDocument)
    this.documentElement = new FakeNode(this)
  }

  createElement(): FakeNode {
    return new FakeNode(this)
  }

  createElementNS(): FakeNode {
    return new FakeNode(this)
  }
}

/** What of a browser is one for all pages. */
export const BROWSER: Readonly<Record<string, unknown>> = {
  HTMLElement: FakeNode,
  CSSStyleSheet: class {
    replaceSync(): void {}
  },
  MutationObserver: class {
    observe(): void {}
    disconnect(): void {}
  },
  ResizeObserver: class {
    observe(): void {}
    disconnect(): void {}
  },
  matchMedia: () => ({ matches: false, addEventListener() {} }),
}

/** A page that is open in a browser: its document, its storage, its way to the server. */
export class Page {
  readonly realm: Realm
  readonly document: FakeDocument = new FakeDocument()
  readonly window: FakeNode & { location: { href: string; pathname: string; origin: string } }
  /** Requests since somebody looked. */
  asked = 0
  readonly #sockets = new Set<ClientSocket>()

  constructor(o: {
    readonly name: string
    readonly clock: Clock
    readonly link: Link
    readonly path: string
    readonly storage: Map<string, string>
    readonly agentId: string | null
    /** null: it does not run. */
    server(): Pick<Server, 'answer' | 'accept' | 'onKill'> | null
    sent(bytes: Uint8Array | string, url: URL): void
    /** The server threw what is no refusal. */
    failed(error: unknown): void
    /** A socket of it is closed. */
    lost(): void
  }) {
    const { document } = this
    this.window = Object.assign(new FakeNode(document), {
      location: {
        origin: 'http://shop.localhost',
        pathname: o.path,
        href: `http://shop.localhost${o.path}`,
      },
      document,
      matchMedia: BROWSER['matchMedia'],
    })
    const sockets = this.#sockets
    this.realm = new Realm(o.name, {
      document,
      window: this.window,
      location: this.window.location,
      sessionStorage: { getItem: (key: string) => o.storage.get(key) ?? null },
      fetch: (url: string, init: RequestInit) => {
        this.asked++
        return request(o, this.realm, url, init)
      },
      WebSocket: class extends ClientSocket {
        constructor(url: string) {
          super(url, { link: o.link, accept: o.server()?.accept ?? null, sent: o.sent })
          sockets.add(this)
          this.addEventListener('close', () => o.lost())
        }
      },
    })
  }

  go(path: string): void {
    this.window.location.pathname = path
    this.window.location.href = `http://shop.localhost${path}`
  }

  /** The browser takes the page away, with a last word to it or without (a crash). */
  unload(told: boolean): void {
    if (told) this.realm.run(() => this.window.dispatch('pagehide', { persisted: false }))
    for (const socket of this.#sockets) socket.leave()
    this.realm.alive = false
  }
}

type Way = ConstructorParameters<typeof Page>[0]

/** A request on the page's link: it may be lost on either way, and nobody then knows on which. */
function request(o: Way, realm: Realm, url: string, init: RequestInit): Promise<Response> {
  const { clock, link } = o
  return new Promise((resolve, reject) => {
    const pipes = [link.pipe(), link.pipe()] as const
    let over = false
    let forget: (() => void) | undefined
    const end = (settle: () => void): void => {
      if (over) return
      over = true
      for (const pipe of pipes) pipe.close()
      unwatch()
      forget?.()
      stopTimer()
      realm.bind(settle)()
    }
    const fail = (): void => end(() => reject(new TypeError('fetch failed')))
    const unwatch = link.onBreak(fail)
    const stopTimer = clock.after((init.signal as unknown as { ms: number }).ms, fail)
    const server = o.server()
    if (link.state === 'cut' || !server) {
      clock.after(1, fail)
      return
    }
    const { authorization = '' } = init.headers as Record<string, string>
    // What was to answer is gone, and its connections with it.
    forget = server.onKill(() => pipes[1].send(fail))
    pipes[0].send(async () => {
      if (o.server() !== server) return
      const asked = {
        method: init.method ?? 'GET',
        url: new URL(url),
        agentId: o.agentId,
        token: /^Bearer (.+)$/.exec(authorization)?.[1] ?? null,
        body: typeof init.body === 'string' ? JSON.parse(init.body) : null,
      }
      const answer = await server.answer(asked).catch(o.failed)
      if (!answer) return
      pipes[1].send(() => end(() => resolve(response(answer))))
    })
  })
}

function response({ status, body }: Answer): Response {
  const text = body === undefined ? '' : JSON.stringify(body)
  return { ok: status < 300, status, text: async () => text } as Response
}
