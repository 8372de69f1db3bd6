import { type Kysely, sql } from 'kysely'
import type { Migration, MigrationProvider } from 'kysely/migration'

/** Forward only, in the order of their names. A migration that was released is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first': { up: first },
  '0002-join-codes': { up: joinCodes },
  '0003-receipts': { up: receipts },
}

export const migrations: MigrationProvider = { getMigrations: async () => MIGRATIONS }

/** The type of the database at a migration is not today's `Tables`. */
type AnyTables = Kysely<unknown>

async function first(db: AnyTables): Promise<void> {
  const { schema } = db
  const bytes = sql`blob`
  await schema
    .createTable('meta')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
  await schema
    .createTable('data_keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('master_key_id', 'text', (c) => c.notNull())
    .addColumn('wrapped', bytes, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await schema
    .createTable('deployments')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('domains', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('config', 'text', (c) => c.notNull())
    .execute()
  await schema
    .createTable('deployment_versions')
    .addColumn('deployment_id', 'text', (c) => c.notNull().references('deployments.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('config', 'text', (c) => c.notNull())
    .addColumn('domains', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('deployment_versions_key', ['deployment_id', 'version'])
    .execute()
  await schema
    .createTable('guests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('deployment_id', 'text', (c) => c.notNull().references('deployments.id'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('name', bytes, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await schema
    .createTable('roles')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('permissions', 'text', (c) => c.notNull())
    .execute()
  await schema
    .createTable('agents')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email_hash', 'text', (c) => c.notNull().unique())
    .addColumn('email', bytes, (c) => c.notNull())
    .addColumn('name', bytes, (c) => c.notNull())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await schema
    .createTable('agent_roles')
    .addColumn('agent_id', 'text', (c) => c.notNull().references('agents.id'))
    .addColumn('role', 'text', (c) => c.notNull().references('roles.name'))
    .addPrimaryKeyConstraint('agent_roles_key', ['agent_id', 'role'])
    .execute()
  await schema
    .createTable('sign_ins')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('agent_id', 'text', (c) => c.notNull().references('agents.id'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
  await schema
    .createTable('conversations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('deployment_id', 'text', (c) => c.notNull().references('deployments.id'))
    .addColumn('guest_id', 'text', (c) => c.notNull().references('guests.id'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('agent_id', 'text', (c) => c.references('agents.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('last_sequence', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('guest_read', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('agent_read', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('page', bytes, (c) => c.notNull())
    .addColumn('last_text', bytes, (c) => c.notNull())
    .execute()
  await schema
    .createTable('messages')
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('sender_id', 'text', (c) => c.notNull())
    .addColumn('name', bytes, (c) => c.notNull())
    .addColumn('body', bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint('messages_key', ['conversation_id', 'id'])
    .addUniqueConstraint('messages_sequence', ['conversation_id', 'sequence'])
    .execute()
  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
    .addColumn('agent_id', 'text', (c) => c.notNull().references('agents.id'))
    .addColumn('proposed_at', 'bigint', (c) => c.notNull())
    .addColumn('tab_id', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .execute()
  await sql`create index conversations_updated on conversations (updated_at desc)`.execute(db)
  // The rules "one at a time" live where no race can get around them.
  const unended = "where state <> 'ended'"
  await sql`create unique index one_conversation_per_guest on conversations (guest_id) ${sql.raw(unended)}`.execute(
    db,
  )
  await sql`create unique index one_session_per_conversation on sessions (conversation_id) ${sql.raw(unended)}`.execute(
    db,
  )
  await sql`create unique index one_session_per_agent on sessions (agent_id) ${sql.raw(unended)}`.execute(
    db,
  )
}

async function joinCodes(db: AnyTables): Promise<void> {
  await db.schema
    .alterTable('conversations')
    .addColumn('communication_type', 'text', (c) => c.notNull().defaultTo('Webmessaging'))
    .execute()
  await db.schema
    .createTable('join_codes')
    .addColumn('agent_id', 'text', (c) => c.primaryKey().references('agents.id'))
    .addColumn('code_hash', 'text', (c) => c.notNull().unique())
    .addColumn('session_id', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()
}

/** What a session's receipt says beside its times. */
async function receipts(db: AnyTables): Promise<void> {
  await db.schema.alterTable('sessions').addColumn('facts', sql`blob`).execute()
}
