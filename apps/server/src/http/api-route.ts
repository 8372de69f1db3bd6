import { ApiError } from '@alongside/protocol/api'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyTypeProvider,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import Type, { type Static, type TSchema } from 'typebox'

/** Handlers get the types of what their schemas let through. */
interface TypeBoxTypes extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  serializer: unknown
}

export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypes
>

export const closed = { additionalProperties: false } as const

/** For requests that say all in their path: nothing, or `{}`. */
export const NoBody = Type.Union([Type.Null(), Type.Object({}, closed)])

/** Query values are text; this one is a whole number. */
export const CountText = Type.String({ pattern: '^[0-9]{1,9}$' })

/** What OpenAPI says of the answers: this on success, an error with a code otherwise. */
export function answers(status: number, schema: TSchema | null): Record<string, object> {
  const success =
    schema === null
      ? { description: 'Done.' }
      : { description: 'Done.', content: { 'application/json': { schema } } }
  const refused = {
    description: 'Refused; `code` says why.',
    content: { 'application/json': { schema: ApiError } },
  }
  return { [status]: success, '4xx': refused }
}
