import type { Cell } from '../../crypto/envelope.ts'

/** Which key covers what. All agents are under one: an agent is a colleague, erased by hand. */
export const DIRECTORY_KEY = 'directory'

export function guestKey(guestId: string): string {
  return `guest:${guestId}`
}

export function conversationKey(id: string): string {
  return `conversation:${id}`
}

export function agentCell(agentId: string, column: 'email' | 'name'): Cell {
  return { table: 'agents', row: agentId, column, keyId: DIRECTORY_KEY }
}

export function guestName(guestId: string): Cell {
  return { table: 'guests', row: guestId, column: 'name', keyId: guestKey(guestId) }
}

export function conversationCell(id: string, column: 'page' | 'last_text'): Cell {
  return { table: 'conversations', row: id, column, keyId: conversationKey(id) }
}

export function sessionFacts(conversationId: string, id: string): Cell {
  return { table: 'sessions', row: id, column: 'facts', keyId: conversationKey(conversationId) }
}

export function messageCell(conversationId: string, id: string, column: 'name' | 'body'): Cell {
  const keyId = conversationKey(conversationId)
  return { table: 'messages', row: `${conversationId}/${id}`, column, keyId }
}
