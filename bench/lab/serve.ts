import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pageMarkup, sheetText } from '../page/markup.ts'

/** The bench's own web server on loopback: pages out, messages of engines in. */
export interface Site {
  readonly origin: string
  /** What a page posted under this path; it can be fetched from there as well, until `forget`. */
  posted(path: string): Buffer
  forget(path: string): void
  stop(): Promise<void>
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, string>()
  const posts = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const posted = posts.get(url.pathname)
    if (request.method === 'POST') receive(url.pathname, request, response)
    else if (posted) response.writeHead(200).end(posted)
    else {
      const [type, text] = content(url)
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text)
    }
  })

  function content(url: URL): [type: string, text: string] {
    const rules = Number(url.searchParams.get('rules') ?? 0)
    const key = url.pathname + url.search
    const text =
      pages.get(key) ??
      (url.pathname === '/page'
        ? pageMarkup(Number(url.searchParams.get('nodes')), rules)
        : url.pathname === '/sheet.css'
          ? sheetText(rules)
          : '<!doctype html><title>viewer</title><body>')
    pages.set(key, text)
    return [url.pathname.endsWith('.css') ? 'text/css' : 'text/html', text]
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
