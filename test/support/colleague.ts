import type { Page } from 'playwright-core'
import { hashPassword } from '../../apps/server/src/crypto/passwords.ts'
import type { Story } from './story.ts'

/** One more agent, signed in to a workspace in a browser context of their own. */
export async function colleagueOf({ demo, browser }: Story, name: string): Promise<Page> {
  const email = `${name.toLowerCase()}@alongside.localhost`
  const password = 'a colleague’s password'
  const passwordHash = await hashPassword(password)
  await demo.server.store.createAgent({
    ...{ id: `agent-${name}`, email, name, passwordHash, roles: ['agent'], at: 1 },
  })
  const context = await browser.newContext({
    viewport: { width: 1500, height: 950 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${demo.server.origin}/workspace/`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Conversations' }).waitFor()
  return page
}
