import axeCore from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../../test/support/chromium.ts'
import { startTestServer, type TestServer } from './running-server.ts'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchChromium()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** A page of the workspace that remembers every violation of the server's policy and every error. */
async function openPage(
  options: { dark?: boolean; locale?: string; width?: number } = {},
): Promise<{ page: Page; trouble: string[] }> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    locale: options.locale ?? 'en-GB',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(String(error)))
  page.on('console', (line) => {
    // Whoever is not signed in yet is told so with a 401; the browser reports it as an error.
    if (line.type() === 'error' && !line.text().includes('401')) trouble.push(line.text())
  })
  await page.exposeFunction('reportViolation', (text: string) => trouble.push(text))
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (e) => reportViolation(e.violatedDirective + ' ' + e.blockedURI))`,
  )
  await page.goto(`${server.origin}/workspace/`)
  // Loaded is not yet drawn.
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  return { page, trouble }
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('textbox').first().fill(server.email)
  await page.locator('input[type=password]').fill(server.password)
  await page.locator('button[type=submit]').click()
  await page.locator('.list').waitFor()
}

/** What axe finds; evaluated through the debugger, which the page's policy does not concern. */
async function axe(page: Page): Promise<string[]> {
  // What is still fading in has less contrast than it will have; what goes on for ever is not waited for.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => {
      const { endTime } = effect?.getComputedTiming() ?? {}
      return typeof endTime === 'number' && endTime < 1000
    })
    return Promise.allSettled(ending.map(({ finished }) => finished)).then(() => undefined)
  })
  await page.evaluate(axeCore.source)
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then((found) =>
    found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')))`)
}

describe('the workspace on a real server', () => {
  it('says that a password is wrong, and signs in with the right one', async () => {
    const { page, trouble } = await openPage()
    expect(await axe(page)).toEqual([])
    await page.getByLabel('Email').fill(server.email)
    await page.getByLabel('Password', { exact: true }).fill('not the right one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('do not belong together').waitFor()
    expect(await axe(page)).toEqual([])
    await signIn(page)
    await page.getByText('All quiet').waitFor()
    expect(trouble).toEqual([])
    await page.context().close()
  }, 60_000)

  it('shows a conversation as it arrives, answers it, proposes a co-browse and withdraws it', async () => {
    const { page, trouble } = await openPage()
    await signIn(page)
    const guest = await server.guest({ name: 'Maria Oliveira', path: '/cart' })
    await guest.say('The code does nothing')
    const row = page.getByRole('link', { name: /Maria Oliveira/ })
    await row.getByText('The code does nothing').waitFor()
    await row.getByText('unread message').waitFor({ state: 'attached' })
    expect(await axe(page)).toEqual([])

    await row.click()
    const log = page.getByRole('log')
    await log.getByText('The code does nothing').waitFor()
    await row.getByText('unread message').waitFor({ state: 'detached' })
    guest.events?.typing(guest.conversation.id, true)
    await page.getByText('Maria Oliveira is typing').waitFor()
    const field = page.getByRole('textbox', { name: 'Message to Maria Oliveira' })
    await field.fill('Which one is it?')
    await field.press('Shift+Enter')
    await field.pressSequentially('I will look.')
    await field.press('Enter')
    await log.getByText('Which one is it?\nI will look.').waitFor()
    await log.getByText('Sent', { exact: true }).waitFor()
    const { messages } = await guest.client.messages(guest.conversation.id)
    expect(messages.at(-1)?.text).toBe('Which one is it?\nI will look.')
    expect(guest.received.some((event) => event.type === 'typing' && event.typing)).toBe(true)
    await guest.client.read(guest.conversation.id, messages.at(-1)?.sequence ?? 0)
    await log.getByText('Read', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Propose co-browse' }).click()
    const waiting = page.getByRole('region', { name: /Waiting for Maria Oliveira/ })
    await waiting.getByRole('timer').waitFor()
    expect(await page.getByRole('button', { name: 'Propose co-browse' }).count()).toBe(0)
    expect(await axe(page)).toEqual([])
    await waiting.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('status').getByText('The co-browse proposal was withdrawn').waitFor()
    await log.getByText('The co-browse proposal was withdrawn').waitFor()

    await page.getByRole('button', { name: 'Propose co-browse' }).click()
    await waiting.waitFor()
    const offers = () =>
      guest.received
        .flatMap((event) => (event.type === 'Event' ? event.events : []))
        .filter(({ coBrowse }) => coBrowse.type === 'Offering')
    await expect.poll(() => offers().length).toBe(2)
    const offer = offers().at(-1)?.coBrowse
    await guest.client.declineSession(offer?.sessionId ?? '', {
      sessionJoinToken: offer?.sessionJoinToken ?? '',
    })
    await page.getByRole('status').getByText('Maria Oliveira declined the co-browse').waitFor()

    await page.reload()
    await log.getByText('Which one is it?').waitFor()
    expect(trouble).toEqual([])
    await page.context().close()
  }, 60_000)

  it('gives a code to read out, and opens the conversation of the customer who typed it', async () => {
    const { page, trouble } = await openPage()
    await signIn(page)
    await page.getByRole('button', { name: 'Start with a code' }).click()
    const region = page.getByRole('region', { name: 'Code for the customer' })
    const digits = (await region.locator('output').innerText()).replace(/\D/g, '')
    expect(digits).toMatch(/^\d{9}$/)
    await region.getByRole('timer').waitFor()
    expect(await axe(page)).toEqual([])
    await region.getByRole('button', { name: 'Cancel' }).click()
    await region.waitFor({ state: 'detached' })
    const guest = await server.guest({ name: 'Noor Haddad', path: '/checkout' })
    const typed = (joinCode: string) => guest.client.startConversation({ joinCode })
    await expect(typed(digits)).rejects.toMatchObject({ code: 'code_invalid' })

    await page.getByRole('button', { name: 'Start with a code' }).click()
    await typed((await region.locator('output').innerText()).replace(/\D/g, ''))
    const waiting = page.getByRole('region', { name: /Waiting for Noor Haddad/ })
    await waiting.waitFor()
    expect(page.url()).toContain(guest.conversation.id)
    expect(
      await page.getByRole('button', { name: 'Start with a code' }).getAttribute('aria-disabled'),
    ).toBe('true')
    await waiting.getByRole('button', { name: 'Withdraw' }).click()
    await waiting.waitFor({ state: 'detached' })
    expect(trouble).toEqual([])
    await page.context().close()
  }, 60_000)

  it('offers no code to an agent who may not co-browse on the phone', async () => {
    const { page } = await openPage()
    await page.route('**/api/v1/{me,sign-in}', async (route) => {
      const response = await route.fetch()
      const body = await response.json()
      const { permissions } = body.agent ?? {}
      if (permissions) {
        body.agent.permissions = permissions.filter((each: string) => !each.includes('Voice'))
      }
      await route.fulfill({ response, json: body })
    })
    await signIn(page)
    await page.getByRole('heading', { name: 'Conversations' }).waitFor()
    expect(await page.getByRole('button', { name: 'Start with a code' }).count()).toBe(0)
    await page.context().close()
  }, 60_000)

  it('keeps what could not be sent, and sends it once when the network is back', async () => {
    const { page } = await openPage()
    await signIn(page)
    const guest = await server.guest({ name: 'Jonas Weber', path: '/' })
    await guest.say('Hello')
    await page.getByRole('link', { name: /Jonas Weber/ }).click()
    const field = page.getByRole('textbox', { name: 'Message to Jonas Weber' })
    await field.waitFor()
    await page.context().setOffline(true)
    await field.fill('Written in a tunnel')
    await field.press('Enter')
    await page.getByText('Not sent.').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('log').getByText('Sent', { exact: true }).waitFor()
    const { messages } = await guest.client.messages(guest.conversation.id)
    expect(messages.filter(({ text }) => text === 'Written in a tunnel')).toHaveLength(1)
    await page.context().close()
  }, 60_000)

  it('loads older messages as one scrolls up, and stays where one reads', async () => {
    const guest = await server.guest({ name: 'Aiko Tanaka', path: '/' })
    for (let index = 1; index <= 120; index += 1) await guest.say(`Line ${index}.`)
    const { page } = await openPage()
    await signIn(page)
    await page.getByRole('link', { name: /Aiko Tanaka/ }).click()
    const log = page.getByRole('log')
    await log.getByText('Line 120.').waitFor()
    expect(await log.getByText('Line 1.').count()).toBe(0)
    await expect
      .poll(
        async () => {
          await page.getByRole('group', { name: 'Messages' }).hover()
          await page.mouse.wheel(0, -3000)
          return log.getByText('Line 1.', { exact: true }).count()
        },
        { timeout: 15_000 },
      )
      .toBe(1)
    await guest.say('Line 121.')
    await page.getByRole('button', { name: '1 new message' }).click()
    await expect.poll(() => log.getByText('Line 121.').isVisible(), { timeout: 15_000 }).toBe(true)
    await page.context().close()
  }, 60_000)

  it('is used by keyboard, in Japanese, in the dark, on a phone, and stays accessible', async () => {
    const { page, trouble } = await openPage({ dark: true, locale: 'ja-JP', width: 360 })
    expect(await axe(page)).toEqual([])
    await signIn(page)
    await page.locator('.row').first().waitFor()
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('j')
    await page.getByRole('textbox', { name: /へのメッセージ/ }).waitFor()
    expect(await axe(page)).toEqual([])
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBe(360)
    expect(trouble).toEqual([])
    await page.context().close()
  }, 60_000)

  it('hides the proposal from an agent who may not propose', async () => {
    const { page } = await openPage()
    await page.route('**/api/v1/me', async (route) => {
      const answer = await route.fetch()
      const { agent, csrf } = await answer.json()
      const permissions = ['conversation:message:add']
      await route.fulfill({ response: answer, json: { csrf, agent: { ...agent, permissions } } })
    })
    await signIn(page)
    await page.reload()
    await page.getByRole('link', { name: /Jonas Weber/ }).click()
    await page.getByRole('textbox', { name: 'Message to Jonas Weber' }).waitFor()
    expect(await page.getByRole('button', { name: 'Propose co-browse' }).count()).toBe(0)
    await page.context().close()
  }, 60_000)

  it('saves the masks of a site, and refuses what is not a selector', async () => {
    const { page, trouble } = await openPage()
    await signIn(page)
    await page.getByRole('link', { name: 'Settings' }).click()
    const masks = page.getByLabel('Always hidden')
    await masks.fill('.card\n#iban >')
    await page.getByText('Line 2 is not a CSS selector: #iban >').waitFor()
    const save = page.getByRole('button', { name: 'Save' })
    expect(await save.getAttribute('aria-disabled')).toBe('true')
    await masks.fill('.card\n#iban')
    expect(await axe(page)).toEqual([])
    await save.click()
    await page.getByText('Saved.').waitFor()
    const saved = await server.store.deployment('demo-shop')
    expect(saved?.config.cobrowse.maskSelectors).toEqual(['.card', '#iban'])
    expect(trouble).toEqual([])
    await page.context().close()
  }, 60_000)

  it('signs out', async () => {
    const { page } = await openPage()
    await signIn(page)
    await page.getByRole('button', { name: /Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Alongside' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Sign in to Alongside' }).waitFor()
    await page.context().close()
  }, 60_000)
})
