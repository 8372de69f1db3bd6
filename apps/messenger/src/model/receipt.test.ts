import { END_REASONS } from '@alongside/protocol'
import type { SystemEvent } from '@alongside/protocol/api'
import { expect, test } from 'vitest'
import { en } from '../words/en.ts'
import { ja } from '../words/ja.ts'
import { endedWords } from '../words/receipt-words.ts'
import { makeWords } from '../words/words.ts'
import { endedText, receiptRows, receiptText } from './receipt.ts'

const receipt: NonNullable<SystemEvent['receipt']> = {
  askedAt: '2026-11-30T10:00:00.000Z',
  consentedAt: '2026-11-30T10:00:20.000Z',
  endedAt: '2026-11-30T10:03:20.000Z',
  pauses: 2,
  pausedSeconds: 65,
  pages: [
    { address: 'https://shop.example/cart', hidden: { fields: 2, texts: 0, boxes: 0 } },
    { address: 'https://shop.example/help', hidden: { fields: 1, texts: 3, boxes: 0 } },
  ],
  morePages: 1,
  rules: [{ version: 4, mode: 'balanced', hash: '0123456789abcdef' }],
  rights: ['view', 'pointer'],
}
const event: SystemEvent = {
  type: 'cobrowse_ended',
  sessionId: 'session-1',
  agentName: 'Robin',
  reason: 'customer_ended',
  seconds: 180,
  receipt,
}
const languages = [makeWords('en', en), makeWords('ja', ja)]

test('every reason has a sentence in every language, which names who and how long', () => {
  for (const words of languages) {
    const say = endedWords(words.language)
    const sentences = END_REASONS.map((reason) => endedText({ ...event, reason }, words, say))
    expect(new Set(sentences).size).toBe(END_REASONS.length)
    for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|undefined/)
    const before = endedText({ ...event, reason: 'reassigned', seconds: null }, words, say)
    expect(sentences).not.toContain(before)
  }
})

test('the text has what happened, sums of what was hidden, and every page', () => {
  for (const words of languages) {
    const say = endedWords(words.language)
    const text = receiptText(receiptRows(event, receipt, words, say), say)
    expect(text).not.toMatch(/[{}]|undefined/)
    for (const part of [
      ...['Robin', 'https://shop.example/cart', 'https://shop.example/help', 'session-1'],
      ...['0123456789abcdef', say('fields', { n: '3' }), say('texts', { n: '3' })],
      ...[say('more', { n: '1' }), words.duration(65), words.duration(180), say('rights')],
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toContain(say('boxes', { n: '0' }))
  }
})

test('a receipt without pages says that none was shown', () => {
  const words = makeWords('en', en)
  const say = endedWords('en')
  const none = { ...receipt, pages: [], morePages: 0, pauses: 0, pausedSeconds: 0 }
  const text = receiptText(receiptRows(event, none, words, say), say)
  expect(text).toContain('No page of it was shown.')
  expect(text).toContain('Pauses: None')
})
