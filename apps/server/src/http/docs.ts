import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'

/** Collects the routes' schemas; call before the routes. */
export async function collectDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Alongside',
        version: '1',
        description:
          'Conversations and co-browse sessions. Guests send `authorization: Bearer <token>` from a page of their ' +
          'deployment; agents have a cookie, and `x-alongside-csrf` on everything that changes something. Errors are ' +
          '`{code, message}`; docs/PROTOCOL.md lists the codes.',
      },
      components: {
        securitySchemes: {
          guest: { type: 'http', scheme: 'bearer' },
          agent: { type: 'apiKey', in: 'cookie', name: 'alongside' },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `schema-${index}`,
    },
  })
}

/** The document, and a page for people. */
export function docsRoutes(app: FastifyInstance): void {
  const options = { schema: { hide: true } }
  app.get('/docs/api/openapi.json', options, async () => app.swagger())
  app.get('/docs/api', options, async (_request, reply) => {
    reply.type('text/html; charset=utf-8')
    return page(app.swagger() as OpenApi)
  })
  app.get('/docs/api/style.css', options, async (_request, reply) => {
    reply.type('text/css; charset=utf-8')
    return STYLE
  })
}

type OpenApi = {
  info: { title: string; description?: string }
  paths?: Record<string, Record<string, Operation>>
}
type Operation = {
  summary?: string
  tags?: string[]
  requestBody?: { content?: Record<string, { schema?: unknown }> }
  responses?: Record<string, { content?: Record<string, { schema?: unknown }> }>
}

function page({ info, paths = {} }: OpenApi): string {
  const groups = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'other'
      groups.set(tag, [...(groups.get(tag) ?? []), section(method, path, operation)])
    }
  }
  const body = [...groups].map(([tag, sections]) => `<h2>${escaped(tag)}</h2>${sections.join('')}`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)} API</title><link rel="stylesheet" href="/docs/api/style.css"></head>
<body><main><h1>${escaped(info.title)} API</h1><p>${escaped(info.description ?? '')}</p>
<p><a href="/docs/api/openapi.json">openapi.json</a> (OpenAPI 3.1)</p>${body.join('')}</main></body></html>`
}

function section(method: string, path: string, operation: Operation): string {
  const parts: string[] = []
  const body = operation.requestBody?.content?.['application/json']?.schema
  if (body !== undefined) parts.push(`<h3>Body</h3>${code(body)}`)
  for (const [status, { content }] of Object.entries(operation.responses ?? {})) {
    const schema = content?.['application/json']?.schema
    parts.push(
      `<h3>${escaped(status)}</h3>${schema === undefined ? '<p>No content</p>' : code(schema)}`,
    )
  }
  return (
    `<details><summary><b class="${escaped(method)}">${escaped(method.toUpperCase())}</b> ` +
    `<code>${escaped(path)}</code> <span>${escaped(operation.summary ?? '')}</span></summary>` +
    `${parts.join('')}</details>`
  )
}

function code(schema: unknown): string {
  return `<pre>${escaped(JSON.stringify(schema, null, 2))}</pre>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0 } main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem }
h2 { margin-top: 2.5rem; text-transform: capitalize }
details { border: 1px solid #8884; border-radius: .5rem; margin: .5rem 0; padding: .5rem .75rem }
summary { cursor: pointer; display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap }
summary b { min-width: 3.5rem; color: #0b7a75 } summary b.post, summary b.put { color: #b45309 }
summary span { color: color-mix(in srgb, currentColor 65%, transparent) }
pre { overflow: auto; max-height: 24rem; font-size: .85rem; background: #8881; padding: .75rem; border-radius: .5rem }
h3 { font-size: .9rem; margin: 1rem 0 .25rem }
`
