import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ERROR_STATUS, type ErrorCode, Refusal } from '../errors.ts'
import type { Metrics } from '../metrics.ts'

/** Every failure leaves as `{code, message}`: ours, the framework's, and what nobody foresaw. */
export function addFailures(app: FastifyInstance, metrics: Metrics): void {
  const routes: { method: string; pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(`^${url.replace(/:[^/]+/g, '[^/]+').replace(/\*$/, '.*')}$`)
    for (const name of [method].flat()) routes.push({ method: name, pattern })
  })

  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?')
    const allowed = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    if (allowed.length === 0 || allowed.includes(request.method)) {
      return answer(reply, 'not_found', 'nothing here', metrics)
    }
    reply.header('allow', [...new Set(allowed)].join(', '))
    return answer(reply, 'method_not_allowed', `not with ${request.method}`, metrics)
  })

  app.setErrorHandler<FastifyError>((error, request, reply) => fail(error, request, reply, metrics))
}

export function fail(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  metrics: Metrics,
): FastifyReply {
  if (error instanceof Refusal) return answer(reply, error.code, error.message, metrics)
  const code = codeOf(error)
  if (code !== 'internal') {
    // The framework's own text names the field, never what was in it.
    const text = error.validation === undefined ? code.replaceAll('_', ' ') : error.message
    return answer(reply, code, text, metrics)
  }
  request.log.error({ err: { name: error.name, code: error.code, stack: error.stack } }, 'failed')
  return answer(reply, 'internal', `something went wrong here (${request.id})`, metrics)
}

function codeOf(error: FastifyError): ErrorCode {
  if (error.validation !== undefined) return 'bad_request'
  switch (error.statusCode) {
    case 400:
      return 'bad_request'
    case 404:
      return 'not_found'
    case 413:
      return 'body_too_large'
    case 415:
      return 'unsupported_media_type'
    case 429:
      return 'rate_limited'
    default:
      return (error.statusCode ?? 500) < 500 ? 'bad_request' : 'internal'
  }
}

function answer(
  reply: FastifyReply,
  code: ErrorCode,
  message: string,
  metrics: Metrics,
): FastifyReply {
  metrics.errors.inc({ code })
  return reply
    .code(ERROR_STATUS[code])
    .header('content-type', 'application/json; charset=utf-8')
    .send({ code, message })
}
