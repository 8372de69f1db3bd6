import type { BrowserContext, Page } from 'playwright-core'
import { acceptProposal } from '../support/accept.ts'
import { type ByRole, byRole } from '../support/by-role.ts'
import { replicaReady } from '../support/story.ts'
import { type Api, openApi } from './api.ts'
import type { Browsers, Group } from './browsers.ts'
import { openPath, type Path } from './path.ts'
import type { ServerProcess } from './server-process.ts'
import type { Site } from './site.ts'

declare global {
  /** Of the snippet. */
  var Alongside: ((...call: unknown[]) => void) | undefined
}

/** One person's browser page, and their way to the server. */
export type End = {
  readonly group: Group
  readonly path: Path
  readonly context: BrowserContext
  readonly page: Page
}

/** A customer and an agent in a co-browse, each over a path of their own. */
export type Session = {
  readonly index: number
  readonly customer: End
  readonly agent: End
  readonly messenger: ByRole
  readonly api: Api
  readonly conversationId: string
  readonly sessionId: string
  /** What each wrote, in order. */
  readonly wrote: { readonly customer: string[]; readonly agent: string[] }
  stop(): Promise<void>
}

/** ms: sessions begin before anything is measured, on a machine that may be busy with the others. */
const PATIENCE = 60_000
const CUSTOMER = { width: 700, height: 700 }
const AGENT = { width: 1250, height: 760 }

export async function openSession(o: {
  readonly index: number
  readonly server: ServerProcess
  readonly site: Site
  readonly password: string
  readonly browsers: Browsers
  readonly script: string
}): Promise<Session> {
  const { index, server, site, browsers } = o
  const open = async (group: Group, viewport: typeof CUSTOMER, net: number): Promise<End> => {
    const path = await openPath({
      ...(group.namespace && { host: group.namespace.host }),
      serverPort: () => server.port,
      // One of each end: the server counts requests by address.
      address: `127.${net}.${index}.1`,
    })
    const context = await group.browser.newContext({
      viewport,
      reducedMotion: 'reduce',
      proxy: { server: path.url },
    })
    await context.addInitScript(o.script)
    return { group, path, context, page: await context.newPage() }
  }
  const [customer, agent] = await Promise.all([
    open(browsers.customers(index), CUSTOMER, 1),
    open(browsers.agents(index), AGENT, 2),
  ])
  const api = await openApi(server.origin, new URL(site.url(0)).origin, index, o.password)
  const { guestToken, conversationId } = await api.startConversation()
  await customer.context.addInitScript(
    ([token, id]) => {
      localStorage.setItem('alongside.demo-shop', token)
      localStorage.setItem('alongside.demo-shop.conversation', id)
      localStorage.setItem('alongside.demo-shop.recent', id)
    },
    [guestToken, conversationId] as const,
  )
  await agent.context.addCookies(api.cookies)
  await Promise.all([
    customer.page.goto(site.url(1)),
    agent.page.goto(`${server.origin}/workspace/c/${conversationId}`),
  ])
  const messenger = await byRole(customer.page)
  await openChat(customer.page)
  await messenger.wait('textbox', /^Message/, PATIENCE)
  const sessionId = await api.propose(conversationId)
  await acceptProposal(messenger, PATIENCE)
  await replicaReady(agent.page, PATIENCE)
  return {
    index,
    customer,
    agent,
    messenger,
    api,
    conversationId,
    sessionId,
    wrote: { customer: [], agent: [] },
    async stop() {
      await Promise.all([customer.context.close(), agent.context.close()]).catch(() => {})
      await Promise.all([customer.path.stop(), agent.path.stop()])
    },
  }
}

/** By the page's own API: where the button is depends on what the messenger shows. */
export function openChat(page: Page): Promise<void> {
  return page.evaluate(() => globalThis.Alongside?.('command', 'Messenger.openConversation'))
}
