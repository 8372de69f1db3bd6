import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptProposal } from './accept.ts'
import { drawnCursor, poll } from './by-role.ts'
import { openSockets } from './short-story.ts'
import { replicaReady, type Story } from './story.ts'

/** Every kind of page of the shop. */
const PAGES = [
  '/',
  '/category/everything',
  '/product/tarn-tent',
  '/cart',
  '/checkout',
  '/account',
  '/help/choosing-a-sleep-system',
]

/** The whole story of a customer and an agent, from the first message to the second end. */
export function storyCases(start: () => Promise<Story>): void {
  let story: Story

  beforeAll(async () => {
    story = await start()
  })
  afterAll(() => story?.close())

  it('a customer writes and an agent answers, without a reload, with typing shown', async () => {
    const { customer, messenger, agent } = story
    await story.visit('/')
    await story.signIn()
    await messenger.click('button', 'Open chat')
    await messenger.click('button', 'Start a conversation')
    await messenger.type('textbox', 'Message', 'Which boots are waterproof?')
    await customer.keyboard.press('Enter')
    await agent.getByText('Which boots are waterproof?').first().click()
    // Typing is not kept for who has no socket yet; finding out that WebSockets do not get through takes seconds.
    await poll(
      async () => {
        const open = await openSockets(story)
        return (open['events,http'] ?? 0) + (open['events,websocket'] ?? 0) === 2
      },
      10_000,
      async () => JSON.stringify(await openSockets(story)),
    )
    const composer = agent.getByRole('textbox', { name: /^Message/ })
    await composer.pressSequentially('The Fell ones', { delay: 20 })
    await messenger.waitText(/is typing/)
    await composer.press('Enter')
    await messenger.waitText('The Fell ones')
  })

  it('the history survives a reload on both sides', async () => {
    const { customer, messenger, agent } = story
    await Promise.all([customer.reload(), agent.reload()])
    await messenger.click('button', 'Open chat')
    await messenger.waitText('The Fell ones')
    await agent.getByText('The Fell ones').first().waitFor()
  })

  it('the agent proposes, the customer accepts, and the agent sees the page within a second', async () => {
    const { customer, messenger, agent } = story
    expect(
      await customer.evaluate(
        () =>
          performance.getEntriesByType('resource').filter((e) => e.name.includes('cobrowse'))
            .length,
      ),
    ).toBe(0)
    await agent.getByRole('button', { name: 'Propose co-browse' }).click()
    await messenger.waitText('this tab only')
    await messenger.wait('button', 'Decline')
    const accepted = await acceptProposal(messenger)
    await poll(
      () => agent.evaluate(() => globalThis.canonical.replica() !== ''),
      10_000,
      async () => 'no picture',
    )
    console.log(`first picture ${Date.now() - accepted} ms after the press on Accept`)
    await story.converge()
  })

  for (const path of PAGES) {
    it(`the replica of ${path} equals the page in its DOM and in at least 99.5 % of its pixels`, async () => {
      const { customer } = story
      await story.visit(path)
      await story.converge()
      const top = await story.pixels(
        process.env['DIFF_DIR'] && `${process.env['DIFF_DIR']}/top${path.replaceAll('/', '-')}.png`,
      )
      await customer.mouse.move(500, 300)
      await customer.mouse.wheel(0, 900)
      await customer.waitForTimeout(300)
      await story.converge()
      const below = await story.pixels(
        process.env['DIFF_DIR'] &&
          `${process.env['DIFF_DIR']}/below${path.replaceAll('/', '-')}.png`,
      )
      const percent = (part: number): string => `${(part * 100).toFixed(3)} %`
      console.log(
        `${path}: DOM equal, pixels that differ: top ${percent(top.fraction)}, scrolled ${percent(below.fraction)}`,
      )
      expect(Math.max(top.fraction, below.fraction)).toBeLessThanOrEqual(0.005)
    })
  }

  it('forms, live changes and page changes are followed', async () => {
    const { customer } = story
    await story.visit('/category/everything')
    await customer.getByRole('searchbox').or(customer.getByRole('combobox')).first().waitFor()
    await customer.getByRole('combobox').first().selectOption({ index: 2 })
    await story.converge()
    await customer.getByRole('link', { name: /Tarn/ }).first().click()
    await customer.waitForLoadState('load')
    await story.converge()
    await customer
      .getByRole('button', { name: /basket|cart/i })
      .first()
      .click()
    await story.converge()
    await story.visit('/checkout')
    await customer
      .getByLabel(/e-?mail/i)
      .first()
      .fill('maria@example.com')
    await customer.getByRole('combobox').first().selectOption({ index: 3 })
    await customer.getByRole('radio').nth(1).check({ force: true })
    await customer.getByRole('checkbox').first().check({ force: true })
    await story.converge()
    const { agent } = story
    expect(await agent.evaluate(() => globalThis.canonical.replica())).toContain(
      'value=maria@example.com',
    )
  })

  it('each sees the cursor of the other on the same element', async () => {
    const { customer, agent } = story
    await story.visit('/')
    await story.converge()
    const target = customer.getByRole('link', { name: /Tarn/ }).first()
    await target.scrollIntoViewIfNeeded()
    await story.converge()
    const box = await target.boundingBox()
    if (!box) throw new Error('no box')
    const onPage = { x: box.x + box.width / 4, y: box.y + box.height / 2 }
    const frame = await agent.evaluate(() => globalThis.canonical.replicaBox())
    const scale = frame.width / 1000
    const inReplica = { x: frame.x + onPage.x * scale, y: frame.y + onPage.y * scale }

    await customer.mouse.move(box.x, box.y)
    await customer.mouse.move(onPage.x, onPage.y)
    const atAgent = await near(() => agent.evaluate(() => globalThis.canonical.cursor()), inReplica)
    await agent.mouse.move(inReplica.x - 30, inReplica.y)
    await agent.mouse.move(inReplica.x, inReplica.y)
    const atCustomer = await near(() => drawnCursor(customer), onPage)
    console.log(
      `cursors: customer's at the agent ${atAgent} px off, agent's at the customer ${atCustomer} px off`,
    )
  })

  it('the customer stops, both see why, and the conversation goes on', async () => {
    const { customer, messenger, agent } = story
    await messenger.click('button', /^Stop/)
    await agent.getByText('Visitor ended the co-browse').first().waitFor()
    if (await messenger.has('button', /^Open chat/)) await messenger.click('button', /^Open chat/)
    await messenger.waitText(/You stopped sharing/)
    await messenger.type('textbox', 'Message', 'Thank you')
    await customer.keyboard.press('Enter')
    await agent.getByText('Thank you').first().waitFor()
  })

  it('after another proposal the agent ends it, and the customer sees that', async () => {
    const { messenger, agent } = story
    await agent.getByRole('button', { name: 'Back to the conversation' }).click()
    await agent.getByRole('button', { name: 'Propose co-browse' }).click()
    await acceptProposal(messenger)
    await replicaReady(agent)
    await agent.getByRole('button', { name: 'End co-browse' }).click()
    await messenger.waitText(/stopped looking/)
    expect(await messenger.has('button', /^Stop/)).toBe(false)
  })
}

/** Waits until the cursor is within 2 px of where it should be; how far it then is. */
async function near(
  drawn: () => Promise<{ x: number; y: number } | null>,
  wanted: { x: number; y: number },
): Promise<string> {
  let last = 'none'
  return poll(
    async () => {
      const at = await drawn()
      const off = at ? Math.hypot(at.x - wanted.x, at.y - wanted.y) : Number.POSITIVE_INFINITY
      last = `${off.toFixed(2)} px off`
      return off <= 2 && off.toFixed(2)
    },
    4_000,
    async () => `the cursor is ${last}`,
  )
}
