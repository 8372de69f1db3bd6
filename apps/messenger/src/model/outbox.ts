import { ApiFailure } from '@alongside/client'
import type { Message } from '@alongside/protocol/api'
import { readJson, type SafeStorage } from '../storage.ts'
import type { Outgoing } from './state.ts'

/** Sends what the customer wrote, in order and exactly once: the same id until the server has answered. */
export interface Outbox {
  add(message: Outgoing): void
  retry(id: string): void
  discard(id: string): void
  /** The connection is back: what failed for lack of it goes out. */
  flush(): void
  stop(): void
}

/** Waits between tries, in milliseconds; after the last one the customer sees “Not sent”. */
export const RETRY_AFTER: readonly number[] = [800, 2500, 6000]

export function createOutbox(o: {
  /** The conversation that a message is for: the open one, begun now if there is none. */
  conversation(): Promise<string>
  send(conversationId: string, message: Pick<Outgoing, 'id' | 'text'>): Promise<Message>
  onSent(message: Message): void
  onChange(outbox: readonly Outgoing[]): void
  /** What an earlier page of this tab left. */
  storage: SafeStorage
  key: string
  wait?(ms: number): Promise<void>
}): Outbox {
  const wait = o.wait ?? ((ms) => new Promise<void>((done) => setTimeout(done, ms)))
  let list: readonly Outgoing[] = readJson(o.storage, o.key, isOutbox) ?? []
  let running = false
  let stopped = false

  const change = (next: readonly Outgoing[]): void => {
    list = next
    if (list.length > 0) o.storage.write(o.key, JSON.stringify(list))
    else o.storage.remove(o.key)
    o.onChange(list)
  }
  /** One of them, or all. */
  const mark = (changed: Partial<Outgoing>, id?: string): void =>
    change(list.map((item) => (id && item.id !== id ? item : { ...item, ...changed })))

  const sendOne = async ({ id, text, conversationId: to }: Outgoing): Promise<void> => {
    for (const after of [...RETRY_AFTER, 0]) {
      try {
        to ||= await o.conversation()
        mark({ conversationId: to }, id)
        o.onSent(await o.send(to, { id, text }))
        return change(list.filter((item) => item.id !== id))
      } catch (error) {
        // Refused is not stored: then it may go to another conversation.
        if (!isPassing(error)) return mark({ conversationId: '', failed: true }, id)
        // What was written after it waits with it: sent before it, it would stand before it for good.
        if (stopped || !after) return mark({ failed: true })
        await wait(after)
      }
    }
  }
  const run = async (): Promise<void> => {
    if (running) return
    running = true
    for (;;) {
      const next = list.find((item) => !item.failed)
      if (!next || stopped) break
      await sendOne(next)
    }
    running = false
  }

  const flush = (): void => {
    mark({ failed: false })
    run()
  }

  if (list.length > 0) o.onChange(list)
  return {
    add(message) {
      list = [...list, message]
      flush()
    },
    // All: one alone would overtake those before it.
    retry: flush,
    discard: (id) => change(list.filter((item) => item.id !== id)),
    flush,
    stop() {
      stopped = true
    },
  }
}

/** A refusal stays one; silence, haste and trouble at the server pass. */
export function isPassing(error: unknown): error is ApiFailure {
  if (!(error instanceof ApiFailure)) return false
  return error.status === 0 || error.status === 429 || error.status >= 500
}

function isOutbox(value: unknown): value is Outgoing[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item) =>
        item instanceof Object && typeof item.id === 'string' && typeof item.text === 'string',
    )
  )
}
