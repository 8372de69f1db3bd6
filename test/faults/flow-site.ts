import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crc32, deflateSync } from 'node:zlib'
import type { Site } from './site.ts'

/** Images of the page, each of so many bytes as nothing makes smaller: what assets are on a slow link. */
const IMAGES = 6
const IMAGE_SIDE = 110

/** A site whose page changes with every frame of the screen: texts, attributes, rows that move, and a stamp that says when. */
export async function startFlowSite(server: string): Promise<Site> {
  const site = createServer((request, response) => {
    const image = /^\/image(\d+)/.exec(request.url ?? '')
    response.writeHead(200, {
      'content-type': image ? 'image/png' : 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(image ? noise() : pageOf(server))
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

/**
 * The class of `#stamp` is the time of the page's last change, to base 36; that of `#timer` the same by a timer, which a hidden tab has too.
 * What of the rows changed goes far beyond 256 kbit/s when each change is sent, and their state does not.
 */
function pageOf(server: string): string {
  const rows = Array.from({ length: 200 }, (_, i) => `<li><b>Row ${i}</b> <i></i></li>`).join('')
  const images = Array.from({ length: IMAGES }, (_, i) => `<img src="/image${i}" alt="">`).join('')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Flow</title><link rel="icon" href="data:,">
<style>#list { columns: 4 } #list li { height: 20px } i { display: inline-block; height: 8px; background: #36c }</style>
<script>window.Alongside=window.Alongside||function(){(Alongside.q=Alongside.q||[]).push(arguments)}</script>
<script async src="${server}/messenger/loader.js" data-deployment-id="demo-shop"></script>
</head><body>
<h1>Flow</h1><p id="stamp"></p><p id="timer"></p>
<ul id="list">${rows}</ul><p>${images}</p>
<script>
  window.flowing = true
  window.changes = 0
  const list = document.getElementById('list')
  const any = (count) => Math.floor(Math.random() * count)
  const word = () => any(2 ** 31).toString(36)
  const row = () => list.children[any(list.children.length)]
  const now = () => 't' + Date.now().toString(36)
  const change = () => {
    requestAnimationFrame(change)
    if (!window.flowing) return
    window.changes++
    for (let i = 0; i < 30; i++) row().firstChild.textContent = word() + ' ' + word()
    for (let i = 0; i < 4; i++) row().lastChild.style.width = any(90) + 'px'
    row().before(row())
    if (any(4) === 0) {
      list.lastElementChild.remove()
      const fresh = document.createElement('li')
      fresh.innerHTML = '<b>New ' + word() + '</b> <i></i>'
      row().before(fresh)
    }
    document.getElementById('stamp').className = now()
  }
  requestAnimationFrame(change)
  setInterval(() => { if (window.flowing) document.getElementById('timer').className = now() }, 100)
</script>
</body></html>`
}

function noise(): Buffer {
  const line = 1 + IMAGE_SIDE * 3
  const pixels = crypto.getRandomValues(Buffer.alloc(line * IMAGE_SIDE))
  // Each line begins with the number of its filter: none.
  for (let at = 0; at < pixels.length; at += line) pixels[at] = 0
  const head = Buffer.alloc(13)
  head.writeUInt32BE(IMAGE_SIDE, 0)
  head.writeUInt32BE(IMAGE_SIDE, 4)
  head.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...parts])
}

function chunk(name: string, bytes: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), bytes])
  const length = Buffer.alloc(4)
  const sum = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
