import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { Media } from '../../packages/replica/src/media.ts'
import { inertSvg } from '../../packages/replica/src/sprites.ts'
import { feature, twin } from './feature.ts'
import { joinPage, until } from './joined.ts'
import { the } from './missing.ts'

const XLINK = 'http://www.w3.org/1999/xlink'

/** As an engine that resolves every address against that of the page. */
const resolved = (op: Op): Op => {
  const of = <T extends { readonly name: string; readonly value: string }>(attribute: T): T =>
    /href$/.test(attribute.name) && attribute.value.startsWith('#')
      ? { ...attribute, value: `https://shop.example/page${attribute.value}` }
      : attribute
  if (op.op === 'attribute') return of(op)
  if (op.op !== 'insert') return op
  const nodes = op.nodes.map((node) =>
    node.kind === 'element' ? { ...node, attributes: node.attributes.map(of) } : node,
  )
  return { ...op, nodes }
}

const DEFS = `<svg style="position:absolute" width=0 height=0><defs><rect id=a width=12 height=12 fill=teal /><circle id=b cx=20 cy=20 r=20 />
  <symbol id=c viewBox="0 0 10 10"><use href="#a"/></symbol><path id=d d="M0 9h90"/>
  <linearGradient id=e><stop stop-color=red /><stop offset=1 stop-color=blue /></linearGradient><linearGradient id=g /></defs></svg>`

feature('references within the page stay as they are, whoever makes them, and draw [line 21]', {
  markup: `${DEFS}<svg width=300 height=90><use id=u href="#a"/><use id=v xlink:href="#a" x=60 /><use id=w x=120 width=40 height=40 />
    <text y=80 font-size=9><textPath id=t href="#none">along a path</textPath></text><rect id=r x=200 width=60 height=60 /></svg>`,
  change(page) {
    the(page, 'u').setAttribute('href', '#b')
    the(page, 'v').setAttributeNS(XLINK, 'xlink:href', '#b')
    the(page, 'w').setAttribute('href', '#c')
    the(page, 't').setAttribute('href', '#d')
    the(page, 'g').setAttribute('href', '#e')
    the(page, 'r').setAttribute('fill', 'url(#g)')
  },
  check({ replica }) {
    for (const [id, name, value] of [
      ['u', 'href', '#b'],
      ['v', 'xlink:href', '#b'],
      ['w', 'href', '#c'],
      ['t', 'href', '#d'],
      ['g', 'href', '#e'],
    ] as const)
      expect(twin(replica, id).getAttribute(name), id).toBe(value)
  },
  without: (op, mode) => (mode === 'while sharing' && op.op === 'insert' ? op : resolved(op)),
})

feature('references by the whole address of the page are references within it', {
  markup: `${DEFS}<svg width=300 height=90><use id=u href="#a"/><use id=v xlink:href="#a" x=60 /></svg>`,
  change(page) {
    const [here] = page.URL.split('#')
    the(page, 'u').setAttribute('href', `${here}#b`)
    the(page, 'v').setAttributeNS(XLINK, 'xlink:href', `${here}#b`)
  },
  check({ replica }) {
    expect(twin(replica, 'u').getAttribute('href')).toBe('#b')
    expect(twin(replica, 'v').getAttribute('xlink:href')).toBe('#b')
  },
  without: (op, mode) => (mode === 'while sharing' && op.op === 'insert' ? op : resolved(op)),
})

const SPRITE = new URL('/test/mirror/sprite.svg', location.href).href

const askedFor = (of: Document): boolean =>
  (of.defaultView?.performance.getEntriesByType('resource') ?? []).some(({ name }) =>
    name.startsWith(SPRITE),
  )

it('a sprite in a file of its own is shown, through the customer, and its address is not live [line 21]', async () => {
  const joined = await joinPage(
    `<!doctype html><title>t</title><svg><use id=u href="${SPRITE}?v=1#mark" width=40 height=40 /></svg><svg><use id=v width=40 height=40 /></svg>`,
  )
  the(joined.page, 'v').setAttribute('href', `${SPRITE}?v=1#mark`)
  const widthOf = (of: Document, id: string) => the(of, id).getBoundingClientRect().width
  await until(() => widthOf(joined.page, 'u') === 40 && widthOf(joined.page, 'v') === 40)
  expect(joined.difference()).toBeNull()
  const copy = joined.replica.document as Document
  await until(() => widthOf(copy, 'u') === 40 && widthOf(copy, 'v') === 40)
  expect(joined.difference()).toBeNull()
  for (const id of ['u', 'v']) {
    expect(twin(copy, id).getAttribute('href')).toMatch(/^blob:.*#mark$/)
    // Without its query, and with a mark in the place of the fragment.
    expect(twin(copy, id).getAttribute('data-alongside-kept-href')).toMatch(/sprite\.svg\?~\w+$/)
  }
  expect([joined.page, copy].map(askedFor)).toEqual([true, false])
  the(joined.page, 'u').setAttribute('href', '#none')
  the(joined.page, 'v').setAttribute('href', `${SPRITE}#nothing`)
  expect(joined.difference()).toBeNull()
  expect(twin(copy, 'u').getAttribute('href')).toBe('#none')
  await until(() => widthOf(copy, 'v') === 0)
  joined.close()
})

it('of a file of symbols only what draws is a document of the agent’s', () => {
  const media = new Media(() => true)
  const inert = inertSvg(
    `<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="run()"><script>run()</script>
      <style>@import "evil.css"; .a{fill:url(https://evil.example/a.svg#b)}</style><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>
      <symbol id="s" viewBox="0 0 4 4"><path class="a" d="M0 0h4v4z" onclick="run()" style="mask:url(//evil.example/m)"/><use xlink:href="#s"/>
      <a xlink:href="javascript:run()"><set attributeName="href" to="javascript:run()"/></a><image href="https://evil.example/i.png"/></symbol></svg>`,
    media,
  )
  expect(inert).toContain('d="M0 0h4v4z"')
  expect(inert).toContain('id="s"')
  expect(inert).not.toMatch(/run|evil|script|foreignObject|<p[ >]/)
  expect(inertSvg('<html xmlns="http://www.w3.org/1999/xhtml"/>', media)).toBeNull()
  expect(inertSvg('<svg', media)).toBeNull()
})
