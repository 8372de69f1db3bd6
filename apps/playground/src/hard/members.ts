import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { grainPng, portraitPng, reliefPng, sceneImage } from '../images/pictures.ts'
import { html, type Markup } from '../markup.ts'
import type { Snippet } from '../snippet.ts'
import { toolPage } from './tool-page.ts'

const COOKIE = 'member=fell-and-ford'

/**
 * Pages behind a login, whose parts only a member's browser gets: pictures for the cookie, a font of another origin for this
 * site alone, pictures that a script fetches, and, with `intranet`, a host that no public name server
 * knows.
 */
export function registerMembers(
  app: FastifyInstance,
  snippet: Snippet | null,
  intranet: string | null,
): void {
  const send = (reply: FastifyReply, { markup }: Markup): FastifyReply =>
    reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(markup)
  const pictures: Readonly<Record<string, Buffer>> = {
    relief: reliefPng(),
    grain: grainPng(),
    portrait: portraitPng(),
  }

  app.get('/members/sign-in', (_, reply) => send(reply, signInPage(snippet)))
  app.get('/members/enter', (_, reply) =>
    reply
      .header('set-cookie', `${COOKIE}; Path=/members; HttpOnly; SameSite=Lax`)
      .redirect('/members'),
  )
  for (const path of ['/members', '/members/orders'] as const) {
    app.get(path, (request, reply) => {
      if (!isMember(request)) return reply.redirect('/members/sign-in')
      return send(reply, membersPage(snippet, path, { port: portOf(request), intranet }))
    })
  }
  // The fonts of the shop, lent to its own origin only.
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/fonts/'))
      reply.header('access-control-allow-origin', `http://shop.localhost:${portOf(request)}`)
  })
  app.get<{ Params: { name: string } }>('/members/pictures/:name', (request, reply) => {
    if (!isMember(request)) return reply.code(403).send()
    const { name } = request.params
    const png = pictures[name.replace('.png', '')]
    if (png) return kept(reply).type('image/png').send(png)
    return name.endsWith('.svg')
      ? kept(reply).type('image/svg+xml').send(sceneImage(name))
      : reply.code(404).send()
  })
  app.get<{ Params: { name: string } }>('/intranet/:name', (request, reply) => {
    if (request.hostname !== intranet) return reply.code(404).send()
    return kept(reply)
      .header('access-control-allow-origin', '*')
      .type('image/svg+xml')
      .send(sceneImage(request.params.name))
  })
}

function isMember({ headers }: FastifyRequest): boolean {
  return (headers.cookie ?? '').includes(COOKIE)
}

function portOf({ host }: FastifyRequest): string {
  return new URL(`http://${host}`).port
}

/** As a browser keeps what is behind a login: for itself. */
function kept(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'private, max-age=3600')
}

function signInPage(snippet: Snippet | null): Markup {
  return toolPage(snippet, {
    title: 'Members',
    bodyClass: 'tools',
    head: html``,
    main: html`<main class="members"><h1>Members</h1><p><a id="enter" href="/members/enter">Sign in</a></p></main>`,
  })
}

function membersPage(
  snippet: Snippet | null,
  path: string,
  { port, intranet }: { port: string; intranet: string | null },
): Markup {
  const inside = (name: string) =>
    intranet === null
      ? `/members/pictures/${name}.svg`
      : `http://${intranet}:${port}/intranet/${name}.svg`
  const head = html`<style>
@font-face{font-family:Lent;src:url(http://type.localhost:${port}/fonts/bricolage-grotesque-latin-wght-normal.woff2) format("woff2");font-weight:200 800;unicode-range:U+0-FF}
@font-face{font-family:Lent;src:url(http://type.localhost:${port}/fonts/bricolage-grotesque-latin-ext-wght-normal.woff2) format("woff2");font-weight:200 800;unicode-range:U+100-2FF}
.members{font-family:Lent,serif;max-width:860px;margin:24px auto;display:grid;gap:16px}
.members h1{font-weight:800;font-size:34px}
.members header{height:110px;background:url(/members/pictures/relief.png) center/cover}
.members ul{display:flex;gap:12px;list-style:none;padding:0;margin:0}
.members img{width:150px;height:110px;object-fit:cover}
.never{background:url(/members/pictures/never.svg)}
</style>`
  const main = html`<main class="members">
<header></header>
<h1>${path === '/members' ? 'Your picture archive' : 'Your orders'}</h1>
<p>Lent letters: quick foxes judge my vow. <a href="${path === '/members' ? '/members/orders' : '/members'}">The other page</a></p>
<ul>
<li><img alt="" src="/members/pictures/portrait.png"></li>
<li><img alt="" src="/members/pictures/ridge.svg" srcset="/members/pictures/ridge.svg 1x, /members/pictures/ridge-large.svg 2x"></li>
<li><picture><source media="(min-width: 3000px)" srcset="/members/pictures/wide.svg"><img alt="" src="/members/pictures/narrow.svg"></picture></li>
<li><img alt="" id="fetched"></li>
<li><img alt="" crossorigin src="${inside('hut')}"></li>
</ul>
<ul>
<li><img alt="" id="gone"></li>
<li><svg width="150" height="110"><image href="/members/pictures/scree.svg" width="150" height="110" preserveAspectRatio="xMidYMid slice"/></svg></li>
<li style="width:150px;height:110px;background:url('${inside('tarn')}') center/cover"></li>
</ul>
<script>
for (const [id, name, keep] of [['fetched', 'grain', true], ['gone', 'relief', false]]) {
  fetch('/members/pictures/' + name + '.png').then((answer) => answer.blob()).then((blob) => {
    const image = document.getElementById(id)
    image.src = URL.createObjectURL(blob)
    if (!keep) image.onload = () => { URL.revokeObjectURL(image.src); document.documentElement.dataset.ready = '' }
  })
}
</script>
</main>`
  return toolPage(snippet, { title: 'Members', bodyClass: 'tools', head, main })
}
