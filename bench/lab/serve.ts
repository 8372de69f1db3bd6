import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pageMarkup, sheetText } from '../page/markup.ts'
import { fontBytes, imageBytes } from './files.ts'

const HTML = 'text/html; charset=utf-8'

/** The bench's own web server on loopback: pages out, messages of engines in. */
export interface Site {
  readonly origin: string
  /** What a page posted under this path; it can be fetched from there as well, until `forget`. */
  posted(path: string): Buffer
  forget(path: string): void
  stop(): Promise<void>
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, string | Buffer>()
  const posts = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const posted = posts.get(url.pathname)
    if (request.method === 'POST') receive(url.pathname, request, response)
    else if (posted) response.writeHead(200).end(posted)
    else {
      const [type, body] = content(url)
      response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600' }).end(body)
    }
  })

  function content({ pathname, search, searchParams }: URL): [type: string, body: string | Buffer] {
    const number = (name: string): number => Number(searchParams.get(name) ?? 0)
    const [, kind, index] = /^\/(\w+)(?:\/(\d+))?/.exec(pathname) ?? []
    const [type, make]: [string, () => string | Buffer] =
      kind === 'page'
        ? [HTML, () => pageMarkup(number('nodes'), number('rules'), shown())]
        : kind === 'sheet'
          ? ['text/css; charset=utf-8', () => sheetText(number('rules'), number('fonts'))]
          : kind === 'image'
            ? ['image/png', () => imageBytes(Number(index), number('weight'))]
            : kind === 'font'
              ? ['font/woff2', () => fontBytes(Number(index))]
              : [HTML, () => '<!doctype html><title>viewer</title><body>']
    const shown = () => ({
      images: number('images'),
      weight: number('weight'),
      fonts: number('fonts'),
    })
    const body = pages.get(pathname + search) ?? make()
    pages.set(pathname + search, body)
    return [type, body]
  }

  function receive(path: string, request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      posts.set(path, Buffer.concat(chunks))
      response.writeHead(204).end()
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    posted: (path) => posts.get(path) ?? Buffer.alloc(0),
    forget: (path) => {
      posts.delete(path)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
