import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Story, startStory } from '../support/story.ts'

let story: Story
/** Every byte of every socket message and request body that left the customer's browser. */
const left: Buffer[] = []

beforeAll(async () => {
  story = await startStory()
  const cdp = await story.customerContext.newCDPSession(story.customer)
  await cdp.send('Network.enable')
  cdp.on('Network.webSocketFrameSent', ({ response }) => {
    left.push(Buffer.from(response.payloadData, response.opcode === 2 ? 'base64' : 'utf8'))
  })
  cdp.on('Network.requestWillBeSent', ({ request }) => {
    left.push(Buffer.from(`${request.url}\n${request.postData ?? ''}`))
  })
  await story.visit('/checkout')
  await story.share()
})
afterAll(() => story?.close())

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

it('the relay sees nothing of what is shown either: the stream is sealed', async () => {
  expect(Buffer.concat(left).includes('marker-that-is-shown')).toBe(false)
  expect(Buffer.concat(left).includes('Hello, I need help')).toBe(true) // the search itself works
})
