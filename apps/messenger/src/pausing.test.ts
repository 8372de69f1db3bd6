import { expect, test } from 'vitest'
import { keepPause } from './pausing.ts'

function tab() {
  const kept = new Map<string, string>()
  const told: boolean[] = []
  const storage = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  }
  /** The server hears nothing of what this page tells. */
  const page = (known: boolean) =>
    keepPause({
      ...{ sessionId: 'session-1', known, storage, key: 'paused', isPassing: () => true },
      tell(paused) {
        told.push(paused)
        return new Promise(() => {})
      },
    })
  return { page, told }
}

test('who goes on and reloads at once goes on, and the server hears of it', () => {
  const { page, told } = tab()
  page(true).held(null)
  expect(page(true).paused).toBe(false)
  expect(told).toEqual([false, false])
})

test('who pauses and reloads at once has paused, and the server hears of it', () => {
  const { page, told } = tab()
  page(false).held('customer')
  expect(page(false).paused).toBe(true)
  expect(told).toEqual([true, true])
})

test('a page of another origin has what the server knows', () => {
  const { page, told } = tab()
  expect(page(true).paused).toBe(true)
  expect(page(false).paused).toBe(false)
  expect(told).toEqual([])
})
