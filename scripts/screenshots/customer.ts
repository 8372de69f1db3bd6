import type { Browser, Page } from 'playwright-core'
import { type ByRole, byRole } from '../../test/support/by-role.ts'
import { SHOP } from './address.ts'

/** Sharp on dense displays, and still small files. */
export const SHARPNESS = 1.5

export type Customer = {
  readonly page: Page
  readonly messenger: ByRole
  /** How the messenger calls its parts in the customer's language. */
  readonly words: Record<keyof typeof ENGLISH, string>
  visit(path: string): Promise<void>
  /** Opens the messenger and begins a conversation with this. */
  ask(text: string): Promise<void>
  say(text: string): Promise<void>
  /** Answers the request that is on screen. */
  accept(): Promise<void>
  close(): Promise<void>
}

const ENGLISH = {
  open: 'Open chat',
  start: 'Start a conversation',
  message: 'Message',
  accept: 'Accept',
  close: 'Close chat',
}
const JAPANESE: typeof ENGLISH = {
  open: 'チャットを開く',
  start: 'チャットを始める',
  message: 'メッセージ',
  accept: '許可する',
  close: 'チャットを閉じる',
}

/** A visitor of the shop, whose name the shop's server has given to the messenger's server. */
export async function openCustomer(
  browser: Browser,
  options: {
    name: string
    width: number
    height: number
    phone?: boolean
    dark?: boolean
    /** How the page describes itself: the messenger follows. */
    language?: 'en' | 'ja'
    direction?: 'ltr' | 'rtl'
  },
): Promise<Customer> {
  const { name, width, height, language = 'en', direction = 'ltr', phone = false } = options
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: SHARPNESS,
    reducedMotion: 'reduce',
    colorScheme: options.dark ? 'dark' : 'light',
    ...(phone && { isMobile: true, hasTouch: true }),
  })
  await context.route('**/api/v1/guests', (route) => {
    const asked: object = route.request().postDataJSON() ?? {}
    return route.continue({ postData: JSON.stringify({ ...asked, name }) })
  })
  await context.addInitScript(
    (told) => {
      new MutationObserver(() => {
        document.documentElement.lang = told.language
        document.documentElement.dir = told.direction
      }).observe(document, { childList: true })
    },
    { language, direction },
  )
  const page = await context.newPage()
  const messenger = await byRole(page)
  const words = language === 'ja' ? JAPANESE : ENGLISH

  const say = async (text: string): Promise<void> => {
    await messenger.type('textbox', words.message, text)
    await page.keyboard.press('Enter')
  }
  return {
    page,
    messenger,
    words,
    async visit(path) {
      await page.goto(`${SHOP}${path}`, { waitUntil: 'networkidle' })
    },
    async ask(text) {
      await messenger.click('button', words.open)
      await messenger.click('button', words.start)
      await say(text)
    },
    say,
    async accept() {
      // An answer counts once the card has been in plain sight for half a second.
      await page.waitForTimeout(700)
      await messenger.click('button', words.accept)
    },
    close: () => context.close(),
  }
}
