import type { ConversationRecord, Store } from '../store.ts'
import { agentCell, conversationCell, conversationKey, guestName } from './cells.ts'
import type { DataKeys } from './data-keys.ts'
import type { Database, Db } from './database.ts'
import { appendMessage } from './messages.ts'
import type { Tables } from './tables.ts'

type Conversations = Pick<
  Store,
  | 'startConversation'
  | 'conversation'
  | 'openConversation'
  | 'conversations'
  | 'setPage'
  | 'setRead'
  | 'assign'
  | 'endConversation'
>

export function conversations(db: Database, keys: DataKeys): Conversations {
  return {
    startConversation: ({ id, deploymentId, guestId, communicationType, page, at }) =>
      db.write(async (trx) => {
        const open = await selectConversations(trx)
          .where('conversations.guest_id', '=', guestId)
          .where('conversations.state', '<>', 'ended')
          .executeTakeFirst()
        if (open !== undefined) return read(trx, keys, open)
        await keys.make(trx, conversationKey(id), at)
        await trx
          .insertInto('conversations')
          .values({
            id,
            deployment_id: deploymentId,
            guest_id: guestId,
            communication_type: communicationType,
            state: 'open',
            agent_id: null,
            created_at: at,
            updated_at: at,
            page: await keys.seal(trx, conversationCell(id, 'page'), page),
            last_text: await keys.seal(trx, conversationCell(id, 'last_text'), ''),
          })
          .execute()
        const row = await selectConversations(trx)
          .where('conversations.id', '=', id)
          .executeTakeFirstOrThrow()
        return read(trx, keys, row)
      }),
    conversation: async (id) => {
      const row = await selectConversations(db.read())
        .where('conversations.id', '=', id)
        .executeTakeFirst()
      return row === undefined ? null : read(db.read(), keys, row)
    },
    openConversation: async (guestId) => {
      const row = await selectConversations(db.read())
        .where('conversations.guest_id', '=', guestId)
        .where('conversations.state', '<>', 'ended')
        .executeTakeFirst()
      return row === undefined ? null : read(db.read(), keys, row)
    },
    conversations: async ({ state, limit }) => {
      let query = selectConversations(db.read())
      if (state !== null) query = query.where('conversations.state', '=', state)
      const rows = await query
        .orderBy('conversations.updated_at', 'desc')
        .orderBy('conversations.id')
        .limit(limit)
        .execute()
      const records: ConversationRecord[] = []
      for (const row of rows) records.push(await read(db.read(), keys, row))
      return records
    },
    setPage: (id, page) =>
      db.write(async (trx) => {
        await trx
          .updateTable('conversations')
          .set({ page: await keys.seal(trx, conversationCell(id, 'page'), page) })
          .where('id', '=', id)
          .execute()
      }),
    setRead: (id, side, sequence) =>
      db.write(async (trx) => {
        const column = side === 'guest' ? 'guest_read' : 'agent_read'
        const { numUpdatedRows } = await trx
          .updateTable('conversations')
          .set({ [column]: sequence })
          .where('id', '=', id)
          .where(column, '<', sequence)
          .where('last_sequence', '>=', sequence)
          .executeTakeFirstOrThrow()
        return numUpdatedRows > 0n
      }),
    assign: (id, agentId, from, message) =>
      db.write(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('conversations')
          .set({ state: 'assigned', agent_id: agentId })
          .where('id', '=', id)
          .where('state', '=', from === null ? 'open' : 'assigned')
          .where('agent_id', 'is not distinct from', from)
          .executeTakeFirstOrThrow()
        return numUpdatedRows === 0n ? null : appendMessage(trx, keys, message)
      }),
    endConversation: (id, message) =>
      db.write(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('conversations')
          .set({ state: 'ended' })
          .where('id', '=', id)
          .where('state', '<>', 'ended')
          .executeTakeFirstOrThrow()
        return numUpdatedRows === 0n ? null : appendMessage(trx, keys, message)
      }),
  }
}

function selectConversations(db: Db) {
  return db
    .selectFrom('conversations')
    .innerJoin('guests', 'guests.id', 'conversations.guest_id')
    .leftJoin('agents', 'agents.id', 'conversations.agent_id')
    .selectAll('conversations')
    .select(['guests.name as guest_name', 'agents.name as agent_name'])
}

type Row = {
  [K in keyof Tables['conversations']]: Tables['conversations'][K] extends { __select__: infer S }
    ? S
    : Tables['conversations'][K]
} & { guest_name: Uint8Array; agent_name: Uint8Array | null }

async function read(db: Db, keys: DataKeys, row: Row): Promise<ConversationRecord> {
  const { id, guest_id: guestId, agent_id: agentId } = row
  const agentName =
    agentId === null || row.agent_name === null
      ? ''
      : await keys.open(db, agentCell(agentId, 'name'), row.agent_name)
  return {
    id,
    deploymentId: row.deployment_id,
    communicationType: row.communication_type,
    guestId,
    guestName: await keys.open(db, guestName(guestId), row.guest_name),
    state: row.state,
    agentId,
    agentName,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    lastText: await keys.open(db, conversationCell(id, 'last_text'), row.last_text),
    lastSequence: Number(row.last_sequence),
    guestRead: row.guest_read,
    agentRead: row.agent_read,
    page: await keys.open(db, conversationCell(id, 'page'), row.page),
  }
}
