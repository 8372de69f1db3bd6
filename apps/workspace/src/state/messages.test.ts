import { describe, expect, it } from 'vitest'
import { appendMessage, mergeMessages, pastSessions } from './messages.ts'
import { sampleMessage as message } from './sample.ts'

const sequences = (list: readonly { sequence: number }[]) => list.map(({ sequence }) => sequence)

describe('a thread', () => {
  it('takes pages in any order, each message once', () => {
    const merged = mergeMessages([message(3), message(4)], [message(1), message(2), message(3)])
    expect(sequences(merged)).toEqual([1, 2, 3, 4])
  })

  it('stays the same object when nothing is new', () => {
    const known = [message(1)]
    expect(mergeMessages(known, [message(1)])).toBe(known)
  })

  it('grows by the next message', () => {
    const next = appendMessage({ messages: [message(1)], more: true }, message(2))
    expect(next && sequences(next.messages)).toEqual([1, 2])
    expect(next?.more).toBe(true)
  })

  it('has to be asked for when a message between was missed', () => {
    expect(appendMessage({ messages: [message(1)], more: false }, message(3))).toBeNull()
  })
})

describe('past sessions', () => {
  it('are read from the lines about their end, newest first', () => {
    const ended = (
      sequence: number,
      reason: 'declined' | 'customer_ended',
      seconds: number | null,
    ) =>
      message(sequence, {
        from: 'system',
        event: {
          type: 'cobrowse_ended',
          sessionId: `session-${sequence}`,
          agentName: 'Robin',
          reason,
          seconds,
        },
      })
    const past = pastSessions([
      message(1),
      ended(2, 'declined', null),
      ended(3, 'customer_ended', 80),
    ])
    expect(past.map(({ id, seconds }) => [id, seconds])).toEqual([
      ['session-3', 80],
      ['session-2', null],
    ])
  })
})
