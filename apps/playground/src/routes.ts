import type { FastifyInstance, FastifyReply } from 'fastify'
import { dashboardPage } from './hard/dashboard.ts'
import { registerLegacy } from './hard/legacy/routes.ts'
import { registerMembers } from './hard/members.ts'
import { editorText, monacoPage } from './hard/monaco.ts'
import { depotDocument } from './hard/openapi-document.ts'
import { swaggerPage } from './hard/swagger.ts'
import { registerImages } from './images/routes.ts'
import type { Markup } from './markup.ts'
import type { PlaygroundOptions } from './options.ts'
import { accountPage } from './pages/account.ts'
import { cartPage } from './pages/cart.ts'
import { categoryPage } from './pages/category.ts'
import { checkoutPage } from './pages/checkout.ts'
import { helpPage } from './pages/help.ts'
import { homePage } from './pages/home.ts'
import { errorPage } from './pages/not-found.ts'
import { plainPage } from './pages/plain.ts'
import { productPage } from './pages/product.ts'
import { sizeGuidePage } from './pages/size-guide.ts'
import { productBySlug } from './shop/products.ts'
import type { Snippet } from './snippet.ts'

/** Every address of the playground. */
export async function registerPages(
  app: FastifyInstance,
  options: PlaygroundOptions,
): Promise<void> {
  const { snippet, heard } = options
  if (heard)
    app.addHook('onRequest', async ({ url, headers }) =>
      heard({ url, userAgent: headers['user-agent'] ?? '' }),
    )

  const send = (reply: FastifyReply, page: Markup | null | undefined): FastifyReply =>
    page ? respond(reply, 200, page) : respond(reply, 404, errorPage(snippet, 404))

  app.get('/', (_, reply) => send(reply, homePage(snippet)))
  app.get<{ Params: { slug: string } }>('/category/:slug', ({ params }, reply) =>
    send(reply, categoryPage(snippet, params.slug)),
  )
  app.get<{ Params: { slug: string } }>('/product/:slug', ({ params }, reply) => {
    const product = productBySlug(params.slug)
    return send(reply, product && productPage(snippet, product))
  })
  app.get('/cart', (_, reply) => send(reply, cartPage(snippet)))
  app.get('/checkout', (_, reply) => send(reply, checkoutPage(snippet)))
  app.get('/account', (_, reply) => send(reply, accountPage(snippet)))
  app.get<{ Querystring: { bare?: string } }>('/help/size-guide', ({ query }, reply) =>
    send(reply, sizeGuidePage(snippet, query.bare !== undefined)),
  )
  app.get<{ Params: { slug: string } }>('/help/:slug', ({ params }, reply) =>
    send(reply, helpPage(snippet, params.slug)),
  )
  app.get('/plain', (_, reply) => send(reply, plainPage(snippet)))

  app.get('/swagger', (_, reply) =>
    send(reply, swaggerPage(snippet, options.openapiUrl ?? '/openapi.json')),
  )
  app.get('/openapi.json', async () => (options.openapi ? options.openapi() : depotDocument()))
  app.get('/monaco', (_, reply) => send(reply, monacoPage(snippet)))
  app.get('/monaco/tide-tables.ts', (_, reply) =>
    reply.type('text/plain; charset=utf-8').send(editorText()),
  )
  app.get('/dashboard', (_, reply) => send(reply, dashboardPage(snippet)))

  registerMembers(app, snippet, options.intranet ?? null)
  registerImages(app)
  await registerLegacy(app, snippet)

  app.setNotFoundHandler((_, reply) => respond(reply, 404, errorPage(snippet, 404)))
  app.setErrorHandler<HttpError>((error, _, reply) => sendError(reply, snippet, error))
}

interface HttpError extends Error {
  statusCode?: number | undefined
}

/** An error as a page of the shop, with its status and without its insides. */
export function sendError(
  reply: FastifyReply,
  snippet: Snippet | null,
  error: HttpError,
): FastifyReply {
  const status = error.statusCode ?? 500
  // Ours, not the customer's: said aloud, since nothing else in the demo would show it.
  if (status >= 500) console.error(error)
  return respond(reply, status, errorPage(snippet, status))
}

function respond(reply: FastifyReply, status: number, page: Markup): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.markup)
}
