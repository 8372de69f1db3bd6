import { poll } from '../support/by-role.ts'
import type { Random } from './random.ts'
import { openChat, type Session } from './session.ts'

declare global {
  /** Of the customer's site. */
  var quiet: boolean
  var change: (random: number) => void
}

/** What the customer does meanwhile. */
export type Doing = 'typing' | 'scrolling' | 'navigating'

/** Both go on with what they do until `over`; resolves after the last of it. */
export async function act(
  session: Session,
  doing: Doing,
  random: Random,
  over: () => boolean,
): Promise<void> {
  const { customer } = session
  const { page } = customer
  let gone = false
  // Cuts of a round begin one after the other: what is written before its own is under way by then, or stored.
  await new Promise((done) => setTimeout(done, random() * 1_000))
  const writing = writeAsAgent(session, random)
  if (random() < 0.6) await writeAsCustomer(session)
  while (!over()) {
    await page.evaluate((at) => globalThis.change?.(at), random()).catch(() => {})
    if (doing === 'typing') {
      await page
        .locator(random() < 0.5 ? '#name' : '#notes')
        .focus({ timeout: 5_000 })
        .catch(() => {})
      await page.keyboard.type(random().toString(36).slice(2, 6))
    } else if (doing === 'scrolling') {
      await page
        .evaluate((to) => {
          scrollTo(0, to * 1200)
          document.getElementById('box')?.scrollTo(0, to * 900)
        }, random())
        .catch(() => {})
    } else if (!gone) {
      gone = true
      await navigate(session, random)
    }
    await new Promise((done) => setTimeout(done, 150 + random() * 300))
  }
  await writing
}

/** By a link, or anew. */
async function navigate({ customer: { page } }: Session, random: Random): Promise<void> {
  const loaded = { waitUntil: 'domcontentloaded', timeout: 15_000 } as const
  if (random() < 0.4) await page.reload(loaded).catch(() => {})
  else {
    const next = page.waitForEvent('domcontentloaded', { timeout: 15_000 }).catch(() => {})
    await page.evaluate(() => document.getElementById('next')?.click()).catch(() => {})
    await next
  }
}

async function writeAsAgent({ agent, wrote, index }: Session, random: Random): Promise<void> {
  const field = agent.page.locator('.composer-field')
  // One after the other: none may overtake another.
  for (let count = Math.floor(random() * 4); count > 0; count--) {
    const text = `agent ${index} number ${wrote.agent.length}`
    await field.fill(text, { timeout: 30_000 })
    await field.press('Enter')
    wrote.agent.push(text)
  }
}

/** Through the messenger, as a person does it. */
async function writeAsCustomer(session: Session): Promise<void> {
  const { messenger, wrote, index, customer } = session
  const text = `customer ${index} number ${wrote.customer.length}`
  if (!(await messenger.has('textbox', /^Message/))) await openChat(customer.page)
  await messenger.type('textbox', /^Message/, text)
  await customer.page.keyboard.press('Enter')
  wrote.customer.push(text)
}

/** Waits until the store has what both wrote, each once and in order; where not, what it has. */
export async function settled(session: Session, ms: number): Promise<string | null> {
  const { api, wrote, conversationId } = session
  const problems = async (): Promise<string | null> => {
    const stored = await api.messages(conversationId)
    const of = (from: 'guest' | 'agent'): string =>
      stored
        .filter((message) => message.from === from)
        .map(({ text }) => text)
        .join('\n')
    if (of('guest') !== wrote.customer.join('\n'))
      return `customer wrote\n${wrote.customer.join('\n')}\nstored\n${of('guest')}`
    if (of('agent') !== wrote.agent.join('\n'))
      return `agent wrote\n${wrote.agent.join('\n')}\nstored\n${of('agent')}`
    return null
  }
  let last: string | null = ''
  await poll(
    async () => {
      last = await problems()
      return last === null
    },
    ms,
    async () => '',
  ).catch(() => {})
  return last
}
