import { ApiFailure } from '@alongside/client'
import type { Message } from '@alongside/protocol/api'
import { describe, expect, it } from 'vitest'
import { createOutbox } from './outbox.ts'
import { sampleMessage } from './sample.ts'

/** A server that the test answers for. */
function openOutbox() {
  const asked: { id: string; text: string; answer(error?: ApiFailure): void }[] = []
  const sent: Message[] = []
  const outbox = createOutbox({
    client: {
      sendMessage: (_, { id, text }) =>
        new Promise((resolve, reject) => {
          asked.push({
            id,
            text,
            answer: (error) => (error ? reject(error) : resolve(sampleMessage(1, { id, text }))),
          })
        }),
    },
    onSent: (message) => sent.push(message),
  })
  const entries = () => outbox.entries.get().get('c') ?? []
  return { outbox, asked, sent, entries }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))
const offline = new ApiFailure(0, 'offline', '')

describe('the outbox', () => {
  it('sends one after the other, in the order they were written', async () => {
    const { outbox, asked, sent, entries } = openOutbox()
    outbox.send('c', 'one')
    outbox.send('c', 'two')
    expect(asked.map(({ text }) => text)).toEqual(['one'])
    asked[0]?.answer()
    await settled()
    expect(asked.map(({ text }) => text)).toEqual(['one', 'two'])
    asked[1]?.answer()
    await settled()
    expect(sent.map(({ text }) => text)).toEqual(['one', 'two'])
    expect(entries()).toEqual([])
  })

  it('keeps a message that failed, and sends it again under the same id', async () => {
    const { outbox, asked, entries } = openOutbox()
    outbox.send('c', 'one')
    asked[0]?.answer(offline)
    await settled()
    expect(entries()).toMatchObject([{ state: 'failed', code: 'offline' }])
    outbox.retry('c', asked[0]?.id ?? '')
    expect(asked[1]?.id).toBe(asked[0]?.id)
    asked[1]?.answer()
    await settled()
    expect(entries()).toEqual([])
  })

  it('tries again by itself what failed for want of a network, and nothing else', async () => {
    const { outbox, asked } = openOutbox()
    outbox.send('c', 'one')
    asked[0]?.answer(new ApiFailure(409, 'conversation_ended', ''))
    await settled()
    outbox.send('c', 'two')
    asked[1]?.answer(offline)
    await settled()
    outbox.retryAll()
    expect(asked.slice(2).map(({ text }) => text)).toEqual(['two'])
  })

  it('lets nothing overtake what failed for want of a network', async () => {
    const { outbox, asked } = openOutbox()
    outbox.send('c', 'one')
    outbox.send('c', 'two')
    asked[0]?.answer(offline)
    await settled()
    expect(asked.map(({ text }) => text)).toEqual(['one'])
    outbox.send('c', 'three')
    expect(asked.slice(1).map(({ text }) => text)).toEqual(['one'])
    for (const at of [1, 2, 3]) {
      asked[at]?.answer()
      await settled()
    }
    expect(asked.slice(1).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  it('forgets a message that arrived by another way', async () => {
    const { outbox, asked, entries } = openOutbox()
    outbox.send('c', 'one')
    asked[0]?.answer(offline)
    await settled()
    outbox.confirm('c', asked[0]?.id ?? '')
    expect(entries()).toEqual([])
  })
})
