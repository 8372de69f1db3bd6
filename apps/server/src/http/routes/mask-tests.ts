import {
  CobrowseConfig,
  Id,
  MaskTestPage,
  MaskTestStart,
  MaskTestState,
  RuleChanges,
} from '@alongside/protocol/api'
import { originAllowed, parseOrigin } from '@alongside/protocol/origins'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Refusal } from '../../errors.ts'
import { requirePermission } from '../../identity/principal.ts'
import { type Api, answers, closed } from '../api-route.ts'
import type { HttpParts } from '../parts.ts'

/** Three lists of two hundred selectors fit. */
const DRAFT_BYTES = 512 << 10
const EDIT = 'webDeployments:deployment:edit'

/** Test mode of a page: begun by an administrator in the workspace, carried on by the page that the address opens. */
export function maskTestRoutes(api: Api, { store, guards, maskTests }: HttpParts): void {
  api.post(
    '/deployments/:id/mask-tests',
    {
      onRequest: guards.agent,
      bodyLimit: DRAFT_BYTES,
      schema: {
        summary: 'The address that opens a page in test mode, under a draft of its rules',
        tags: ['deployments'],
        params: Type.Object({ id: Id }),
        body: Type.Object(
          { page: Type.String({ maxLength: 4_000 }), cobrowse: CobrowseConfig },
          closed,
        ),
        response: answers(200, MaskTestStart),
      },
    },
    async (request) => {
      const { agent } = guards.agentOf(request)
      requirePermission(agent, EDIT)
      const deployment = await store.deployment(request.params.id)
      if (deployment === null) throw new Refusal('not_found', 'no such deployment')
      const { page, cobrowse } = request.body
      const url = URL.parse(page)
      const origin = parseOrigin(url?.origin)
      if (url === null || origin === null || url.username !== '' || url.password !== '')
        throw new Refusal('bad_request', 'not the address of a page')
      if (!originAllowed(origin, deployment.domains))
        throw new Refusal('page_refused', 'this page is not on the domains of the deployment')
      const of = { deploymentId: deployment.id, agentId: agent.id, origin: origin.text, cobrowse }
      const { test, token } = maskTests.make(of)
      // Fragments are in no request, and so in no log of any server.
      url.hash = `${url.hash && `${url.hash}&`}alongside-test=${token}`
      return { id: test.id, address: url.href }
    },
  )

  api.get(
    '/mask-tests/:id',
    {
      onRequest: guards.agent,
      schema: {
        summary: 'What was chosen on the page of my test',
        tags: ['deployments'],
        params: Type.Object({ id: Id }),
        response: answers(200, MaskTestState),
      },
    },
    async (request) => {
      const { agent } = guards.agentOf(request)
      const test = maskTests.of(agent.id, request.params.id)
      if (test === null) throw new Refusal('not_found', 'no such test, or it is over')
      return { opened: test.opened, changes: [...test.changes] }
    },
  )

  const pageOf = (request: FastifyRequest): { token: string; origin: string } => {
    const token = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
    const origin = guards.pageOrigin(request)
    if (token === undefined || origin === null) throw refused()
    return { token, origin: origin.text }
  }
  const byPage = {
    /** Before the body is read, as guards are. */
    async onRequest(request: FastifyRequest) {
      const { token, origin } = pageOf(request)
      if (!maskTests.isKnown(token, origin)) throw refused()
    },
  }

  api.post(
    '/mask-tests',
    {
      ...byPage,
      schema: {
        summary: 'Begin test mode with the token of an address, once',
        tags: ['deployments'],
        body: Type.Object({ deploymentId: Id }, closed),
        response: answers(200, MaskTestPage),
      },
    },
    async (request) => {
      const { token, origin } = pageOf(request)
      const begun = maskTests.open(token, origin)
      if (begun?.test.deploymentId !== request.body.deploymentId) throw refused()
      return { token: begun.token, cobrowse: begun.test.cobrowse }
    },
  )

  api.post(
    '/mask-tests/changes',
    {
      ...byPage,
      bodyLimit: DRAFT_BYTES,
      schema: {
        summary: 'All that was chosen on the page so far',
        tags: ['deployments'],
        body: Type.Object({ changes: RuleChanges }, closed),
        response: answers(204, null),
      },
    },
    async (request, reply) => {
      const { token, origin } = pageOf(request)
      const test = maskTests.running(token, origin)
      if (!test) throw refused()
      const { changes } = request.body
      // Whole each time: what is sent again has no second effect.
      if (changes.length >= test.changes.length) test.changes = changes
      return reply.code(204).send()
    },
  )
}

const refused = (): Refusal => new Refusal('test_refused', 'not a token of a test that is for here')
