import type { Session } from '@alongside/protocol'
import { NO_FACTS, type SessionFacts } from '../session-facts.ts'
import type { SessionRecord, Store } from '../store.ts'
import { agentCell, sessionFacts } from './cells.ts'
import type { DataKeys } from './data-keys.ts'
import type { Database, Db } from './database.ts'
import { appendMessage } from './messages.ts'

type Sessions = Pick<
  Store,
  'createSession' | 'session' | 'agentBusy' | 'openSession' | 'openSessions' | 'saveSession'
>

export function sessions(db: Database, keys: DataKeys): Sessions {
  return {
    createSession: (record, message) =>
      db.write(async (trx) => {
        // The unique indexes would refuse as well; asking first gives the reason.
        const others = await trx
          .selectFrom('sessions')
          .select(['conversation_id', 'agent_id'])
          .where('state', '<>', 'ended')
          .where((e) =>
            e.or([
              e('conversation_id', '=', record.conversationId),
              e('agent_id', '=', record.agentId),
            ]),
          )
          .execute()
        if (others.some((o) => o.conversation_id === record.conversationId)) {
          return 'conversation_busy'
        }
        if (others.length > 0) return 'agent_busy'
        const conversation = await trx
          .selectFrom('conversations')
          .select(['state', 'agent_id'])
          .where('id', '=', record.conversationId)
          .executeTakeFirst()
        if (conversation?.state === 'ended') return 'conversation_ended'
        const { agent_id: agentId = null } = conversation ?? {}
        if (agentId !== null && agentId !== record.agentId) return 'already_assigned'
        await trx
          .insertInto('sessions')
          .values({
            id: record.id,
            conversation_id: record.conversationId,
            agent_id: record.agentId,
            proposed_at: record.proposedAt,
            tab_id: record.tabId,
            state: record.session.state,
            session: JSON.stringify(record.session),
            facts: await sealFacts(trx, keys, record),
            version: record.version,
          })
          .execute()
        return appendMessage(trx, keys, message)
      }),
    session: async (id) => {
      const row = await selectSessions(db.read()).where('sessions.id', '=', id).executeTakeFirst()
      return row === undefined ? null : read(db.read(), keys, row)
    },
    agentBusy: async (agentId) => {
      const row = await db
        .read()
        .selectFrom('sessions')
        .select('id')
        .where('agent_id', '=', agentId)
        .where('state', '<>', 'ended')
        .executeTakeFirst()
      return row !== undefined
    },
    openSession: async (conversationId) => {
      const row = await selectSessions(db.read())
        .where('sessions.conversation_id', '=', conversationId)
        .where('sessions.state', '<>', 'ended')
        .executeTakeFirst()
      return row === undefined ? null : read(db.read(), keys, row)
    },
    openSessions: async () => {
      const rows = await selectSessions(db.read()).where('sessions.state', '<>', 'ended').execute()
      const records: SessionRecord[] = []
      for (const row of rows) records.push(await read(db.read(), keys, row))
      return records
    },
    saveSession: (record, message) =>
      db.write(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('sessions')
          .set({
            tab_id: record.tabId,
            state: record.session.state,
            session: JSON.stringify(record.session),
            facts: await sealFacts(trx, keys, record),
            version: record.version + 1,
          })
          .where('id', '=', record.id)
          .where('version', '=', record.version)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) return false
        return { message: message === null ? null : await appendMessage(trx, keys, message) }
      }),
  }
}

function selectSessions(db: Db) {
  return db
    .selectFrom('sessions')
    .innerJoin('agents', 'agents.id', 'sessions.agent_id')
    .select([
      'sessions.id',
      'sessions.conversation_id',
      'sessions.agent_id',
      'sessions.proposed_at',
      'sessions.tab_id',
      'sessions.session',
      'sessions.facts',
      'sessions.version',
      'agents.name as agent_name',
    ])
}

async function read(
  db: Db,
  keys: DataKeys,
  row: {
    id: string
    conversation_id: string
    agent_id: string
    proposed_at: number
    tab_id: string | null
    session: string
    facts: Uint8Array | null
    version: number
    agent_name: Uint8Array
  },
): Promise<SessionRecord> {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    agentId: row.agent_id,
    agentName: await keys.open(db, agentCell(row.agent_id, 'name'), row.agent_name),
    proposedAt: Number(row.proposed_at),
    tabId: row.tab_id,
    // Written by saveSession from what `transition` returned.
    session: JSON.parse(row.session) as Session,
    facts: await openFacts(db, keys, row),
    version: row.version,
  }
}

function sealFacts(db: Db, keys: DataKeys, record: SessionRecord): Promise<Uint8Array> {
  const cell = sessionFacts(record.conversationId, record.id)
  return keys.seal(db, cell, JSON.stringify(record.facts))
}

/** None where the conversation's key was erased. */
async function openFacts(
  db: Db,
  keys: DataKeys,
  row: { id: string; conversation_id: string; facts: Uint8Array | null },
): Promise<SessionFacts> {
  const cell = sessionFacts(row.conversation_id, row.id)
  const text = row.facts === null ? '' : await keys.open(db, cell, row.facts)
  return text === '' ? NO_FACTS : (JSON.parse(text) as SessionFacts)
}
