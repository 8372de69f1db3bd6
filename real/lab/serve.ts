import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { REAL } from './bundle.ts'

/** A web server on loopback: applications, the files of their packages, an empty page for the viewer. */
export interface Site {
  readonly origin: string
  /** Puts an application at `/<folder>/`. */
  put(folder: string, files: ReadonlyMap<string, Uint8Array>): void
  /** Puts a page at this path. */
  page(path: string, html: string): void
  stop(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

export async function startSite(): Promise<Site> {
  const applications = new Map<string, ReadonlyMap<string, Uint8Array>>()
  const pages = new Map([['/viewer', VIEWER]])
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const page = pages.get(pathname)
    if (page !== undefined) return send(response, '.html', page)
    if (pathname.startsWith('/npm/')) return sendFile(response, pathname.slice('/npm/'.length))
    const [, folder = '', name = ''] = pathname.split('/')
    const files = applications.get(folder)
    const file = files?.get(name)
    if (files && name === '') send(response, '.html', htmlOf(files))
    else if (file) send(response, extname(name), file)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    put: (folder, files) => void applications.set(folder, files),
    page: (path, html) => void pages.set(path, html),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const VIEWER = '<!doctype html><title>Viewer</title><link rel="icon" href="data:,"><body>'

function htmlOf(files: ReadonlyMap<string, unknown>): string {
  const sheet = files.has('page.css') ? '<link rel="stylesheet" href="page.css">' : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Application</title>
<link rel="icon" href="data:,">
${sheet}
</head>
<body>
<div id="app"></div>
<script src="page.js"></script>
</body>
</html>`
}

/** A file of an installed package; what one expects below itself is beside it, as npm installs flat. */
function sendFile(response: ServerResponse, path: string): void {
  const flat = normalize(`/${decodeURIComponent(path)}`).replace(/^.*\/node_modules\//, '/')
  const file = join(REAL, 'node_modules', flat)
  if (!existsSync(file) || !statSync(file).isFile()) response.writeHead(404).end()
  else {
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' })
    createReadStream(file).pipe(response)
  }
}

function send(response: ServerResponse, type: string, content: string | Uint8Array): void {
  response.writeHead(200, { 'content-type': TYPES[type] ?? 'text/plain' }).end(content)
}
