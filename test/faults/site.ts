import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The customer's site: pages with a field, something to scroll, what a script changes, and a way to the next page. */
export interface Site {
  url(page: number): string
  stop(): Promise<void>
}

export async function startSite(server: string): Promise<Site> {
  const site = createServer((request, response) => {
    const number = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0)
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(pageOf(number, server))
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  const { port } = site.address() as AddressInfo
  return {
    url: (page) => `http://shop.localhost:${port}/${page}`,
    async stop() {
      site.closeAllConnections()
      await new Promise((done) => site.close(done))
    },
  }
}

/** The page says when it was alive: the class of `#tick` is the time, to base 36, five times a second until it is told to be quiet. */
function pageOf(number: number, server: string): string {
  const rows = Array.from({ length: 40 }, (_, i) => `<li>Line ${i} of page ${number}</li>`).join('')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Page ${number}</title><link rel="icon" href="data:,">
<style>#list li { height: 40px } #box { height: 90px; overflow: auto } .on { background: #def }</style>
<script>window.Alongside=window.Alongside||function(){(Alongside.q=Alongside.q||[]).push(arguments)}</script>
<script async src="${server}/messenger/loader.js" data-deployment-id="demo-shop"></script>
</head><body>
<h1>Page ${number}</h1>
<p><label>Name <input id="name"></label> <label>Notes <textarea id="notes"></textarea></label> <a id="next" href="/${number + 1}">Next</a></p>
<p id="tick"></p>
<div id="box"><ul>${rows}</ul></div>
<ul id="list">${rows}</ul>
<script>
  window.quiet = false
  setInterval(() => { if (!window.quiet) document.getElementById('tick').className = 't' + Date.now().toString(36) }, 200)
  window.change = (random) => {
    const list = document.getElementById('list')
    const items = list.children
    const at = items[Math.floor(random * items.length)]
    switch (Math.floor(random * 1000) % 4) {
      case 0: at.textContent = 'Changed ' + Math.floor(random * 1e6).toString(36); break
      case 1: list.append(items[0]); break
      case 2: at.classList.toggle('on'); break
      case 3: {
        const fresh = document.createElement('li')
        fresh.append('New ' + Math.floor(random * 1e6).toString(36))
        at.before(fresh)
        if (items.length > 60) items[items.length - 1].remove()
      }
    }
  }
</script>
</body></html>`
}
