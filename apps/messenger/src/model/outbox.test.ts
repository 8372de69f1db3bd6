import { ApiFailure } from '@alongside/client'
import type { Message } from '@alongside/protocol/api'
import { expect, it } from 'vitest'
import { safeStorage } from '../storage.ts'
import { createOutbox, isPassing, RETRY_AFTER } from './outbox.ts'
import type { Outgoing } from './state.ts'

const offline = (): ApiFailure => new ApiFailure(0, 'offline', 'no answer')

/** An outbox whose server answers with `answers` in turn: an error, or null for success. */
function setUp(answers: (Error | null)[], kept: Storage = memory(), conversation = 'first') {
  const asked: string[] = []
  const to: string[] = []
  const sent: string[] = []
  const states: string[] = []
  const outbox = createOutbox({
    conversation: async () => conversation,
    async send(conversationId, item) {
      asked.push(item.id)
      to.push(conversationId)
      const answer = answers.shift()
      if (answer) throw answer
      return accepted(item)
    },
    onSent: ({ id }) => sent.push(id),
    onChange: (list) => states.push(list.map((i) => `${i.id}${i.failed ? '!' : ''}`).join(' ')),
    storage: safeStorage(() => kept),
    key: 'outbox',
    wait: () => Promise.resolve(),
  })
  return { outbox, asked, to, sent, states, kept }
}

const item = (id: string): Outgoing => ({ id, text: `text of ${id}`, at: 1, failed: false })
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 5))

it('a lost answer is asked for again with the same id', async () => {
  const { outbox, asked, sent } = setUp([offline(), offline(), null])
  outbox.add(item('a'))
  await settled()
  expect(asked).toEqual(['a', 'a', 'a'])
  expect(sent).toEqual(['a'])
})

it('messages go out in the order they were written', async () => {
  const { outbox, asked } = setUp([offline(), null, null])
  outbox.add(item('a'))
  outbox.add(item('b'))
  await settled()
  expect(asked).toEqual(['a', 'a', 'b'])
})

it('gives up after the last wait, shows it, and sends when the connection is back', async () => {
  const { outbox, sent, states } = setUp([offline(), ...RETRY_AFTER.map(offline), null])
  outbox.add(item('a'))
  await settled()
  expect(states.at(-1)).toBe('a!')
  outbox.flush()
  await settled()
  expect(sent).toEqual(['a'])
  expect(states.at(-1)).toBe('')
})

it('what could not be sent is not overtaken by what was written after it', async () => {
  const { outbox, asked, sent } = setUp([offline(), ...RETRY_AFTER.map(offline)])
  outbox.add(item('a'))
  outbox.add(item('b'))
  await settled()
  expect(sent).toEqual([])
  outbox.add(item('c'))
  await settled()
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(asked.slice(-3)).toEqual(['a', 'b', 'c'])
})

it('a refusal is not repeated by itself and does not hold up the next message', async () => {
  const { outbox, asked, sent } = setUp([new ApiFailure(400, 'invalid', 'no'), null])
  outbox.add(item('a'))
  outbox.add(item('b'))
  await settled()
  expect(asked).toEqual(['a', 'b'])
  expect(sent).toEqual(['b'])
})

it('what was not sent is there on the next page, and gone once sent', async () => {
  const first = setUp([new ApiFailure(403, 'forbidden', 'no')])
  first.outbox.add(item('a'))
  await settled()
  const next = setUp([null], first.kept)
  expect(next.states).toEqual(['a!'])
  next.outbox.retry('a')
  await settled()
  expect(next.sent).toEqual(['a'])
  expect(first.kept.getItem('outbox')).toBeNull()
})

it('a message goes to the conversation it was for, until the server says that it has not got it', async () => {
  const refused = new ApiFailure(409, 'conversation_ended', 'it has ended')
  const page = setUp([offline(), ...RETRY_AFTER.map(offline)])
  page.outbox.add(item('a'))
  await settled()
  // The first conversation ended meanwhile; the message may have arrived there all the same.
  const next = setUp([refused, null], page.kept, 'second')
  next.outbox.flush()
  await settled()
  expect(next.sent).toEqual([])
  next.outbox.retry('a')
  await settled()
  expect(page.to.concat(next.to)).toEqual(['first', 'first', 'first', 'first', 'first', 'second'])
  expect(next.sent).toEqual(['a'])
})

it('a discarded message is forgotten', async () => {
  const { outbox, states, kept } = setUp([new ApiFailure(400, 'invalid', 'no')])
  outbox.add(item('a'))
  await settled()
  outbox.discard('a')
  expect(states.at(-1)).toBe('')
  expect(kept.getItem('outbox')).toBeNull()
})

it('only silence, haste and trouble at the server pass', () => {
  const failure = (status: number): ApiFailure => new ApiFailure(status, 'code', '')
  expect([0, 429, 500, 503].map(failure).map(isPassing)).toEqual([true, true, true, true])
  expect([400, 401, 403, 404, 409].some((status) => isPassing(failure(status)))).toBe(false)
  expect(isPassing(new Error('a bug'))).toBe(false)
})

function accepted({ id, text }: Pick<Outgoing, 'id' | 'text'>): Message {
  return {
    id,
    text,
    conversationId: 'conversation-1',
    sequence: 1,
    at: new Date(0).toISOString(),
    from: 'guest',
    name: '',
    event: null,
  }
}

/** Node has no storage of a page. */
function memory(): Storage {
  const values = new Map<string, string>()
  return {
    get length() {
      return values.size
    },
    clear: () => values.clear(),
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}
