import { afterEach, beforeEach, expect, test } from 'vitest'
import { markTitle } from './title-mark.ts'

let before: string
beforeEach(() => {
  before = document.title
  document.title = 'Cart'
})
afterEach(() => {
  document.title = before
})

const MARKED = /^●\s/
/** Mutations are told in a microtask. */
const told = (): Promise<void> => new Promise((done) => setTimeout(done))

test('a shared tab has a mark before its title, and none afterwards', () => {
  const stop = markTitle(document)
  expect(document.title).toMatch(MARKED)
  expect(document.title).toContain('Cart')
  stop()
  expect(document.title).toBe('Cart')
  expect(document.querySelectorAll('title')).toHaveLength(1)
})

test('what the page makes its title meanwhile stays, however it does it', async () => {
  const stop = markTitle(document)
  document.title = 'Checkout'
  await told()
  expect(document.title).toMatch(/^●\sCheckout$/)
  // As pages do that count what is new.
  document.title = `(1) ${document.title}`
  await told()
  expect(document.title).toMatch(/^●\s\(1\) Checkout$/)
  const theirs = document.querySelectorAll('title')[1]
  if (theirs) theirs.textContent = 'Thanks'
  await told()
  expect(document.title).toMatch(/^●\sThanks$/)
  // Not told yet when it stops.
  document.title = 'Bye'
  stop()
  expect(document.title).toBe('Bye')
})

test('a page that puts its title in anew has it, with the mark before', async () => {
  const stop = markTitle(document)
  for (const title of document.querySelectorAll('title')) title.remove()
  const fresh = document.createElement('title')
  fresh.text = 'Fresh'
  document.head.prepend(fresh)
  await told()
  expect(document.title).toMatch(/^●\sFresh$/)
  stop()
  expect(document.title).toBe('Fresh')
})
