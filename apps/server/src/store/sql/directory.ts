import type { DeploymentConfig, Permission } from '@alongside/protocol/api'
import { deriveToken } from '../../crypto/tokens.ts'
import type { AgentRecord, DeploymentRecord, GuestRecord, Store } from '../store.ts'
import { agentCell, guestKey, guestName } from './cells.ts'
import type { DataKeys } from './data-keys.ts'
import type { Database, Db } from './database.ts'

/** Deployments, guests, agents, roles and sign-ins. */
type Directory = Pick<
  Store,
  | 'deployments'
  | 'deployment'
  | 'saveDeployment'
  | 'createGuest'
  | 'guestByToken'
  | 'guest'
  | 'renameGuest'
  | 'countAgents'
  | 'createAgent'
  | 'saveRole'
  | 'agent'
  | 'agentByEmail'
  | 'agents'
  | 'changePassword'
  | 'createSignIn'
  | 'signIn'
  | 'endSignIn'
>

export function directory(db: Database, keys: DataKeys, emailKey: Uint8Array): Directory {
  const emailHash = (email: string): string =>
    deriveToken(emailKey, `email ${email.trim().toLowerCase()}`)

  return {
    deployments: async () => {
      const rows = await db.read().selectFrom('deployments').selectAll().orderBy('name').execute()
      return rows.map(readDeployment)
    },
    deployment: async (id) => {
      const row = await db
        .read()
        .selectFrom('deployments')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row === undefined ? null : readDeployment(row)
    },
    saveDeployment: ({ id, name, domains, config }) =>
      db.write(async (trx) => {
        const values = { name, domains: JSON.stringify(domains), config: JSON.stringify(config) }
        const { version } = await trx
          .insertInto('deployments')
          .values({ id, version: 1, ...values })
          .onConflict((c) =>
            c.column('id').doUpdateSet((e) => ({
              ...values,
              version: e('deployments.version', '+', 1),
            })),
          )
          .returning('version')
          .executeTakeFirstOrThrow()
        await trx
          .insertInto('deployment_versions')
          .values({
            deployment_id: id,
            version,
            config: values.config,
            domains: values.domains,
          })
          .execute()
        return { id, name, domains, config, version }
      }),

    createGuest: ({ id, deploymentId, name, tokenHash, at }) =>
      db.write(async (trx) => {
        await keys.make(trx, guestKey(id), at)
        await trx
          .insertInto('guests')
          .values({
            id,
            deployment_id: deploymentId,
            token_hash: tokenHash,
            name: await keys.seal(trx, guestName(id), name),
            created_at: at,
          })
          .execute()
      }),
    guestByToken: (tokenHash) => findGuest(db.read(), keys, 'token_hash', tokenHash),
    guest: (id) => findGuest(db.read(), keys, 'id', id),
    renameGuest: (id, name) =>
      db.write(async (trx) => {
        await trx
          .updateTable('guests')
          .set({ name: await keys.seal(trx, guestName(id), name) })
          .where('id', '=', id)
          .execute()
      }),

    countAgents: async () => {
      const row = await db
        .read()
        .selectFrom('agents')
        .select((e) => e.fn.countAll<number | bigint | string>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(row.count)
    },
    createAgent: ({ id, email, name, passwordHash, roles, at }) =>
      db.write(async (trx) => {
        await trx
          .insertInto('agents')
          .values({
            id,
            email_hash: emailHash(email),
            email: await keys.seal(trx, agentCell(id, 'email'), email),
            name: await keys.seal(trx, agentCell(id, 'name'), name),
            password_hash: passwordHash,
            created_at: at,
          })
          .execute()
        for (const role of roles) {
          await trx.insertInto('agent_roles').values({ agent_id: id, role }).execute()
        }
      }),
    saveRole: (name, permissions) =>
      db.write(async (trx) => {
        const value = JSON.stringify(permissions)
        await trx
          .insertInto('roles')
          .values({ name, permissions: value })
          .onConflict((c) => c.column('name').doUpdateSet({ permissions: value }))
          .execute()
      }),
    agent: (id) => findAgent(db.read(), keys, 'id', id),
    agentByEmail: (email) => findAgent(db.read(), keys, 'email_hash', emailHash(email)),
    agents: async () => {
      const rows = await db.read().selectFrom('agents').select('id').orderBy('created_at').execute()
      const records: AgentRecord[] = []
      for (const { id } of rows) {
        const record = await findAgent(db.read(), keys, 'id', id)
        if (record !== null) records.push(record)
      }
      return records
    },
    changePassword: (agentId, passwordHash, keep) =>
      db.write(async (trx) => {
        await trx
          .updateTable('agents')
          .set({ password_hash: passwordHash })
          .where('id', '=', agentId)
          .execute()
        await trx
          .deleteFrom('sign_ins')
          .where('agent_id', '=', agentId)
          .where('token_hash', '<>', keep)
          .execute()
      }),

    createSignIn: ({ tokenHash, agentId, expiresAt }) =>
      db.write(async (trx) => {
        await trx
          .insertInto('sign_ins')
          .values({ token_hash: tokenHash, agent_id: agentId, expires_at: expiresAt })
          .execute()
      }),
    signIn: async (tokenHash) => {
      const row = await db
        .read()
        .selectFrom('sign_ins')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst()
      if (row === undefined) return null
      return { tokenHash, agentId: row.agent_id, expiresAt: Number(row.expires_at) }
    },
    endSignIn: (tokenHash) =>
      db.write(async (trx) => {
        await trx.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).execute()
      }),
  }
}

function readDeployment(row: {
  id: string
  name: string
  domains: string
  version: number
  config: string
}): DeploymentRecord {
  // Written by saveDeployment from values that the API's schemas let through.
  return {
    id: row.id,
    name: row.name,
    domains: JSON.parse(row.domains) as string[],
    version: row.version,
    config: JSON.parse(row.config) as DeploymentConfig,
  }
}

async function findGuest(
  db: Db,
  keys: DataKeys,
  by: 'id' | 'token_hash',
  value: string,
): Promise<GuestRecord | null> {
  const row = await db.selectFrom('guests').selectAll().where(by, '=', value).executeTakeFirst()
  if (row === undefined) return null
  const name = await keys.open(db, guestName(row.id), row.name)
  return { id: row.id, deploymentId: row.deployment_id, name }
}

async function findAgent(
  db: Db,
  keys: DataKeys,
  by: 'id' | 'email_hash',
  value: string,
): Promise<AgentRecord | null> {
  const row = await db.selectFrom('agents').selectAll().where(by, '=', value).executeTakeFirst()
  if (row === undefined) return null
  const roles = await db
    .selectFrom('agent_roles')
    .innerJoin('roles', 'roles.name', 'agent_roles.role')
    .select('roles.permissions')
    .where('agent_roles.agent_id', '=', row.id)
    .execute()
  const permissions = new Set<Permission>()
  for (const role of roles) {
    for (const permission of JSON.parse(role.permissions) as Permission[]) {
      permissions.add(permission)
    }
  }
  return {
    id: row.id,
    email: await keys.open(db, agentCell(row.id, 'email'), row.email),
    name: await keys.open(db, agentCell(row.id, 'name'), row.name),
    passwordHash: row.password_hash,
    permissions: [...permissions],
  }
}
