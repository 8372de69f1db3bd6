// `npm run screenshots`: the pictures of docs/images, taken of the running product.

import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../test/support/chromium.ts'
import { startDemo } from '../test/support/run-server.ts'
import { mapAddress } from './screenshots/address.ts'
import { type Agent, openAgent } from './screenshots/agent.ts'
import { type Customer, openCustomer } from './screenshots/customer.ts'
import { fillInbox } from './screenshots/other-guests.ts'
import { picture } from './screenshots/picture.ts'

const TENT = '/product/tarn-tent'
const DESK = { width: 1600, height: 900 }
const LAPTOP = { width: 1280, height: 800 }
/** About the shape of the stage, so that the page fills it. */
const SHARED = { width: 1180, height: 900 }
/** Where the messenger is on a laptop. */
const CORNER = { x: 840, y: 0, width: 440, height: 800 }
const PHONE = { width: 390, height: 844, phone: true }

await scene([], async ({ browser, agent }) => {
  await onLaptop(browser, agent)
  await onPhone(browser, agent)
  await inJapanese(browser, agent)
  await rightToLeft(browser, agent)
})
// The agent's own machine is dark, not an emulation that would darken the customer's page too.
await scene(['--blink-settings=preferredColorScheme=0'], inTheDark)

type Scene = { readonly browser: Browser; readonly agent: Agent }

/** A demo of its own with an agent at work. */
async function scene(args: readonly string[], play: (scene: Scene) => Promise<void>) {
  const demo = await startDemo()
  const browser = await launchChromium({ args: [mapAddress(demo), ...args] })
  try {
    await fillInbox(demo)
    await play({ browser, agent: await openAgent(browser, demo, DESK) })
  } finally {
    await browser.close()
    await demo.stop()
  }
}

async function onLaptop(browser: Browser, agent: Agent): Promise<void> {
  const maria = await openCustomer(browser, { name: 'Maria', ...LAPTOP })
  await chat(maria, agent)
  await picture(maria.page, 'messenger')
  await agent.propose()
  await maria.messenger.wait('button', maria.words.accept)
  await picture(maria.page, 'proposal')
  await maria.accept()
  await agent.sees()
  await pointTogether(maria, agent)
  const click = () => clickHere(agent.page)
  await picture(maria.page, 'sharing', { last: click })
  await picture(agent.page, 'workspace', { last: click })
  await agent.end()
  await maria.close()
}

async function onPhone(browser: Browser, agent: Agent): Promise<void> {
  const question = 'Hi, how small does the Tarn tent pack for a bicycle bag?'
  const noor = await openCustomer(browser, { name: 'Noor', ...PHONE })
  await noor.visit(TENT)
  await noor.ask(question)
  await agent.open(question)
  await agent.say('Hello Noor. Let us look at its measures together.')
  await agent.propose()
  await noor.messenger.wait('button', noor.words.accept)
  await picture(noor.page, 'phone')
  await noor.accept()
  await agent.sees()
  await agent.point({ x: 150, y: 330 })
  await picture(noor.page, 'phone-sharing', { last: () => clickHere(agent.page) })
  await agent.end()
  await noor.close()
}

async function inJapanese(browser: Browser, agent: Agent): Promise<void> {
  const question = '二人用のテントで、身長188cmでも中で座れますか？'
  const yui = await openCustomer(browser, { name: '高橋 結衣', language: 'ja', ...LAPTOP })
  await yui.visit(TENT)
  await yui.ask(question)
  await agent.open(question)
  await agent.say('はい、天井の高さは112cmですので、ゆったりお座りいただけます。')
  await agent.propose()
  await yui.messenger.wait('button', yui.words.accept)
  await picture(yui.page, 'messenger-ja', {
    clip: CORNER,
  })
  await agent.withdraw()
  await yui.close()
}

async function rightToLeft(browser: Browser, agent: Agent): Promise<void> {
  const question = 'שלום, האם האוהל עמיד ברוח חזקה?'
  const noa = await openCustomer(browser, { name: 'נועה', direction: 'rtl', ...LAPTOP })
  await noa.visit(TENT)
  await noa.ask(question)
  await agent.open(question)
  await agent.say('שלום נועה. כן, הוא נבדק ברוח של 110 קמ״ש.')
  await noa.messenger.waitText(/110/)
  await picture(noa.page, 'messenger-rtl', {
    clip: CORNER,
  })
  await noa.close()
}

async function inTheDark({ browser, agent }: Scene): Promise<void> {
  const maria = await openCustomer(browser, { name: 'Maria', ...LAPTOP })
  await chat(maria, agent)
  await agent.propose()
  await maria.messenger.wait('button', maria.words.accept)
  await maria.accept()
  await agent.sees()
  await pointTogether(maria, agent)
  await picture(agent.page, 'workspace-dark', { last: () => clickHere(agent.page) })
}

/** A question, an answer, and a reason to look together. */
async function chat(maria: Customer, agent: Agent): Promise<void> {
  const question = 'Hi, can I sit up straight in the two-person Tarn tent? I am tall.'
  const answer =
    'Hello Maria. Yes, its ridge is 112\u00a0cm high. That is enough up to 1.95\u00a0m.'
  const unsure = 'Good. And which size fits two wide mats? The size guide confuses me.'
  const offer = 'Happy to look at it with you, if you like.'
  await maria.visit(TENT)
  await maria.ask(question)
  await agent.open(question)
  await agent.say(answer)
  await maria.messenger.waitText(answer)
  await maria.say(unsure)
  await agent.page.getByRole('log').getByText(unsure).waitFor()
  await agent.say(offer)
  await maria.messenger.waitText(offer)
}

/** The agent shows the size guide, the customer is about to ask about a size. */
async function pointTogether(maria: Customer, agent: Agent): Promise<void> {
  await maria.messenger.click('button', maria.words.close)
  await maria.page.setViewportSize(SHARED)
  await maria.page.waitForTimeout(500)
  const three = await centreOf(maria.page, 'Three people')
  await maria.page.mouse.click(three.x + 100, three.y - 80)
  await maria.page.mouse.move(three.x + 90, three.y + 8, { steps: 4 })
  const guide = await centreOf(maria.page, 'Size guide')
  await agent.point({ x: guide.x + 40, y: guide.y })
  await agent.connected()
}

/** With its ring still to be seen on both sides. */
async function clickHere(page: Page): Promise<void> {
  await page.mouse.down()
  await page.mouse.up()
  await page.waitForTimeout(120)
}

async function centreOf(page: Page, text: string): Promise<{ x: number; y: number }> {
  const box = await page.getByText(text, { exact: true }).first().boundingBox()
  if (!box) throw new Error(`${text} is not on the page`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
