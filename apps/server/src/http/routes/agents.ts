import {
  Deployment,
  DeploymentConfig,
  DeploymentList,
  Id,
  Name,
  SignedIn,
} from '@alongside/protocol/api'
import Type from 'typebox'
import { Refusal } from '../../errors.ts'
import { requirePermission } from '../../identity/principal.ts'
import { agentView } from '../../messaging/views.ts'
import type { DeploymentRecord } from '../../store/store.ts'
import { type Api, answers, closed, NoBody } from '../api-route.ts'
import { setSignInToken } from '../cookies.ts'
import type { HttpParts } from '../parts.ts'

/** NIST SP 800-63B: length is what counts; 1,024 keeps the hash's work bounded. */
const NewPassword = Type.String({ minLength: 12, maxLength: 1_024 })
const Password = Type.String({ minLength: 1, maxLength: 1_024 })
const params = Type.Object({ id: Id })
/** Three lists of two hundred selectors fit. */
const DEPLOYMENT_BYTES = 512 << 10

/** Signing in, and what an agent sets up. */
export function agentRoutes(
  api: Api,
  { signIns, guards, store, config, gatekeeper }: HttpParts,
): void {
  api.post(
    '/sign-in',
    {
      config: { rateLimit: { max: config.limits.signInsPerMinute, timeWindow: 60_000 } },
      schema: {
        summary: 'Sign in as an agent',
        tags: ['agents'],
        body: Type.Object(
          { email: Type.String({ minLength: 3, maxLength: 254 }), password: Password },
          closed,
        ),
        response: answers(200, SignedIn),
      },
    },
    async (request, reply) => {
      guards.ownPage(request)
      const { email, password } = request.body
      const { token, agent } = await signIns.signIn(email, password)
      const secure = gatekeeper.isSecure(request.headers.host)
      setSignInToken(reply, secure, token, config.limits.signInLifetime)
      return { agent: agentView(agent), csrf: signIns.csrf(token) }
    },
  )

  api.post(
    '/sign-out',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'Sign out',
        tags: ['agents'],
        body: NoBody,
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      await signIns.signOut(guards.agentOf(request))
      setSignInToken(reply, gatekeeper.isSecure(request.headers.host), null, 0)
      return reply.code(204).send()
    },
  )

  api.get(
    '/me',
    {
      onRequest: guards.agent,
      schema: { summary: 'Who I am', tags: ['agents'], response: answers(200, SignedIn) },
    },
    async (request) => {
      const { agent } = guards.agentOf(request)
      return { agent: agentView(agent), csrf: signIns.csrf(guards.signInToken(request) ?? '') }
    },
  )

  api.post(
    '/me/password',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'Change my password; all my other sign-ins end',
        tags: ['agents'],
        body: Type.Object({ current: Password, next: NewPassword }, closed),
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      const { current, next } = request.body
      await signIns.changePassword(guards.agentOf(request), current, next)
      return reply.code(204).send()
    },
  )

  api.get(
    '/deployments',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'All deployments',
        tags: ['deployments'],
        response: answers(200, DeploymentList),
      },
    },
    async () => ({ deployments: (await store.deployments()).map(deploymentView) }),
  )

  api.get(
    '/deployments/:id',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'One deployment',
        tags: ['deployments'],
        params,
        response: answers(200, Deployment),
      },
    },
    async (request) => {
      const deployment = await store.deployment(request.params.id)
      if (deployment === null) throw new Refusal('not_found', 'no such deployment')
      return deploymentView(deployment)
    },
  )

  api.put(
    '/deployments/:id',
    {
      onRequest: guards.agent,
      bodyLimit: DEPLOYMENT_BYTES,
      schema: {
        summary: 'Save a new version of a deployment, or make one',
        tags: ['deployments'],
        params,
        body: Type.Object(
          {
            name: Name,
            domains: Deployment.properties.domains,
            config: DeploymentConfig,
          },
          closed,
        ),
        response: answers(200, Deployment),
      },
    },
    async (request) => {
      requirePermission(guards.agentOf(request).agent, 'webDeployments:deployment:edit')
      const { name, domains, config: next } = request.body
      const wrong = domains.find((domain) => !DOMAIN.test(domain))
      if (wrong !== undefined) throw new Refusal('bad_request', 'body/domains must be host names')
      const { id } = request.params
      return deploymentView(await store.saveDeployment({ id, name, domains, config: next }))
    },
  )
}

/** A host name, an address, or a suffix of at least two labels: `.com` would be everyone. */
const DOMAIN =
  /^(\[::1\]|(\d{1,3}\.){3}\d{1,3}|[a-z0-9-]+(\.[a-z0-9-]+)*|(\.[a-z0-9-]+){2,}|\.localhost)$/

function deploymentView(deployment: DeploymentRecord): Deployment {
  return { ...deployment, domains: [...deployment.domains] }
}
