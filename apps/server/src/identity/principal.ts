import type { Permission } from '@alongside/protocol/api'
import { Refusal } from '../errors.ts'
import type { AgentRecord, GuestRecord } from '../store/store.ts'

export type GuestPrincipal = { readonly kind: 'guest'; readonly guest: GuestRecord }
export type AgentPrincipal = {
  readonly kind: 'agent'
  readonly agent: AgentRecord
  /** Hash of the sign-in's token: ends together with it. */
  readonly signIn: string
}
/** Who asks. */
export type Principal = GuestPrincipal | AgentPrincipal

export function requirePermission(agent: AgentRecord, permission: Permission): void {
  if (!agent.permissions.includes(permission)) {
    throw new Refusal('permission_missing', `your roles do not include ${permission}`)
  }
}
