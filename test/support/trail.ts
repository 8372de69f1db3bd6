import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site on several hosts, whose pages are numbered. */
export interface Trail {
  /** An address on this host: a name that ends with `localhost`, or one that the browser was told of. */
  url(host: string, path: string): string
  stop(): Promise<void>
}

/**
 * `/page/N`, also where it is posted to; `/bare/N` without the snippet, `/unkept/N` that no browser keeps to go back to; `/to?URL`
 * answers with a redirect, `/refresh/N?URL` goes on by itself. The number is in the heading.
 */
export async function startTrail(snippet: () => string): Promise<Trail> {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://trail')
    const query = decodeURIComponent(search.slice(1))
    if (pathname === '/to') {
      response.writeHead(request.method === 'POST' ? 303 : 302, { location: query }).end()
      return
    }
    const [, kind = '', number = ''] = pathname.split('/')
    const name = `${request.method} ${request.headers.host?.split(':')[0]}${pathname}`
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><html lang=en><meta charset=utf-8><title>${name}</title>
${kind === 'bare' ? '' : snippet()}
${kind === 'refresh' ? `<meta http-equiv=refresh content="0;url=${query}">` : ''}
${kind === 'unkept' ? '<script>addEventListener("unload", () => {})</script>' : ''}
<style>body { margin: 24px; font: 16px sans-serif } h1 { color: teal } li { margin: 4px }</style>
<h1>${number}</h1><p id=said>${name}</p>
<ul>${Array.from({ length: 40 }, (_, at) => `<li>Line ${at} of ${name}</li>`).join('')}</ul>`)
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
