import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Canaries, frontsIn } from '../privacy/canaries.ts'
import { poll } from '../support/by-role.ts'
import { type Story, startStory } from '../support/story.ts'

let story: Story
/** Every byte of every socket message and request body that left the customer's browser, but for its own site. */
const left: Buffer[] = []

beforeAll(async () => {
  story = await startStory()
  const cdp = await story.customerContext.newCDPSession(story.customer)
  await cdp.send('Network.enable')
  cdp.on('Network.webSocketFrameSent', ({ response }) => {
    left.push(Buffer.from(response.payloadData, response.opcode === 2 ? 'base64' : 'utf8'))
  })
  cdp.on('Network.requestWillBeSent', ({ request }) => {
    // What the page asks its own site for is the page's.
    if (request.url.startsWith(story.demo.server.origin))
      left.push(Buffer.from(`${request.url}\n${request.postData ?? ''}`))
  })
  await story.visit('/checkout')
  await story.customer.evaluate(await slots())
  await story.share()
})
afterAll(() => story?.close())

/** The slots of `test/privacy` as a script for the customer's page. */
async function slots(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('../privacy/slots-entry.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@alongside/source'],
  })
  return outputFiles[0]?.text ?? ''
}

const putSecrets = (): Promise<number> => story.customer.evaluate(() => globalThis.putSecrets())

const CANARIES = ['Kq8passwordZz1', '5105105105105100', 'Xw7scriptedPq3', 'Jh5attributeVb9']

function forms(canary: string): Buffer[] {
  return [
    Buffer.from(canary),
    Buffer.from([...canary].reverse().join('')),
    Buffer.from(Buffer.from(canary).toString('base64')),
    Buffer.from(Buffer.from(canary).toString('hex')),
    Buffer.from(canary, 'utf16le'),
    Buffer.from(canary.slice(2, 9)),
  ]
}

function found(where: Buffer): string[] {
  return CANARIES.filter((canary) => forms(canary).some((form) => where.includes(form)))
}

function stored(folder: string): Buffer {
  return Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  )
}

it('what is typed in a password field and in a masked field reaches neither agent nor server', async () => {
  const { customer, agent, demo } = story
  const [password = '', card = '', scripted = '', attribute = ''] = CANARIES
  await customer.locator('#password').fill(password)
  await customer
    .locator('.card input')
    .first()
    .or(customer.locator('input.card').first())
    .first()
    .fill(card)
  await customer.locator('[data-show]').first().click()
  await customer.evaluate(
    ([scripted = '', attribute = '']) => {
      for (const field of document.querySelectorAll<HTMLInputElement>(
        '#password, .card, .card input',
      )) {
        if (!('value' in field)) continue
        field.value = scripted
        field.setAttribute('value', attribute)
        field.title = attribute
      }
    },
    [scripted, attribute],
  )
  await customer.locator('input[type=email]').first().fill('marker-that-is-shown@example.com')
  await story.converge()

  const replica = await agent.evaluate(() => globalThis.canonical.replica())
  expect(replica).toContain('marker-that-is-shown')
  const everything = Buffer.concat([
    ...left,
    Buffer.from(replica),
    Buffer.from(await agent.content()),
    stored(demo.data),
    Buffer.from(demo.log()),
  ])
  expect(left.length).toBeGreaterThan(20)
  expect(found(everything)).toEqual([])
  console.log(
    `canaries: 0 of ${CANARIES.length} (in 6 forms each) in ${everything.length} bytes: wire, replica, store, log`,
  )
})

it('what stands in any kind of slot reaches neither agent nor server, by the wire, the store or the logs', async () => {
  const { agent, customer, demo } = story
  await putSecrets()
  const count = await putSecrets()
  await customer.evaluate(() => document.body.append('marker of the slots'))
  const replica = (): Promise<string> => agent.evaluate(() => globalThis.canonical.replica())
  await poll(
    async () => (await replica()).includes('marker of the slots'),
    8_000,
    async () => 'no such text in the replica',
  )
  const canaries = new Canaries()
  while (canaries.count < count) canaries.plant('')
  const bytes = Buffer.concat([...left, stored(demo.data)]).toString('latin1')
  const shown = `${await replica()}\n${await agent.content()}\n${demo.log()}`
  expect([...frontsIn(bytes), ...canaries.tracesIn(shown)]).toEqual([])
  console.log(`${count} canaries: 0 found in ${bytes.length + shown.length} characters`)
})

it('the relay sees nothing of what is shown either: the stream is sealed', async () => {
  expect(Buffer.concat(left).includes('marker-that-is-shown')).toBe(false)
  expect(Buffer.concat(left).includes('Hello, I need help')).toBe(true) // the search itself works
})
