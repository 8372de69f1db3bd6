import Type, { type Static } from 'typebox'
import { LIMITS } from '../limits.ts'

// Everything that crosses HTTP and the event socket, declared once: the server validates with these schemas and
// writes OpenAPI from them, clients take only the types (`import type`), so no schema reaches a bundle.
// Times are ISO 8601 strings in UTC.

export const closed = { additionalProperties: false } as const

/** 128 random bits or more, URL-safe. */
export const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' })
export const Time = Type.String({ format: 'date-time' })
export const Name = Type.String({ minLength: 1, maxLength: LIMITS.nameChars })
export const MessageText = Type.String({ minLength: 1, maxLength: LIMITS.messageChars })

/** Every error of the API: `code` is stable, `message` is for people. docs/PROTOCOL.md lists the codes. */
export const ApiError = Type.Object({ code: Type.String(), message: Type.String() }, closed)
export type ApiError = Static<typeof ApiError>

/** How agent and customer speak: in the messenger, or on the telephone. */
export const CommunicationType = Type.Enum(['Webmessaging', 'Voice'])
