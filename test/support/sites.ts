import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Sites on names of their own, `http://NAME.localhost:PORT`: each another origin, and a secure context. */
export interface Sites {
  /** An address on the site of this name. */
  url(name: string, path: string): string
  stop(): Promise<void>
}

/** `pages`: what `NAME/PATH` answers, as HTML, or as SVG where the path says so. */
export async function startSites(
  pages: (at: string, sites: Sites) => string | null,
): Promise<Sites> {
  const server = createServer((request, response) => {
    const name = (request.headers.host ?? '').split('.localhost')[0] ?? ''
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const page = pages(name + pathname, sites)
    const type = pathname.endsWith('.svg') ? 'image/svg+xml' : 'text/html; charset=utf-8'
    response.writeHead(page === null ? 404 : 200, {
      'content-type': type,
      'cache-control': 'no-store',
    })
    response.end(page ?? '')
  })
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const { port } = server.address() as AddressInfo
  const sites: Sites = {
    url: (name, path) => `http://${name}.localhost:${port}${path}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return sites
}
