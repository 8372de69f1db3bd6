import SwaggerUI from 'swagger-ui-dist/swagger-ui-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'

const things = ['order', 'article', 'customer', 'invoice']
const schemas = Object.fromEntries(
  things.map((name) => [
    name,
    {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'integer', format: 'int64' },
        name: { type: 'string', example: `A ${name}` },
        state: { type: 'string', enum: ['open', 'done'] },
        next: {
          $ref: `#/components/schemas/${things[(things.indexOf(name) + 1) % things.length]}`,
        },
      },
    },
  ]),
)
const answer = (name) => ({
  200: {
    description: 'What was asked for',
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  },
  404: { description: 'There is none' },
})
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } }
const paths = Object.fromEntries(
  things.flatMap((name) => [
    [
      `/${name}s`,
      {
        get: {
          tags: [name],
          summary: `All ${name}s`,
          parameters: [
            { name: 'state', in: 'query', schema: { type: 'string', enum: ['open', 'done'] } },
            { name: 'most', in: 'query', schema: { type: 'integer', default: 20 } },
          ],
          responses: answer(name),
        },
        post: {
          tags: [name],
          summary: `A new ${name}`,
          requestBody: {
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
          },
          responses: answer(name),
        },
      },
    ],
    [
      `/${name}s/{id}`,
      {
        get: { tags: [name], summary: `One ${name}`, parameters: [id], responses: answer(name) },
        delete: { tags: [name], deprecated: true, parameters: [id], responses: answer(name) },
      },
    ],
  ]),
)
SwaggerUI({
  spec: {
    openapi: '3.0.3',
    info: {
      title: 'Wood',
      version: '1.2.0',
      description: 'What the **shop** knows of its *wood*.',
    },
    servers: [{ url: '/api' }],
    paths,
    components: {
      schemas,
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    },
    security: [{ key: [] }],
  },
  domNode: document.getElementById('app'),
  deepLinking: true,
  filter: true,
  // Without this the page would ask a validator on another machine.
  validatorUrl: null,
})
