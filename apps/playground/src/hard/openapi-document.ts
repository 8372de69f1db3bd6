import { categories } from '../shop/kinds.ts'

const json = (schema: object): object => ({ 'application/json': { schema } })
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })
const answer = (description: string, schema: object): object => ({
  description,
  content: json(schema),
})
const problem = answer('What was wrong, with a stable code', ref('Problem'))
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

/** The API of the shop's depot: invented, and large enough to scroll. Served when no other document is given. */
export function depotDocument(): object {
  const resources = ['product', 'order', 'parcel', 'repair', 'customer', 'supplier']
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fell & Ford depot',
      version: '4.2.0',
      description: 'Shelves, parcels and the repair bench. *Invented, like the shop.*',
    },
    servers: [{ url: '/depot/v4' }],
    tags: resources.map((name) => ({ name, description: `Everything about a ${name}` })),
    paths: Object.fromEntries(resources.flatMap(paths)),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...Object.fromEntries(resources.map((name) => [title(name), resource(name)])),
        Problem: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { type: 'string', examples: ['ORDER_NOT_FOUND'] },
            message: { type: 'string' },
          },
        },
      },
    },
    security: [{ token: [] }],
  }
}

function paths(name: string): [string, object][] {
  const one = ref(title(name))
  return [
    [
      `/${name}s`,
      {
        get: {
          tags: [name],
          summary: `List ${name}s`,
          operationId: `list${title(name)}s`,
          parameters: [
            {
              name: 'limit',
              in: 'query',
              schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
            },
            { name: 'aisle', in: 'query', schema: { enum: categories.map(({ slug }) => slug) } },
            { name: 'cursor', in: 'query', schema: { type: 'string' } },
          ],
          responses: { 200: answer(`A page of ${name}s`, { type: 'array', items: one }) },
        },
        post: {
          tags: [name],
          summary: `Add a ${name}`,
          operationId: `add${title(name)}`,
          requestBody: { required: true, content: json(one) },
          responses: { 201: answer(`The new ${name}`, one), 400: problem },
        },
      },
    ],
    [
      `/${name}s/{id}`,
      {
        parameters: [id],
        get: {
          tags: [name],
          summary: `Read a ${name}`,
          operationId: `read${title(name)}`,
          responses: { 200: answer(`The ${name}`, one), 404: problem },
        },
        patch: {
          tags: [name],
          summary: `Change a ${name}`,
          operationId: `change${title(name)}`,
          requestBody: { content: json(one) },
          responses: { 200: answer(`The ${name} as it is now`, one), 404: problem, 409: problem },
        },
        delete: {
          tags: [name],
          summary: `Remove a ${name}`,
          operationId: `remove${title(name)}`,
          deprecated: name === 'customer',
          responses: { 204: { description: 'Gone' }, 404: problem },
        },
      },
    ],
  ]
}

function resource(name: string): object {
  return {
    type: 'object',
    required: ['id', 'name', 'state'],
    properties: {
      id: { type: 'string', examples: [`${name}_7Hq2`] },
      name: { type: 'string', maxLength: 120 },
      state: { enum: ['open', 'waiting', 'done'] },
      made: { type: 'string', format: 'date-time' },
      price: { type: 'integer', description: 'In cents, tax included', minimum: 0 },
      tags: { type: 'array', items: { type: 'string' }, maxItems: 12 },
      notes: { type: ['string', 'null'] },
    },
  }
}

function title(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
