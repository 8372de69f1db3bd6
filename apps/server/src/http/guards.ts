import { isSecure, type Origin, parseOrigin } from '@alongside/protocol/origins'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashToken } from '../crypto/tokens.ts'
import { Refusal } from '../errors.ts'
import type { AgentPrincipal, GuestPrincipal, Principal } from '../identity/principal.ts'
import type { SignIns } from '../identity/sign-ins.ts'
import type { DeploymentRecord, Store } from '../store/store.ts'
import { signInToken } from './cookies.ts'
import type { Gatekeeper } from './gatekeeper.ts'

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/**
 * Who may use a route. A guard runs before the body is read: who has no business here learns nothing about its form.
 * A guest is a bearer token from a page of its deployment; an agent is a cookie from a page of ours, plus the CSRF
 * header on changes.
 */
export class Guards {
  readonly #principals = new WeakMap<FastifyRequest, Principal>()
  readonly #store: Store
  readonly #signIns: SignIns
  readonly #gatekeeper: Gatekeeper

  constructor(o: {
    readonly store: Store
    readonly signIns: SignIns
    readonly gatekeeper: Gatekeeper
  }) {
    this.#store = o.store
    this.#signIns = o.signIns
    this.#gatekeeper = o.gatekeeper
  }

  readonly guest: Guard = async (request, reply) => {
    const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) throw new Refusal('sign_in_needed', 'a guest token is needed')
    const guest = await this.#store.guestByToken(hashToken(token))
    if (guest === null) throw new Refusal('sign_in_needed', 'this guest token is not known')
    await this.deploymentFor(request, reply, guest.deploymentId)
    this.#principals.set(request, { kind: 'guest', guest })
  }

  /** A guest whose page may be shared. */
  readonly sharer: Guard = async (request, reply) => {
    await this.guest(request, reply)
    this.securePage(request)
  }

  readonly agent: Guard = async (request) => {
    const token = this.signInToken(request)
    const principal = token === null ? null : await this.#signIns.find(token)
    if (token === null || principal === null) {
      throw new Refusal('sign_in_needed', 'sign in first')
    }
    this.ownPage(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const header = request.headers['x-alongside-csrf']
      this.#signIns.checkCsrf(token, typeof header === 'string' ? header : undefined)
    }
    this.#principals.set(request, principal)
  }

  /** Who shows a token wants to be a guest, whatever cookies the browser adds. */
  readonly either: Guard = (request, reply) =>
    request.headers.authorization === undefined
      ? this.agent(request, reply)
      : this.guest(request, reply)

  signInToken(request: FastifyRequest): string | null {
    return signInToken(request, this.#gatekeeper.isSecure(request.headers.host))
  }

  /** A page of another origin has no business with agents' routes, even without a cookie. */
  ownPage(request: FastifyRequest): void {
    const { origin } = request.headers
    if (origin !== undefined && !this.#gatekeeper.isOwn(origin)) {
      throw new Refusal('origin_refused', 'not from a page of this server')
    }
  }

  /** Over plain http anybody on the way could be the page, and see what it shows. */
  securePage(request: FastifyRequest): void {
    const origin = this.pageOrigin(request)
    if (origin === null || !isSecure(origin))
      throw new Refusal('insecure_page', 'only a page over https can be shared')
  }

  /** The page a request comes from: browsers leave Origin out only on same-origin reads. */
  pageOrigin(request: FastifyRequest): Origin | null {
    const { origin } = request.headers
    if (origin !== undefined) return parseOrigin(origin)
    if (request.headers['sec-fetch-site'] !== 'same-origin') return null
    return parseOrigin(this.#gatekeeper.ownOrigin(request.headers.host ?? ''))
  }

  async deploymentFor(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
  ): Promise<DeploymentRecord> {
    const origin = this.pageOrigin(request)
    const deployment = origin === null ? null : await this.#gatekeeper.deployment(origin, id)
    if (deployment === null) {
      // Another deployment's page may have been let in this far; it may not read this answer.
      reply.removeHeader('access-control-allow-origin')
      reply.removeHeader('access-control-allow-credentials')
      throw new Refusal('origin_refused', 'this page is not on the domains of the deployment')
    }
    return deployment
  }

  principalOf(request: FastifyRequest): Principal {
    const principal = this.#principals.get(request)
    if (principal === undefined) throw new Error(`no guard on ${request.routeOptions.url}`)
    return principal
  }

  guestOf(request: FastifyRequest): GuestPrincipal {
    const principal = this.principalOf(request)
    if (principal.kind !== 'guest') throw new Refusal('sign_in_needed', 'for guests')
    return principal
  }

  agentOf(request: FastifyRequest): AgentPrincipal {
    const principal = this.principalOf(request)
    if (principal.kind !== 'agent') throw new Refusal('sign_in_needed', 'for agents')
    return principal
  }
}
