import type { Store } from '../store.ts'
import type { Database } from './database.ts'

type JoinCodes = Pick<Store, 'saveJoinCode' | 'takeJoinCode' | 'endJoinCode'>

export function joinCodes(db: Database): JoinCodes {
  return {
    saveJoinCode: ({ agentId, codeHash, sessionId, expiresAt }) =>
      db.write(async (trx) => {
        const other = await trx
          .selectFrom('join_codes')
          .select('agent_id')
          .where('code_hash', '=', codeHash)
          .where('agent_id', '<>', agentId)
          .executeTakeFirst()
        if (other !== undefined) return false
        const values = { code_hash: codeHash, session_id: sessionId, expires_at: expiresAt }
        await trx
          .insertInto('join_codes')
          .values({ agent_id: agentId, ...values })
          .onConflict((c) => c.column('agent_id').doUpdateSet(values))
          .execute()
        return true
      }),
    takeJoinCode: (codeHash, now) =>
      db.write(async (trx) => {
        const row = await trx
          .selectFrom('join_codes')
          .selectAll()
          .where('code_hash', '=', codeHash)
          .executeTakeFirst()
        if (row === undefined) return null
        const expiresAt = Number(row.expires_at)
        if (now >= expiresAt) return 'expired'
        const { numDeletedRows } = await trx
          .deleteFrom('join_codes')
          .where('code_hash', '=', codeHash)
          .executeTakeFirstOrThrow()
        if (numDeletedRows === 0n) return null
        return { agentId: row.agent_id, codeHash, sessionId: row.session_id, expiresAt }
      }),
    endJoinCode: (agentId) =>
      db.write(async (trx) => {
        await trx.deleteFrom('join_codes').where('agent_id', '=', agentId).execute()
      }),
  }
}
