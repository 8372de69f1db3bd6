import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Markup } from '../../markup.ts'
import type { Snippet } from '../../snippet.ts'
import { bakery } from './bakery.ts'
import { books } from './books.ts'
import { decodeForm, type Encoding, encodeMarkup } from './encoding.ts'
import { indexPage } from './index-page.ts'
import { inn } from './inn.ts'
import { answerPage, frontPage } from './page.ts'
import { patternImage, sealImage, stillLife } from './pictures.ts'
import { sheetsOf } from './sheets.ts'
import type { LegacySite } from './site.ts'
import { tea } from './tea.ts'

export const legacySites: readonly LegacySite[] = [inn, books, tea, bakery]

/** Sites in the encodings of before UTF-8, with names, queries and forms in them. */
export async function registerLegacy(app: FastifyInstance, snippet: Snippet | null): Promise<void> {
  app.get('/encodings', (_, reply) =>
    reply.type('text/html; charset=utf-8').send(indexPage(snippet, legacySites).markup),
  )
  // Bodies are bytes here, whose encoding the site knows.
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'buffer', bodyLimit: 1 << 16 },
      (_, body, done) => done(null, body),
    )
    for (const site of legacySites) registerSite(scope, snippet, site)
  })
}

function registerSite(app: FastifyInstance, snippet: Snippet | null, site: LegacySite): void {
  const { folder, encoding, words, files, look } = site
  const at = `/encodings/${folder}/`
  const sheets = sheetsOf(site)
  const send = (reply: FastifyReply, page: Markup): FastifyReply =>
    reply
      .header('cache-control', 'no-cache')
      .type(site.declared === 'header' ? `text/html; charset=${encoding}` : 'text/html')
      .send(encodeMarkup(page.markup, encoding))

  app.get(at, (_, reply) => send(reply, frontPage(snippet, site)))
  app.get(`${at}results`, ({ raw }, reply) => {
    const sent = sentIn(queryOf(raw.url), encoding)
    return send(reply, answerPage(snippet, site, words.found, sent))
  })
  app.post<{ Body: Buffer }>(`${at}receipt`, ({ body }, reply) => {
    const sent = sentIn(body.toString('latin1'), encoding)
    return send(reply, answerPage(snippet, site, words.received, sent))
  })
  app.get<{ Params: { file: string } }>(`${at}:file`, ({ params, raw }, reply) => {
    const [name = '', kind] = params.file.split('.')
    const sheet = kind === 'css' ? sheets.get(name) : undefined
    if (sheet) return kept(reply).type(sheet.contentType).send(sheet.bytes)
    if (kind !== 'svg') return reply.callNotFound()
    const svg = (text: string): FastifyReply => kept(reply).type('image/svg+xml').send(text)
    if (name === files.seal) return svg(sealImage(site.title, look.accent))
    const asked = askedFor(site, queryOf(raw.url))
    if (asked === null) return reply.callNotFound()
    if (name === files.picture) return svg(stillLife(asked))
    return name === files.pattern ? svg(patternImage(asked)) : reply.callNotFound()
  })
}

function sentIn(raw: string, encoding: Encoding): Parameters<typeof answerPage>[3] {
  return { fields: decodeForm(raw, encoding), raw }
}

/**
 * Which picture a query asks for. A browser writes it in the encoding of the page or, in CSS, of the sheet: whoever writes it in
 * another one gets another picture. null: none that there is.
 */
function askedFor({ encoding, otherEncoding, goods, patterns }: LegacySite, query: string) {
  if (query === '') return 'plain'
  const known = [...goods.map(({ name }) => name), ...patterns]
  for (const each of [encoding, 'UTF-8', otherEncoding] as const) {
    const value = decodeForm(query, each)[0]?.[1]
    if (value !== undefined && known.includes(value)) return `${value} in ${each}`
  }
  return null
}

function queryOf(url = ''): string {
  return url.split('?')[1] ?? ''
}

function kept(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'public, max-age=3600')
}
