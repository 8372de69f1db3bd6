import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
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

const SPRITE = new URL('/test/mirror/sprite.svg', location.href).href

const askedFor = (of: Document): boolean =>
  (of.defaultView?.performance.getEntriesByType('resource') ?? []).some(({ name }) =>
    name.startsWith(SPRITE),
  )

it('a sprite in a file of its own is not shown: its address is kept, and nobody is asked for it [line 21]', async () => {
  const joined = await joinPage(
    `<!doctype html><title>t</title><svg><use id=u href="${SPRITE}?v=1#mark" width=40 height=40 /></svg><svg><use id=v width=40 height=40 /></svg>`,
  )
  the(joined.page, 'v').setAttribute('href', `${SPRITE}?v=1#mark`)
  const widthOf = (of: Document, id: string) => the(of, id).getBoundingClientRect().width
  await until(() => widthOf(joined.page, 'u') === 40 && widthOf(joined.page, 'v') === 40)
  expect(joined.difference()).toBeNull()
  const copy = joined.replica.document as Document
  for (const id of ['u', 'v']) {
    expect(widthOf(copy, id)).toBe(0)
    expect(twin(copy, id).hasAttribute('href')).toBe(false)
    // Without its query, and with a mark in the place of the fragment.
    expect(twin(copy, id).getAttribute('data-alongside-href')).toMatch(/sprite\.svg\?~\w+$/)
  }
  expect([joined.page, copy].map(askedFor)).toEqual([true, false])
  // Not even tried: an address that were live would be, and be stopped by the policy of the frame.
  const stopped: string[] = []
  copy.addEventListener('securitypolicyviolation', (event) => stopped.push(event.blockedURI))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(stopped).toEqual([])
  twin(copy, 'u').setAttribute('href', `${SPRITE}?v=2#mark`)
  await until(() => stopped.length > 0)
  expect(widthOf(copy, 'u')).toBe(0)
  joined.close()
})
