import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AgentClient, createAgentClient, newId } from '@alongside/client'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { acceptProposal } from '../../../test/support/accept.ts'
import { type ByRole, byRole } from '../../../test/support/by-role.ts'
import { launchChromium } from '../../../test/support/chromium.ts'
import { startDemo } from '../../../test/support/run-server.ts'
import { agentFetch } from './agent-fetch.ts'

export interface Tab {
  readonly page: Page
  readonly ui: ByRole
  /** Errors and warnings of the page, violations of its policy among them. */
  complaints(): string[]
}

/** The real server, a site whose policy allows our script and our server and nothing else, and a signed-in agent. */
export interface StrictSite {
  readonly origin: string
  readonly browser: Browser
  readonly agent: AgentClient
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>
  openTab(context: BrowserContext, url?: string): Promise<Tab>
  /** Opens the chat, writes, waits until it is sent; gives the conversation as the agent has it. */
  write(tab: Tab, text: string): Promise<string>
  say(conversationId: string, text: string): Promise<unknown>
  /** Closes what the last test left, sessions too: an agent is in one at a time. */
  tidy(): Promise<void>
  stop(): Promise<void>
}

export async function startStrictSite(): Promise<StrictSite> {
  const demo = await startDemo()
  const { origin: baseUrl } = demo.server
  const html = (lang: string): string =>
    `<!doctype html><html lang="${lang}"><title>A shop</title><h1>Shop</h1><input aria-label="Search">` +
    `<script async src="${baseUrl}/messenger/loader.js" data-deployment-id="demo-shop"></script>`
  const server = serve(baseUrl, html)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const browser = await launchChromium()
  const agent = createAgentClient({ baseUrl, fetch: agentFetch(baseUrl) })
  await agent.signIn(demo.agent)
  const contexts: BrowserContext[] = []

  return {
    origin,
    browser,
    agent,
    async newContext(options = {}) {
      const viewport = { width: 1000, height: 760 }
      const context = await browser.newContext({ viewport, ...options })
      contexts.push(context)
      return context
    },
    async openTab(context, url = origin) {
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      await page.goto(url)
      return { page, ui: await byRole(page), complaints: () => complaints }
    },
    async write({ page, ui }, text) {
      await ui.click('button', 'Open chat')
      await ui.click('button', 'Start a conversation')
      await ui.type('textbox', 'Message', text)
      await page.keyboard.press('Enter')
      await ui.waitText(/^Sent$/)
      const found = (await agent.conversations({})).find(({ lastText }) => lastText === text)
      if (!found) throw new Error(`no conversation says ${text}`)
      return found.id
    },
    say: (conversationId, text) => agent.sendMessage(conversationId, { id: newId(), text }),
    async tidy() {
      for (const context of contexts.splice(0)) await context.close()
      for (const { session } of await agent.conversations({})) {
        if (session?.state === 'proposed') await agent.withdraw(session.id)
        else if (session) await agent.endSession(session.id)
      }
    },
    async stop() {
      await browser.close()
      server.close()
      await demo.stop()
    },
  }
}

/**
 * No inline script, no style, no image. The snippet's first line is inline, so it is not there: the loader makes the
 * queue itself.
 */
function serve(messenger: string, html: (lang: string) => string): Server {
  const socket = messenger.replace('http', 'ws')
  const policy = `default-src 'none'; script-src ${messenger}; connect-src ${messenger} ${socket}; require-trusted-types-for 'script'`
  return createServer((request, response) => {
    response.setHeader('content-security-policy', policy)
    response.setHeader('content-type', 'text/html; charset=shift_jis')
    response.end(html(request.url === '/ja' ? 'ja' : 'en'))
  })
}

/** Presses Accept until it counts. */
export async function accept({ ui }: Tab): Promise<void> {
  await acceptProposal(ui)
}
