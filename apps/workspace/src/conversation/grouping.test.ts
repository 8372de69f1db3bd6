import type { Message } from '@alongside/protocol/api'
import { describe, expect, it } from 'vitest'
import { sampleMessage as message } from '../state/sample.ts'
import { groupMessages, lastOfAgent } from './grouping.ts'

const local = (day: number, hour: number, minute = 0) =>
  new Date(2026, 2, day, hour, minute).toISOString()

/** `guest:2` is a group of two, the rest stands for itself. */
function outline(messages: readonly Message[], readUpTo: number | null = null): string[] {
  return groupMessages(messages, readUpTo).map((item) =>
    item.kind === 'group' ? `${item.from}:${item.messages.length}` : item.kind,
  )
}

describe('the log', () => {
  it('puts lines of one sender within two minutes together', () => {
    const messages = [
      message(1, { at: local(12, 10, 0) }),
      message(2, { at: local(12, 10, 2) }),
      message(3, { at: local(12, 10, 5) }),
    ]
    expect(outline(messages)).toEqual(['day', 'guest:2', 'guest:1'])
  })

  it('separates senders, and two agents from each other', () => {
    const messages = [
      message(1),
      message(2, { from: 'agent', name: 'Robin' }),
      message(3, { from: 'agent', name: 'Kim' }),
    ]
    expect(outline(messages)).toEqual(['day', 'guest:1', 'agent:1', 'agent:1'])
  })

  it('begins every calendar day with its date', () => {
    const messages = [message(1, { at: local(12, 23, 59) }), message(2, { at: local(13, 0, 0) })]
    expect(outline(messages)).toEqual(['day', 'guest:1', 'day', 'guest:1'])
  })

  it('does not join across a line about what happened', () => {
    const messages = [message(1), message(2, { from: 'system', name: '' }), message(3)]
    expect(outline(messages)).toEqual(['day', 'guest:1', 'system', 'guest:1'])
  })

  it('marks once where the new messages of the customer begin', () => {
    const messages = [message(1), message(2, { from: 'agent' }), message(3), message(4)]
    expect(outline(messages, 1)).toEqual(['day', 'guest:1', 'agent:1', 'new', 'guest:2'])
    expect(outline(messages, 4)).toEqual(['day', 'guest:1', 'agent:1', 'guest:2'])
  })

  it('knows the last line of an agent', () => {
    expect(lastOfAgent([message(1, { from: 'agent' }), message(2)])?.sequence).toBe(1)
    expect(lastOfAgent([message(1)])).toBeUndefined()
  })
})
