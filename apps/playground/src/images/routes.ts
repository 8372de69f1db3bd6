import type { FastifyInstance, FastifyReply } from 'fastify'
import { colours } from '../shop/colours.ts'
import { productBySlug } from '../shop/products.ts'
import { contourImage, grainPng, portraitPng, reliefPng, sceneImage } from './pictures.ts'
import { productImage, views } from './product-image.ts'

const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="#173a30"/><path fill="#fff" d="M5 27 14.5 11l6 9.5 3.5-5.5L35 27z"/><path d="M6 32.5q3.5-2.6 7 0t7 0 7 0 7 0" fill="none" stroke="#dbe37a" stroke-width="2.6" stroke-linecap="round"/></svg>\n'

/** Pictures, drawn when asked for; the PNG files are painted once, at start. */
export function registerImages(app: FastifyInstance): void {
  const pngs: Readonly<Record<string, Buffer>> = {
    relief: reliefPng(),
    grain: grainPng(),
    portrait: portraitPng(),
  }
  for (const [name, png] of Object.entries(pngs)) {
    app.get(`/images/${name}.png`, (_, reply) => cached(reply).type('image/png').send(png))
  }
  app.get('/images/mark.svg', (_, reply) => svg(reply, mark))
  app.get('/images/contours.svg', (_, reply) => svg(reply, contourImage()))
  app.get<{ Params: { file: string } }>('/images/scene/:file', ({ params }, reply) =>
    params.file.endsWith('.svg') ? svg(reply, sceneImage(params.file)) : reply.callNotFound(),
  )
  app.get<{ Params: { file: string }; Querystring: { colour?: string | string[] } }>(
    '/images/product/:file',
    ({ params, query }, reply) => {
      const colour = colours.find(({ id }) => id === query.colour)
      const view = views.find((known) => params.file.endsWith(`-${known}.svg`))
      const product = view && productBySlug(params.file.slice(0, -`-${view}.svg`.length))
      return product && view
        ? svg(reply, productImage(product, view, colour))
        : reply.callNotFound()
    },
  )
}

function svg(reply: FastifyReply, text: string): FastifyReply {
  return cached(reply).type('image/svg+xml').send(text)
}

function cached(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'public, max-age=3600')
}
