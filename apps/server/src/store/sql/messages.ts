import type { SystemEvent } from '@alongside/protocol/api'
import type { Selectable } from 'kysely'
import type { MessageRecord, NewMessage, Store } from '../store.ts'
import { conversationCell, messageCell } from './cells.ts'
import type { DataKeys } from './data-keys.ts'
import type { Database, Db } from './database.ts'
import type { Tables } from './tables.ts'

export function messages(
  db: Database,
  keys: DataKeys,
): Pick<Store, 'addMessage' | 'message' | 'messages'> {
  return {
    addMessage: (message) =>
      db.write(async (trx) => {
        const first = await find(trx, keys, message.conversationId, message.id)
        if (first !== null) return { message: first, stored: false }
        return { message: await appendMessage(trx, keys, message), stored: true }
      }),
    message: (conversationId, id) => find(db.read(), keys, conversationId, id),
    messages: async (conversationId, { after, before, limit }) => {
      let query = db
        .read()
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
      if (after !== null) query = query.where('sequence', '>', after)
      if (before !== null) query = query.where('sequence', '<', before)
      // With `after` the oldest of what was missed; otherwise the newest. Always handed out oldest first.
      const rows = await query
        .orderBy('sequence', after === null ? 'desc' : 'asc')
        .limit(limit + 1)
        .execute()
      const page = rows.slice(0, limit)
      if (after === null) page.reverse()
      const records: MessageRecord[] = []
      for (const row of page) records.push(await read(db.read(), keys, row))
      return { messages: records, more: rows.length > limit }
    },
  }
}

async function find(
  db: Db,
  keys: DataKeys,
  conversationId: string,
  id: string,
): Promise<MessageRecord | null> {
  const row = await db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : read(db, keys, row)
}

/** The next message of a conversation, in the caller's transaction. */
export async function appendMessage(
  db: Db,
  keys: DataKeys,
  message: NewMessage,
): Promise<MessageRecord> {
  const { conversationId, id, text } = message
  // Counting up first takes the row's lock: sequence numbers have no gaps and no doubles.
  const { last_sequence: sequence } = await db
    .updateTable('conversations')
    .set((e) => ({ last_sequence: e('last_sequence', '+', 1), updated_at: message.at }))
    .where('id', '=', conversationId)
    .returning('last_sequence')
    .executeTakeFirstOrThrow()
  const body = JSON.stringify({ text, event: message.event })
  await db
    .insertInto('messages')
    .values({
      conversation_id: conversationId,
      id,
      sequence,
      at: message.at,
      sender: message.from,
      sender_id: message.senderId,
      name: await keys.seal(db, messageCell(conversationId, id, 'name'), message.name),
      body: await keys.seal(db, messageCell(conversationId, id, 'body'), body),
    })
    .execute()
  if (message.from !== 'system') {
    const side = message.from === 'guest' ? 'guest_read' : 'agent_read'
    await db
      .updateTable('conversations')
      .set({
        last_text: await keys.seal(db, conversationCell(conversationId, 'last_text'), text),
        // Who writes has seen what stands above.
        [side]: sequence,
      })
      .where('id', '=', conversationId)
      .execute()
  }
  return { ...message, sequence }
}

async function read(
  db: Db,
  keys: DataKeys,
  row: Selectable<Tables['messages']>,
): Promise<MessageRecord> {
  const { conversation_id: conversationId, id } = row
  const body = await keys.open(db, messageCell(conversationId, id, 'body'), row.body)
  const { text, event } = (body === '' ? { text: '', event: null } : JSON.parse(body)) as {
    text: string
    event: SystemEvent | null
  }
  return {
    id,
    conversationId,
    sequence: row.sequence,
    at: Number(row.at),
    from: row.sender,
    senderId: row.sender_id,
    name: await keys.open(db, messageCell(conversationId, id, 'name'), row.name),
    text,
    event,
  }
}
