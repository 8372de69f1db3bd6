import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ByRole, byRole, poll } from '../support/by-role.ts'
import { type Story, startStory } from '../support/story.ts'

// An administrator tries masks on a page of the site, and publishes what was chosen there.

declare global {
  var closedRoots: ShadowRoot[]
}

const CANARY = 'canary-of-the-account'
const OTHER = 'what-everybody-may-see'
const TESTER = 'Test of masks'

let story: Story
/** The page in test mode, opened by the workspace. */
let page: Page
let tester: ByRole
/** The address that opened it. */
let address: string
/** Every request of that page that went to the server: method, path and body. */
const asked: string[] = []

beforeAll(async () => {
  story = await startStory()
  for (const context of [story.customerContext, story.agentContext])
    await context.addInitScript(
      ([canary, other]) => {
        globalThis.closedRoots = []
        const { attachShadow } = Element.prototype
        Element.prototype.attachShadow = function (init) {
          const root = attachShadow.call(this, init)
          if (init.mode === 'closed') globalThis.closedRoots.push(root)
          return root
        }
        addEventListener('DOMContentLoaded', () => {
          if (!location.pathname.endsWith('/plain')) return
          const block = document.createElement('section')
          block.innerHTML = `<p class="account-note" style="padding: 8px">${canary}</p>
            <p class="other" style="padding: 8px">${other}</p>
            <p><input type="password" aria-label="Secret" value="${canary}"></p>`
          document.body.prepend(block)
        })
      },
      [CANARY, OTHER],
    )
  story.agentContext.on('request', (request) => {
    const { pathname, origin } = new URL(request.url())
    const isPage = request.frame().url().startsWith(story.demo.shop.origin)
    if (isPage && origin === story.demo.server.origin)
      asked.push(`${request.method()} ${pathname} ${request.postData() ?? ''}`)
  })
  await story.signIn()
  await story.agent.goto(`${story.demo.server.origin}/workspace/settings`)
})
afterAll(() => story?.close())

async function openTest(url: string): Promise<void> {
  await story.agent.getByLabel('Address of a page with the snippet').fill(url)
  await story.agent.getByRole('button', { name: 'Open in test mode' }).click()
}

const isShown = async (on: Page): Promise<boolean> => {
  const seen = await byRole(on)
  return seen.has('region', TESTER)
}

async function press(text: string): Promise<void> {
  const at = await page.locator(`text=${text}`).boundingBox()
  await page.mouse.click((at?.x ?? 0) + 20, (at?.y ?? 0) + (at?.height ?? 0) / 2)
}

/** The text of the copy that an agent would have. */
function copy(): Promise<string> {
  return page.evaluate(() => {
    const frames = globalThis.closedRoots.flatMap((root) => [...root.querySelectorAll('iframe')])
    const shown = frames.find((it) => it.style.visibility !== 'hidden')
    return shown?.contentDocument?.body?.textContent ?? ''
  })
}

/** What has the focus in our closed root, by its name. */
function focused(): Promise<string> {
  return page.evaluate(
    () => globalThis.closedRoots.find((it) => it.activeElement)?.activeElement?.ariaLabel ?? '',
  )
}

it('a page of a foreign domain is refused, and its tab goes', async () => {
  const { agent, agentContext } = story
  await openTest('https://elsewhere.example/')
  await agent.getByText('This page is not on the allowed domains').waitFor()
  await poll(
    async () => agentContext.pages().length === 1,
    4000,
    async () => `${agentContext.pages().length} tabs`,
  )
})

it('a selector that cannot be read is said at its field, and nothing is saved or tested with it', async () => {
  const { agent } = story
  const save = agent.getByRole('button', { name: 'Save' })
  for (const label of ['Always hidden', 'Shown in spite of it', 'Shown, and not to be acted on']) {
    const field = agent.getByLabel(label)
    const was = await field.inputValue()
    await field.fill(`${was}\n.a[`)
    await agent.getByText('is not a CSS selector: .a[').waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await save.getAttribute('aria-disabled')).toBe('true')
    await field.fill(was)
    await agent.getByText('is not a CSS selector').waitFor({ state: 'detached' })
  }
})

it('a page whose address pauses says that nothing of it is sent', async () => {
  const { agent, agentContext, demo } = story
  await agent.getByRole('button', { name: 'Add an address' }).click()
  await agent.getByLabel('How address 1 is compared').selectOption('EndsWith')
  await agent.getByLabel('Address 1', { exact: true }).fill('/plain')
  const opened = agentContext.waitForEvent('page')
  await openTest(`${demo.shop.origin}/plain`)
  const paused = await opened
  const seen = await byRole(paused)
  await seen.waitText('Nothing of this page is sent: its address is one of those that pause.')
  await paused.close()
  await agent.getByRole('button', { name: 'Remove address 1' }).click()
  asked.length = 0
})

it('a page opens in test mode, where each element says what of it would be sent and why', async () => {
  const { agentContext, demo } = story
  const opened = agentContext.waitForEvent('page')
  const answered = story.agent.waitForResponse((it) => it.url().endsWith('/mask-tests'))
  await openTest(`${demo.shop.origin}/plain#part`)
  address = (await (await answered).json()).address
  page = await opened
  tester = await byRole(page)
  await tester.wait('region', TESTER)
  // What opened it is gone from the address, and cannot be had from the history.
  expect(page.url()).toBe(`${demo.shop.origin}/plain#part`)
  expect(address).toMatch(/#part&alongside-test=[\w-]{43}$/)
  expect(await page.evaluate(() => window.opener)).toBeNull()

  await press(CANARY)
  await tester.waitText('Sent as it is.')
  await tester.waitText('No rule hides it.')
  await page.locator('input[type=password]').click()
  await tester.waitText(/Recognised as a password/)
  expect(await tester.has('button', 'Show this')).toBe(false)
})

it('a press is for the test and for nothing of the page, until that is put off', async () => {
  await page.evaluate(() => {
    document.body.addEventListener('click', () => {
      document.title += ' pressed'
    })
  })
  await press(OTHER)
  expect(await page.title()).not.toContain('pressed')
  await tester.click('button', 'Point at the page')
  await press(OTHER)
  expect(await page.title()).toContain('pressed')
  await tester.click('button', 'Point at the page')
})

it('what is hidden there is hidden at once, marked, and missing in the copy', async () => {
  await tester.click('button', 'See what an agent would see')
  await tester.wait('dialog', 'What an agent would see')
  await poll(async () => (await copy()).includes(CANARY), 8000, copy)
  await page.keyboard.press('Escape')
  await press(CANARY)
  await tester.waitText('Sent as it is.')
  await tester.click('button', 'Hide this')
  await tester.waitText('Its box is sent, and dots for its content.')
  await tester.waitText('“Always hidden” has .account-note.')
  await tester.click('button', 'Show this: .account-note')
  await tester.waitText('Sent as it is.')
  await tester.click('button', 'Hide this')
  await tester.waitText('“Always hidden” has .account-note.')
  await tester.click('button', 'See what an agent would see')
  await poll(async () => (await copy()).includes(OTHER), 8000, copy)
  expect(await copy()).not.toContain(CANARY)
  await page.keyboard.press('Escape')
})

it('the keyboard alone goes from element to element, hides one and undoes that', async () => {
  await tester.click('button', 'The one after')
  await tester.waitText('.other')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  await tester.waitText('“Always hidden” has .account-note.')
  await page.keyboard.press('ArrowRight')
  await tester.wait('button', 'Hide this: .other')
  // From the last of the four steps, the next is what may be done.
  for (let left = 4; left > 0 && !(await focused()).startsWith('Hide this'); left--)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await tester.waitText('Hidden: .other')
  await tester.click('button', 'Undo: Hidden: .other')
  await tester.wait('button', 'Hide this: .other')
})

it('what was chosen is in the draft, and published under it the canary does not leave', async () => {
  const { agent, customer } = story
  const masks = agent.getByLabel('Always hidden')
  // One hidden, shown and hidden again; another hidden, and that undone.
  await agent.getByText('5 choices of the test are in the fields above').waitFor()
  await poll(
    async () => (await masks.inputValue()) === '.card\n.account-note',
    4000,
    () => masks.inputValue(),
  )
  await agent.getByRole('button', { name: 'Save' }).click()
  await agent.getByText('Version 2').waitFor()

  // Nothing but the token and what was chosen.
  expect(asked.filter((it) => it.includes(CANARY) || it.includes(OTHER))).toEqual([])
  expect(asked.filter((it) => it.startsWith('POST')).length).toBe(6)
  expect(
    asked.filter((it) => !/^(GET \/messenger\/|(POST|OPTIONS) \/api\/v1\/mask-tests)/.test(it)),
  ).toEqual([])

  // A tab behind another draws nothing.
  await agent.bringToFront()
  await agent.goto(`${story.demo.server.origin}/workspace/`)
  await story.visit('/plain')
  await story.share()
  const replica = (): Promise<string> => agent.evaluate(() => globalThis.canonical.replica())
  await poll(async () => (await replica()).includes(OTHER), 8000, replica)
  expect(await replica()).not.toContain(CANARY)
  expect(await customer.locator('.account-note').innerText()).toBe(CANARY)
})

it('Escape leaves it, and the page is as any other', async () => {
  await page.bringToFront()
  await page.keyboard.press('Escape')
  await tester.wait('button', 'Open chat')
  expect(await tester.has('region', TESTER)).toBe(false)
})

it('the token of an address works once, and one that a page makes up never', async () => {
  const { agentContext, customer, demo } = story
  const again = await agentContext.newPage()
  await again.goto(address)
  await (await byRole(again)).wait('button', 'Open chat')
  expect(await isShown(again)).toBe(false)
  await again.close()
  await customer.goto('about:blank')
  await customer.goto(`${demo.shop.origin}/plain#alongside-test=${'x'.repeat(43)}`)
  await customer.evaluate(() => document.title)
  await poll(
    async () =>
      (await story.messenger.has('button', 'Open chat')) ||
      story.messenger.has('button', 'Close chat'),
    8000,
    async () => (await story.messenger.texts()).join(' | '),
  )
  expect(await isShown(customer)).toBe(false)
})

it('a page of the site cannot make one, whoever is signed in', async () => {
  const { agentContext, demo } = story
  const site = await agentContext.newPage()
  await site.goto(`${demo.shop.origin}/plain`)
  const answer = await site.evaluate(async (origin) => {
    try {
      const { status } = await fetch(`${origin}/api/v1/deployments/demo-shop/mask-tests`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
      return status
    } catch {
      return 'refused'
    }
  }, demo.server.origin)
  expect(answer).toBe('refused')
  await site.close()
})

it('rules for some pages and hidden e-mail addresses are set in the form, and said with what cannot be read', async () => {
  const { agent } = story
  await agent.goto(`${story.demo.server.origin}/workspace/settings`)
  const rules = agent.getByRole('group', { name: 'Rules for some pages' })
  await rules.getByRole('button', { name: 'Add rules for an address' }).click()
  await rules.getByLabel('Address 1', { exact: true }).fill('/claims')
  await rules.getByLabel('How address 1 is compared').selectOption('StartsWith')
  await rules.getByLabel('What an agent sees of a page').selectOption('strict')
  await rules.getByLabel('Always hidden').fill('.a[')
  await agent.getByText('is not a CSS selector: .a[').waitFor()
  await rules.getByLabel('Always hidden').fill('.claim')
  await agent.getByRole('radio', { name: 'Hidden', exact: true }).click()
  await agent.getByRole('button', { name: 'Save' }).click()
  await agent.getByText('It applies to pages that customers open from now on.').waitFor()
  const { privacy } = await agent.evaluate(async () => {
    const answer = await fetch('/api/v1/deployments/demo-shop')
    return (await answer.json()).config.cobrowse
  })
  expect(privacy).toMatchObject({
    emails: true,
    pageRules: [
      {
        condition: 'StartsWith',
        urlFragment: '/claims',
        mode: 'strict',
        maskSelectors: ['.claim'],
        unmaskSelectors: [],
      },
    ],
  })
})
