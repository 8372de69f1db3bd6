import { build } from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { ConfigInput } from '../../apps/server/src/config/config-schema.ts'
import { acceptProposal } from './accept.ts'
import { type ByRole, byRole, hideOwn, poll } from './by-role.ts'
import { launchChromium } from './chromium.ts'
import { comparePixels, type PixelComparison } from './compare-pixels.ts'
import { type Demo, type DemoOptions, startDemo } from './run-server.ts'

/** A customer on the shop and an agent in the workspace, each in a browser context of their own. */
export type Story = {
  readonly demo: Demo
  readonly browser: Browser
  readonly customer: Page
  readonly customerContext: BrowserContext
  readonly messenger: ByRole
  readonly agent: Page
  readonly agentContext: BrowserContext
  /** The customer goes to a page of the shop. */
  visit(path: string): Promise<void>
  signIn(): Promise<void>
  /** A conversation, a proposal, an acceptance: until the agent sees the page. */
  share(): Promise<void>
  /** Where page and replica differ; null when they are equal. */
  difference(): Promise<string | null>
  /** Waits until they are equal, or says where they are not. */
  converge(ms?: number): Promise<void>
  /** The tab beside its replica, without what the product draws over either. */
  pixels(diffFile?: string): Promise<PixelComparison>
  close(): Promise<void>
}

const CUSTOMER = { width: 1000, height: 700 }
const AGENT = { width: 1900, height: 1100 }

/** `customerHosts`: hosts as only the customer's browser finds them, perhaps by the port of the shop, and which goes back to pages as they were; `agentName`: what the agent's browser calls itself; `trusting`: both take any certificate. */
export async function startStory(
  config: ConfigInput = {},
  options: DemoOptions & {
    customerHosts?: string | ((shopPort: string) => string)
    agentName?: string
    trusting?: boolean
  } = {},
): Promise<Story> {
  const { customerHosts, agentName, trusting = false, ...demoOptions } = options
  const demo = await startDemo(config, demoOptions)
  const browser = await launchChromium()
  const hosts =
    typeof customerHosts === 'function'
      ? customerHosts(new URL(demo.shop.origin).port)
      : customerHosts
  const elsewhere = hosts
    ? await launchChromium({ args: [`--host-resolver-rules=${hosts}`], pageCache: true })
    : browser
  const look = { reducedMotion: 'reduce', ignoreHTTPSErrors: trusting } as const
  const customerContext = await elsewhere.newContext({ viewport: CUSTOMER, ...look })
  const agentContext = await browser.newContext({
    viewport: AGENT,
    ...look,
    ...(agentName && { userAgent: agentName }),
  })
  const canonical = await bundleCanonical()
  for (const context of [customerContext, agentContext]) await context.addInitScript(canonical)
  const customer = await customerContext.newPage()
  const agent = await agentContext.newPage()
  const messenger = await byRole(customer)

  const story: Story = {
    demo,
    browser,
    customer,
    customerContext,
    messenger,
    agent,
    agentContext,

    async visit(path) {
      await customer.goto(`${demo.shop.origin}${path}`, { waitUntil: 'load' })
    },

    async signIn() {
      await agent.goto(`${demo.server.origin}/workspace/`)
      await agent.getByLabel('Email').fill(demo.agent.email)
      await agent.getByLabel('Password', { exact: true }).fill(demo.agent.password)
      await agent.getByRole('button', { name: 'Sign in' }).click()
      await agent.getByRole('heading', { name: 'Conversations' }).waitFor()
    },

    async share() {
      if (!agent.url().includes('/workspace/')) await story.signIn()
      await messenger.click('button', 'Open chat')
      await messenger.click('button', 'Start a conversation')
      await messenger.type('textbox', 'Message', 'Hello, I need help with my order')
      await customer.keyboard.press('Enter')
      await agent.getByText('Hello, I need help with my order').first().click()
      await agent.getByRole('button', { name: 'Propose co-browse' }).click()
      await acceptProposal(messenger)
      await replicaReady(agent)
    },

    async difference() {
      const [page, replica] = await Promise.all([
        customer.evaluate(() => globalThis.canonical.page(document)),
        agent.evaluate(() => globalThis.canonical.replica()),
      ])
      return firstDifference(page, replica)
    },

    async converge(ms = 8_000) {
      let last: string | null = 'nothing compared yet'
      await poll(
        async () => {
          last = await story.difference()
          return last === null
        },
        ms,
        async () => last ?? '',
      )
    },

    async pixels(diffFile) {
      // Away from everything: what the pointer rests on looks different, and only on one side.
      await customer.mouse.move(1, 1)
      let compared: PixelComparison | undefined
      // Assets arrive after the structure: the picture is judged when it has settled.
      await poll(
        async () => {
          // Each time: what the product shows of the share may come after the page.
          const show = await Promise.all([customer, agent].map(hideOwn))
          // The stage moves when something is said above it.
          const frame = await agent.evaluate(() => globalThis.canonical.replicaBox())
          // Hiding carets would write to both documents, and put back in one what has changed meanwhile.
          const [left, right] = await Promise.all([
            customer.screenshot({ caret: 'initial' }),
            agent.screenshot({ clip: frame, caret: 'initial' }),
          ])
          for (const each of show) await each()
          compared = comparePixels(left, right, diffFile === undefined ? {} : { diffFile })
          return compared.fraction <= 0.005
        },
        4_000,
        async () => '',
      ).catch(() => {})
      if (!compared) throw new Error('no picture')
      return compared
    },

    async close() {
      await Promise.all([browser.close(), elsewhere.close()])
      await demo.stop()
    },
  }
  return story
}

/** Waits until the workspace shows the first styled picture: a frame with a document is there well before. */
export async function replicaReady(agent: Page, ms = 15_000): Promise<void> {
  await poll(
    () => agent.evaluate(() => document.querySelector('.stage[data-phase=live]') !== null),
    ms,
    async () =>
      `no replica; the agent sees: ${(await agent.locator('body').innerText()).slice(0, 2000)}`,
  )
}

/** The comparison as a script that tests put into both pages. */
async function bundleCanonical(): Promise<string> {
  const result = await build({
    entryPoints: [new URL('./canonical-entry.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@alongside/source'],
  })
  return result.outputFiles[0]?.text ?? ''
}

function firstDifference(page: string, replica: string): string | null {
  if (page === replica) return null
  const [a, b] = [page.split('\n'), replica.split('\n')]
  const found = a.findIndex((text, i) => text !== b[i])
  const at = found < 0 ? a.length : found
  const show = (lines: string[]): string => lines.slice(Math.max(0, at - 2), at + 3).join('\n')
  return `line ${at} of ${a.length} and ${b.length}\npage:\n${show(a)}\nreplica:\n${show(b)}`
}
