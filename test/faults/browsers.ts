import { type Browser, chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, CHROMIUM_PATH } from '../support/chromium.ts'
import type { Namespace } from './namespace.ts'

/** One browser with the pages of several sessions; it can be stopped as a laptop's sleep stops it. */
export type Group = {
  readonly name: string
  readonly browser: Browser
  readonly namespace: Namespace | null
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
}

export interface Browsers {
  readonly groups: readonly Group[]
  customers(session: number): Group
  agents(session: number): Group
  close(): Promise<void>
}

/** So many for customers and as many for agents; the first customers' one is in the namespace. */
export async function openBrowsers(each: number, namespace: Namespace | null): Promise<Browsers> {
  const stops: (() => Promise<void>)[] = []
  const open = async (name: string, inside: Namespace | null): Promise<Group> => {
    const server = await chromium.launchServer({
      executablePath: inside ? inside.wrap(CHROMIUM_PATH) : CHROMIUM_PATH,
      args: [...CHROMIUM_FLAGS],
    })
    const browser = await chromium.connect(server.wsEndpoint())
    // Playwright starts a browser as the leader of a process group of its own.
    const { pid } = server.process()
    stops.push(() => server.close())
    return {
      name,
      browser,
      namespace: inside,
      signal(signal) {
        if (pid !== undefined) process.kill(-pid, signal)
      },
    }
  }
  const customers: Group[] = []
  const agents: Group[] = []
  for (let i = 0; i < each; i++) {
    customers.push(await open(`customers ${i}`, i === 0 ? namespace : null))
    agents.push(await open(`agents ${i}`, null))
  }
  const at = (groups: Group[], session: number): Group => {
    const group = groups[session % groups.length]
    if (!group) throw new Error('no browser')
    return group
  }
  return {
    groups: [...customers, ...agents],
    customers: (session) => at(customers, session),
    // Shifted: a browser that is stopped takes other pairs of ends with it each time.
    agents: (session) => at(agents, Math.floor(session / customers.length)),
    async close() {
      for (const stop of stops) await stop().catch(() => {})
    },
  }
}
