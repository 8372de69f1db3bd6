import { type AgentClient, ApiFailure, newId } from '@alongside/client'
import type { Message } from '@alongside/protocol/api'
import { createValue, type Value, withEntry } from './value.ts'

export type Outgoing = {
  /** Stays the same when sent again: the server takes a message once. */
  readonly id: string
  readonly text: string
  readonly at: string
  readonly state: 'sending' | 'failed'
  /** Why it failed. */
  readonly code: string | null
}

/** Messages on their way, per conversation, until the server has them. */
export interface Outbox {
  readonly entries: Value<ReadonlyMap<string, readonly Outgoing[]>>
  send(conversationId: string, text: string): void
  retry(conversationId: string, id: string): void
  discard(conversationId: string, id: string): void
  /** The message arrived by another way: an event, a page of history. */
  confirm(conversationId: string, id: string): void
  retryAll(): void
}

/** What failed for want of a network or of a server is tried again after this long, in ms, also when no socket tells that it is back. */
const AGAIN = 2_000

export const NO_OUTGOING: readonly Outgoing[] = []

export function createOutbox(o: {
  client: Pick<AgentClient, 'sendMessage'>
  onSent(message: Message): void
}): Outbox {
  const entries = createValue<ReadonlyMap<string, readonly Outgoing[]>>(new Map())
  const of = (conversationId: string) => entries.get().get(conversationId) ?? NO_OUTGOING
  const write = (conversationId: string, list: readonly Outgoing[]) =>
    entries.set(withEntry(entries.get(), conversationId, list.length ? list : undefined))
  const change = (conversationId: string, id: string, changed: Partial<Outgoing>) =>
    write(
      conversationId,
      of(conversationId).map((entry) => (entry.id === id ? { ...entry, ...changed } : entry)),
    )
  const discard = (conversationId: string, id: string) => {
    const list = of(conversationId)
    if (list.some((entry) => entry.id === id)) {
      write(
        conversationId,
        list.filter((entry) => entry.id !== id),
      )
    }
  }
  // One at a time in each conversation: the order on the screen is the order at the server.
  const busy = new Set<string>()
  const work = async (conversationId: string) => {
    if (busy.has(conversationId)) return
    busy.add(conversationId)
    try {
      for (;;) {
        const next = of(conversationId).find((entry) => entry.state === 'sending')
        if (!next) return
        try {
          o.onSent(await o.client.sendMessage(conversationId, { id: next.id, text: next.text }))
          discard(conversationId, next.id)
        } catch (error) {
          const code = codeOf(error)
          change(conversationId, next.id, { state: 'failed', code })
          if (code !== 'offline') continue
          // What was written after it waits with it: sent before it, it would stand before it for good.
          for (const { id, state } of of(conversationId))
            if (state === 'sending') change(conversationId, id, { state: 'failed', code })
          clearTimeout(again)
          again = setTimeout(retryAll, AGAIN)
          return
        }
      }
    } finally {
      busy.delete(conversationId)
    }
  }
  let again: ReturnType<typeof setTimeout> | undefined
  const retryOffline = (conversationId: string) => {
    for (const { id, code } of of(conversationId))
      if (code === 'offline') change(conversationId, id, { state: 'sending', code: null })
    void work(conversationId)
  }
  const retryAll = () => {
    for (const conversationId of entries.get().keys()) retryOffline(conversationId)
  }
  const retry = (conversationId: string, id: string) => {
    change(conversationId, id, { state: 'sending', code: null })
    void work(conversationId)
  }

  return {
    entries,
    send(conversationId, text) {
      const at = new Date().toISOString()
      write(conversationId, [
        ...of(conversationId),
        { id: newId(), text, at, state: 'sending', code: null },
      ])
      retryOffline(conversationId)
    },
    retry,
    discard,
    confirm: discard,
    retryAll,
  }
}

/** A server that is stopping or too busy is as good as none: it passes. */
function codeOf(error: unknown): string {
  if (!(error instanceof ApiFailure)) return 'unknown'
  return error.status >= 500 || error.status === 429 ? 'offline' : error.code
}
