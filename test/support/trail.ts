import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site on several hosts, whose every page leads on in every way that there is. */
export interface Trail {
  /** An address on this host, a name that ends with `localhost` or one that the browser was told of. */
  url(host: string, path: string): string
  stop(): Promise<void>
}

/**
 * `/page/N`; `/bare/N` without the snippet; `/to?URL` answers with a redirect, `/refresh?URL` with a page that goes on by itself;
 * what is posted comes back as the page itself.
 */
export async function startTrail(snippet: () => string): Promise<Trail> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://trail')
    if (url.pathname === '/to') {
      response.writeHead(302, { location: decodeURIComponent(url.search.slice(1)) }).end()
      return
    }
    answer(request, response, url, snippet())
  })
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const { port } = server.address() as AddressInfo
  return {
    url: (host, path) => `http://${host}:${port}${path}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  snippet: string,
): void {
  const name = `${request.method} ${request.headers.host?.split(':')[0]}${url.pathname}`
  const refresh = url.pathname === '/refresh' ? decodeURIComponent(url.search.slice(1)) : ''
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><html lang=en><meta charset=utf-8><title>${name}</title>
${url.pathname.startsWith('/bare') ? '' : snippet}
${refresh && `<meta http-equiv=refresh content="0;url=${refresh}">`}
<style>body { margin: 24px; font: 16px sans-serif } h1 { color: teal } li { margin: 4px }</style>
<h1>${name}</h1><p id=said>Nothing was said.</p>
<ul>${Array.from({ length: 40 }, (_, at) => `<li>Line ${at} of ${name}</li>`).join('')}</ul>`)
}
