import type { Page } from 'playwright-core'
import { poll } from './by-role.ts'
import { type Story, startStory } from './story.ts'
import { startTrail, type Trail } from './trail.ts'

/** How a tab can come to its next page. */
export const WAYS = [
  'reload',
  'link',
  'form, get',
  'form, post',
  'form, post and redirect',
  'redirects',
  'meta refresh',
  'location.assign',
  'location.replace',
  'typed address',
  'pushState',
  'replaceState',
  'hash',
  'back in one document',
  'back to a page that was kept',
  'forward to a page that was kept',
  'back to a page that is loaded again',
  'document.open',
  'link after document.open',
  'link to a subdomain',
  'form to a subdomain, post',
  'redirect to a subdomain',
  'back from a subdomain',
  'after a page without the snippet',
  'after another site',
  'after window.open',
  'after a link to another tab',
] as const
export type Way = (typeof WAYS)[number]

/** A customer who is shared, and goes on and on. */
export interface Journey {
  readonly story: Story
  readonly trail: Trail
  /** Goes to the next page this way; ms from its DOMContentLoaded until it is live at the agent. Throws when it does not come. */
  go(way: Way): Promise<number>
  /** Goes to this page, as its script does. */
  assign(to: string): Promise<void>
  /** The same, until the page of this number is live at the agent. */
  visit(host: string, number: number): Promise<void>
  stop(): Promise<void>
}

const HOSTS = ['a.shop.localhost', 'b.shop.localhost', 'c.shop.localhost'] as const
/** A site that is none of the deployment's. */
export const ELSEWHERE = 'elsewhere.test'

declare global {
  var trail: {
    /** When the page was shown as it was kept, in ms since 1970. */
    shown: number
    follow(to: string, target?: string): void
    submit(to: string, method: string): void
  }
}

export async function startJourney(): Promise<Journey> {
  let snippet = ''
  const trail = await startTrail(() => snippet)
  const story = await startStory(
    { demo: { domains: ['.shop.localhost'] }, limits: { requestsPerMinute: 100_000 } },
    { customerHosts: `MAP ${ELSEWHERE} 127.0.0.1` },
  )
  const { origin } = story.demo.server
  snippet = `<script async src="${origin}/messenger/loader.js" data-deployment-id="demo-shop"></script>`
  await story.customerContext.addInitScript(preparePage)
  await story.customer.goto(trail.url(HOSTS[0], '/page/0'))
  await story.share()
  return new Walk(story, trail)
}

/** What the customer does on a page, as elements of the page do it. */
function preparePage(): void {
  globalThis.trail = {
    shown: 0,
    follow(to, target = '') {
      const link = document.createElement('a')
      Object.assign(link, { href: to, target, textContent: 'on' })
      document.body.prepend(link)
      link.click()
    },
    submit(to, method) {
      const form = document.createElement('form')
      Object.assign(form, { action: to, method, innerHTML: '<input name=field value=1>' })
      document.body.prepend(form)
      form.submit()
    },
  }
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) globalThis.trail.shown = Date.now()
  })
  // As a page that is an application of its own.
  addEventListener('popstate', ({ state }) => {
    const heading = document.querySelector('h1')
    if (heading && state) heading.textContent = `${state}`
  })
}

class Walk implements Journey {
  readonly story: Story
  readonly trail: Trail
  /** The highest so far, and that of the page that is there. */
  #number = 0
  #current = 0
  #host = 0

  constructor(story: Story, trail: Trail) {
    this.story = story
    this.trail = trail
  }

  async go(way: Way): Promise<number> {
    switch (way) {
      case 'reload':
        return this.#reload()
      case 'link':
        return this.#follow(this.#next())
      case 'form, get':
        return this.#submit(this.#next(), 'get')
      case 'form, post':
        return this.#submit(this.#next(), 'post')
      case 'form, post and redirect':
        return this.#submit(this.#through(this.#next()), 'post')
      case 'redirects':
        return this.#follow(this.#through(this.#through(this.#next())))
      case 'meta refresh':
        return this.#follow(this.#at(`/refresh/0?${encodeURIComponent(this.#next())}`))
      case 'location.assign':
        return this.#to(this.#next(), (to) => location.assign(to))
      case 'location.replace':
        return this.#to(this.#next(), (to) => location.replace(to))
      case 'typed address': {
        const to = this.#next()
        return this.#come(this.#number, () => this.story.customer.goto(to))
      }
      case 'pushState':
      case 'replaceState':
        return this.#within(way)
      case 'hash':
        return this.#come(++this.#number, (n) =>
          this.#run((n) => {
            location.hash = n
            for (const heading of document.querySelectorAll('h1')) heading.textContent = n
          }, `${n}`),
        )
      case 'back in one document': {
        const before = this.#current
        await this.#within('replaceState', before)
        await this.#within('pushState')
        return this.#back(before)
      }
      case 'back to a page that was kept':
      case 'forward to a page that was kept': {
        const before = this.#current
        await this.#follow(this.#next())
        const after = this.#current
        const back = await this.#back(before)
        if (way.startsWith('back')) return back
        return this.#come(after, () => this.#run(() => history.forward()))
      }
      case 'back to a page that is loaded again': {
        await this.#follow(this.#next('unkept'))
        const before = this.#current
        await this.#follow(this.#next())
        return this.#back(before)
      }
      case 'document.open':
        return this.#write()
      case 'link after document.open':
        await this.#write()
        return this.#follow(this.#next())
      case 'link to a subdomain':
        return this.#follow(this.#next('page', 1))
      case 'form to a subdomain, post':
        return this.#submit(this.#next('page', 1), 'post')
      case 'redirect to a subdomain':
        return this.#follow(this.#through(this.#next('page', 1)))
      case 'back from a subdomain': {
        await this.#follow(this.#next())
        const before = this.#current
        await this.#follow(this.#next('page', 1))
        this.#host--
        return this.#back(before)
      }
      case 'after a page without the snippet':
        return this.#beyond(this.#at('/bare/0'), 'leaving')
      case 'after another site':
        return this.#beyond(this.trail.url(ELSEWHERE, '/page/0'), 'leaving')
      case 'after window.open':
        return this.#aside((to) => void open(to))
      case 'after a link to another tab':
        return this.#aside((to) => globalThis.trail.follow(to, '_blank'))
    }
  }

  assign(to: string): Promise<void> {
    return this.#run((to) => location.assign(to), to)
  }

  async visit(host: string, number: number): Promise<void> {
    await this.#come(number, () => this.assign(this.trail.url(host, `/page/${number}`)))
  }

  async stop(): Promise<void> {
    await Promise.all([this.story.close(), this.trail.stop()])
  }

  #at(path: string): string {
    return this.trail.url(HOSTS[this.#host % HOSTS.length] ?? '', path)
  }

  /** The address of a page that was not there before, on this host or so many further. */
  #next(kind = 'page', further = 0): string {
    this.#host += further
    return this.#at(`/${kind}/${++this.#number}`)
  }

  #through(to: string): string {
    return this.#at(`/to?${encodeURIComponent(to)}`)
  }

  #follow(to: string): Promise<number> {
    return this.#to(to, (to) => globalThis.trail.follow(to))
  }

  #submit(to: string, method: string): Promise<number> {
    return this.#come(this.#number, () =>
      this.#run(({ to, method }) => globalThis.trail.submit(to, method), { to, method }),
    )
  }

  #to(to: string, act: (to: string) => void): Promise<number> {
    return this.#come(this.#number, () => this.#run(act, to))
  }

  #within(way: 'pushState' | 'replaceState', number = ++this.#number): Promise<number> {
    return this.#come(number, (n) =>
      this.#run(
        ({ way, n }) => {
          history[way](n, '', `/page/${n}`)
          for (const heading of document.querySelectorAll('h1')) heading.textContent = `${n}`
        },
        { way, n },
      ),
    )
  }

  #back(number: number): Promise<number> {
    return this.#come(number, () => this.#run(() => history.back()))
  }

  async #reload(): Promise<number> {
    const number = this.#current
    // So that the page of before is told from the page of after.
    await this.#within('replaceState', number)
    await this.#come(++this.#number, (n) => this.#head(n))
    return this.#come(number, () => this.#run(() => location.reload()))
  }

  #head(number: number): Promise<void> {
    return this.#run((n) => {
      for (const heading of document.querySelectorAll('h1')) heading.textContent = `${n}`
    }, number)
  }

  #write(): Promise<number> {
    return this.#come(++this.#number, (n) =>
      this.#run((n) => {
        document.open()
        document.write(`<!doctype html><title>written</title><h1>${n}</h1><p>written anew`)
        document.close()
      }, n),
    )
  }

  /** To a page that cannot be shared, and back. */
  async #beyond(to: string, phase: string): Promise<number> {
    await this.#follow(this.#next())
    const before = this.#current
    await this.#run((to) => location.assign(to), to)
    await this.#phase(phase)
    await this.story.customer.waitForURL(to)
    return this.#back(before)
  }

  /** Another tab, which is closed again, and a link in this one. */
  async #aside(open: (to: string) => void): Promise<number> {
    const [other] = await Promise.all([
      this.story.customerContext.waitForEvent('page'),
      this.#run(open, this.#next()),
    ])
    await this.story.agent.locator('.stage-pill').waitFor()
    await other.waitForLoadState()
    await other.close()
    return this.#follow(this.#next())
  }

  async #phase(phase: string): Promise<void> {
    await this.story.agent.locator(`.stage[data-phase=${phase}]`).waitFor()
  }

  /** What a page does that may go with it. */
  #run<Given>(act: (given: Given) => void, given?: Given): Promise<void> {
    const { customer } = this.story
    return customer.evaluate(act as (given: unknown) => void, given).catch(gone)
  }

  async #come(number: number, act: (number: number) => Promise<unknown>): Promise<number> {
    const { agent, customer } = this.story
    const seen = seenBy(agent, number)
    const since = Date.now()
    await act(number)
    const at = await seen
    this.#current = number
    if (at === null)
      throw new Error(`page ${number} did not come: ${await whereabouts(this.story)}`)
    return at - Math.max(since, await loadedAt(customer))
  }
}

/** The page may be gone before it has answered. */
function gone(error: unknown): void {
  if (!/context was destroyed|navigat|frame was detached/i.test(`${error}`)) throw error
}

/** When the agent has the page of this number before them, live, in ms since 1970; null: not within 10 s. */
function seenBy(agent: Page, number: number): Promise<number | null> {
  return agent.evaluate(
    (number) =>
      new Promise<number | null>((done) => {
        const end = Date.now() + 10_000
        const look = (): void => {
          const live = document.querySelector('.stage[data-phase=live]')
          const heading = globalThis.canonical.replicaDocument()?.querySelector('h1')
          if (live && heading?.textContent === `${number}`) done(Date.now())
          else if (Date.now() > end) done(null)
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
    number,
  )
}

/** DOMContentLoaded of the page that is there, or when it was shown again, in ms since 1970. */
function loadedAt(customer: Page): Promise<number> {
  return poll(
    () =>
      customer
        .evaluate(() => {
          const [entry] = performance.getEntriesByType('navigation')
          const loaded = (entry as PerformanceNavigationTiming).domContentLoadedEventStart
          return Math.max(performance.timeOrigin + loaded, globalThis.trail.shown)
        })
        .catch(() => 0),
    5_000,
    async () => 'no page',
  )
}

async function whereabouts({ agent, customer }: Story): Promise<string> {
  const stage = await agent.locator('.stage').innerText().catch(String)
  return `${customer.url()}; the agent sees: ${stage.replaceAll('\n', ' | ').slice(0, 400)}`
}
