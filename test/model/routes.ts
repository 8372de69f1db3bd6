import { hashToken } from '../../apps/server/src/crypto/tokens.ts'
import { ERROR_STATUS, Refusal } from '../../apps/server/src/errors.ts'
import type { Api } from '../../apps/server/src/http/api-route.ts'
import type { HttpParts } from '../../apps/server/src/http/parts.ts'
import { cobrowseRoutes } from '../../apps/server/src/http/routes/cobrowse.ts'
import { conversationRoutes } from '../../apps/server/src/http/routes/conversations.ts'
import { guestRoutes } from '../../apps/server/src/http/routes/guests.ts'
import type { Principal } from '../../apps/server/src/identity/principal.ts'
import { agentView } from '../../apps/server/src/messaging/views.ts'

/** What arrives: `agentId` stands for the cookie of a sign-in. */
export type Request = {
  readonly method: string
  readonly url: URL
  readonly agentId: string | null
  readonly token: string | null
  readonly body: unknown
}
export type Answer = { readonly status: number; readonly body: unknown }

type Asked = {
  readonly params: Record<string, string>
  readonly query: Record<string, string>
  readonly body: unknown
  readonly headers: { readonly host: string }
  readonly principal: Principal | null
}
type Handler = (request: Asked, reply: object) => Promise<unknown>
type Route = { readonly method: string; readonly path: RegExp; readonly handler: Handler }

/** The server's own routes without HTTP: who asks is known, and bodies are what our clients send. */
export function serveRoutes(
  parts: Pick<
    HttpParts,
    'store' | 'conversations' | 'sessions' | 'tickets' | 'metrics' | 'config' | 'now'
  >,
): (request: Request) => Promise<Answer> {
  const routes: Route[] = []
  const at =
    (method: string) =>
    (path: string, _: object, handler: Handler): void => {
      const pattern = path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
      routes.push({ method, path: new RegExp(`^/api/v1${pattern}$`), handler })
    }
  const api = { get: at('GET'), post: at('POST') } as unknown as Api

  const principalOf = ({ principal }: Asked): Principal => {
    if (!principal) throw new Refusal('sign_in_needed', 'nobody')
    return principal
  }
  const of =
    (kind: Principal['kind']) =>
    (request: Asked): Principal => {
      const principal = principalOf(request)
      if (principal.kind !== kind) throw new Refusal('sign_in_needed', `for a ${kind}`)
      return principal
    }
  const guards = {
    principalOf,
    guestOf: of('guest'),
    agentOf: of('agent'),
    pageOrigin: () => ({ text: ORIGIN }),
    securePage: () => {},
    deploymentFor: (_: unknown, __: unknown, id: string) => parts.store.deployment(id),
  }
  const gatekeeper = {
    ownOrigin: () => ORIGIN,
    websocketUrl: (_: string, path: string) => `ws://server${path}`,
  }
  const all = { ...parts, guards, gatekeeper } as unknown as HttpParts
  guestRoutes(api, all)
  conversationRoutes(api, all)
  cobrowseRoutes(api, all)
  at('GET')('/me', {}, async (request) => {
    const principal = of('agent')(request)
    return principal.kind === 'agent' && { agent: agentView(principal.agent), csrf: 'csrf' }
  })

  const principal = async ({ agentId, token }: Request): Promise<Principal | null> => {
    const agent = agentId === null ? null : await parts.store.agent(agentId)
    if (agent) return { kind: 'agent', agent, signIn: '' }
    const guest = token === null ? null : await parts.store.guestByToken(hashToken(token))
    return guest && { kind: 'guest', guest }
  }
  return async (request) => {
    const { method, url, body } = request
    for (const route of routes) {
      const found = route.method === method && route.path.exec(url.pathname)
      if (!found) continue
      let status = 200
      const reply = {
        code(next: number) {
          status = next
          return reply
        },
        send: () => undefined,
      }
      try {
        const asked = {
          params: { ...found.groups },
          query: Object.fromEntries(url.searchParams),
          body: body ?? null,
          headers: { host: 'server' },
          principal: await principal(request),
        }
        return { status, body: await route.handler(asked, reply) }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { status: ERROR_STATUS[error.code], body: { code: error.code, message: '' } }
      }
    }
    throw new Error(`no route for ${method} ${url.pathname}`)
  }
}

/** Where every page of a run is, for the server. */
export const ORIGIN = 'http://shop.localhost'
