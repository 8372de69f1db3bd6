import type { NodeRecord, Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { feature, twin } from './feature.ts'
import { joinPage } from './joined.ts'
import { liveFeature, the, withoutOps } from './missing.ts'

const HTML = 'http://www.w3.org/1999/xhtml'
const SVG = 'http://www.w3.org/2000/svg'
const MATHML = 'http://www.w3.org/1998/Math/MathML'
const XLINK = 'http://www.w3.org/1999/xlink'
const XML = 'http://www.w3.org/XML/1998/namespace'
const XMLNS = 'http://www.w3.org/2000/xmlns/'

type ElementRecord = Extract<NodeRecord, { kind: 'element' }>

/** The elements of inserts as an end would send them that knows less of them. */
const elements =
  (change: (record: ElementRecord) => ElementRecord) =>
  (op: Op): Op =>
    op.op === 'insert'
      ? {
          ...op,
          nodes: op.nodes.map((record) => (record.kind === 'element' ? change(record) : record)),
        }
      : op

const attributes = (change: (all: ElementRecord['attributes']) => ElementRecord['attributes']) =>
  elements((record) => ({ ...record, attributes: change(record.attributes) }))

const local = (name: string): string => name.replace(/.*:/, '')

/** As an engine that knows of HTML only. */
const allHtml = elements((record) => ({ ...record, namespace: HTML }))

/** As one that writes every name as HTML does. */
const lowerCase = elements((record) => ({
  ...record,
  name: record.name.toLowerCase(),
  attributes: record.attributes.map(({ name, value }) => ({ name: name.toLowerCase(), value })),
}))

/** As one whose replica makes a div of what it does not know. */
const divs =
  (isKnown: RegExp): ((op: Op) => Op) =>
  (op) =>
    elements((record) => (isKnown.test(record.name) ? record : { ...record, name: 'div' }))(op)

/** Qualified names of everything under an element, with the namespaces. */
function namesUnder(root: Element): string[] {
  return Array.from(
    root.querySelectorAll('*'),
    (element) => `${element.namespaceURI} ${element.prefix ?? ''} ${element.localName}`,
  )
}

const sameNames = ({ page, replica }: { page: Document; replica: Document }): void =>
  expect(namesUnder(twin(replica, 'at'))).toEqual(namesUnder(the(page, 'at')))

feature('names of SVG keep their case, those of elements and those of attributes', {
  head: '<style>svg{display:block;width:80px;height:40px}foreignObject{color:teal}[viewBox]{opacity:.9}</style>',
  markup: '<div id=at><svg id=s></svg></div>',
  change(page) {
    the(page, 's').innerHTML =
      '<defs><linearGradient id=g gradientUnits=userSpaceOnUse x2=40><stop stop-color=red /><stop offset=1 stop-color=blue /></linearGradient>' +
      '<clipPath id=c clipPathUnits=objectBoundingBox><circle cx=.5 cy=.5 r=.5 /></clipPath><path id=p d="M0 18h40"/></defs>' +
      '<rect width=40 height=20 fill="url(#g)" clip-path="url(#c)"/><text font-size=8><textPath href="#p" startOffset=4>along</textPath></text>' +
      '<foreignObject width=20 height=20><p>HTML</p></foreignObject>'
    the(page, 's').setAttribute('viewBox', '0 0 60 30')
    the(page, 's').setAttribute('preserveAspectRatio', 'xMinYMin slice')
    // A name that only looks like one: it draws nothing, there and here.
    const wrong = page.createElementNS(SVG, 'foreignobject')
    wrong.append('not shown')
    the(page, 's').append(wrong)
  },
  check: sameNames,
  without: lowerCase,
})

feature('MathML is laid out as mathematics, with HTML in it where it may be', {
  markup: '<div id=at></div>',
  change(page) {
    the(page, 'at').innerHTML =
      '<math display=block><mfrac linethickness=3px><msqrt><mi>x</mi></msqrt><mrow><mi mathvariant=normal>y</mi><mo stretchy=false>(</mo>' +
      '<mtext><b>HTML</b></mtext></mrow></mfrac><semantics><mi>z</mi><annotation-xml encoding=text/html><p>no</p></annotation-xml></semantics></math>'
    const sub = page.createElementNS(MATHML, 'm:msub')
    sub.append(page.createElementNS(MATHML, 'm:mi'), page.createElementNS(MATHML, 'm:mn'))
    sub.firstElementChild?.append('a')
    sub.lastElementChild?.append('1')
    the(page, 'at').querySelector('math')?.append(sub)
  },
  check: sameNames,
  without: allHtml,
})

const NAMESPACED = `<style>@namespace x url(${XLINK});@namespace xml url(${XML});
  use{fill:red}use[x|href]{fill:teal}text{fill:red}text[xml|lang|=de]{fill:teal}svg{display:block;height:60px}</style>`

feature('attributes of XLink, XML and namespaces are in theirs, whatever prefix they have', {
  head: NAMESPACED,
  markup:
    '<div id=at><svg><defs><rect id=a width=9 height=9 /><rect id=b width=30 height=30 /></defs>' +
    '<use id=u xlink:href="#a"/><use id=v x=40 /><text id=t y=50 xml:lang=en>a  b</text></svg></div>',
  change(page) {
    the(page, 'u').setAttributeNS(XLINK, 'xlink:href', '#b')
    the(page, 't').setAttributeNS(XML, 'xml:lang', 'de')
    the(page, 't').setAttributeNS(XML, 'xml:space', 'preserve')
    const svg = the(page, 'at').firstElementChild as Element
    svg.setAttributeNS(XMLNS, 'xmlns:xlink', XLINK)
    svg.setAttributeNS('urn:tool', 'tool:label', 'layer')
  },
  without: (op, mode) =>
    op.op === 'attribute'
      ? { ...op, name: local(op.name) }
      : mode === 'while sharing'
        ? op
        : attributes((all) => all.map(({ name, value }) => ({ name: local(name), value })))(op),
})

feature('an address of XLink without a prefix, as charting libraries set it, is followed', {
  markup:
    '<svg><defs><rect id=a width=9 height=9 /><rect id=b width=30 height=30 /></defs><use id=u /></svg>',
  before: (page) => the(page, 'u').setAttributeNS(XLINK, 'href', '#a'),
  change: (page) => the(page, 'u').setAttributeNS(XLINK, 'href', '#b'),
  without: (op, mode) =>
    mode === 'while sharing'
      ? withoutOps('attribute')(op)
      : attributes((all) => all.filter(({ name }) => name !== 'href'))(op),
})

liveFeature('attributes in namespaces are removed, whatever prefix they had', {
  head: '<style>text:lang(de){fill:teal}svg{display:block}</style>',
  markup:
    '<svg id=s><defs><rect id=a width=9 height=9 /></defs><use id=u xlink:href="#a"/><use id=v x=40 /><text id=t y=50 xml:lang=de>a</text></svg>',
  before(page) {
    the(page, 'v').setAttributeNS(XLINK, 'href', '#a')
    the(page, 's').setAttributeNS('urn:tool', 'tool:label', 'layer')
  },
  change(page) {
    for (const id of ['u', 'v']) the(page, id).removeAttributeNS(XLINK, 'href')
    the(page, 't').removeAttributeNS(XML, 'lang')
    the(page, 's').removeAttributeNS('urn:tool', 'label')
  },
  without: () => null,
})

feature('an element of HTML with an upper-case name is none that HTML knows', {
  head: '<style>div,span{padding:9px;display:block}</style>',
  markup: '<div id=at></div>',
  change(page) {
    for (const name of ['DIV', 'Span', 'div']) {
      const element = page.createElementNS(HTML, name)
      element.append(name)
      the(page, 'at').append(element)
    }
  },
  check: sameNames,
  without: lowerCase,
})

feature('names with dots, colons, quotes and letters of any script stay, and style as they do', {
  head: '<style>gr\\f6\\df e{color:teal;display:block}x\\.y{padding:3px;display:block}a\\:b{font-weight:bold}_x{color:red}</style>',
  markup: '<div id=at></div>',
  change(page) {
    const at = the(page, 'at')
    at.innerHTML =
      '<x.y>dot</x.y><größe>letters</größe><a:b>colon</a:b><q"o\'t>quotes</q"o\'t><h1<>angle</h1<><em😍>sign</em😍>'
    for (const name of ['größe', 'x.y', 'a:b', '_x', 'été', 'x·y']) {
      const element = page.createElement(name)
      element.append(name)
      at.append(element)
    }
  },
  check: sameNames,
  without: divs(/^(html|head|title|style|body|div)$/),
})

feature('elements of no namespace and of unknown ones are no HTML', {
  head: '<style>p{padding:9px;display:block}</style>',
  markup: '<div id=at></div>',
  change(page) {
    for (const [namespace, name] of [
      [null, 'p'],
      ['', 'p'],
      ['urn:other', 'p'],
      ['urn:other', 'o:p'],
      [SVG, 'p'],
      [HTML, 'h:p'],
    ] as const) {
      const element = page.createElementNS(namespace, name)
      element.append(String(namespace))
      the(page, 'at').append(element)
    }
  },
  check: ({ page, replica }) => {
    // HTML has no prefixes: the element is what its local name says.
    const [mine, theirs] = [the(page, 'at'), twin(replica, 'at')].map((at) =>
      namesUnder(at).map((name) => name.replace(' h ', '  ')),
    )
    expect(theirs).toEqual(mine)
  },
  without: allHtml,
})

it('code in SVG stays with the customer, as it does in HTML; texts of SVG leave', async () => {
  const joined = await joinPage(
    '<!doctype html><title>t</title><svg id=s><script type=none>the code</script><text y=20>a text</text></svg>',
  )
  const more = joined.page.createElementNS(SVG, 'script')
  more.append('more code')
  the(joined.page, 's').append(more)
  expect(joined.difference()).toBeNull()
  more.firstChild?.replaceWith('other code')
  expect(joined.difference()).toBeNull()
  const sent = joined.frames.map((bytes) => new TextDecoder().decode(bytes)).join('')
  expect(sent).toContain('a text')
  expect(sent).not.toContain('code')
  joined.close()
})

it('a page may give its attributes the names of the product’s, and of the replica’s own', async () => {
  const names = ['blocked', 'box', 'mask', 'name', 'note', 'own', 'player', 'refused', 'is-hover']
  const plain = names.map((name) => `${name}=a`).join(' ')
  const reserved = [...names, 'kept-href', 'kept-data-alongside-note']
    .filter((name) => name !== 'own' && name !== 'mask')
    .map((name) => `data-alongside-${name}=b`)
    .join(' ')
  const joined = await joinPage(
    `<!doctype html><title>t</title><body><p id=p ${plain}>x</p><p id=r ${reserved}>y</p>
      <svg width=50 height=50><rect id=s mask="url(https://images.example/x.svg#x)" width=9 height=9 /></svg></body>`,
  )
  try {
    expect(joined.difference()).toBeNull()
    for (const id of ['p', 'r', 's'])
      for (const name of the(joined.page, id).getAttributeNames())
        the(joined.page, id).setAttribute(name, name === 'id' ? id : 'url(https://b.example/y)')
    expect(joined.difference()).toBeNull()
    for (const id of ['p', 'r', 's'])
      for (const name of the(joined.page, id).getAttributeNames())
        if (name !== 'id') the(joined.page, id).removeAttribute(name)
    expect(joined.difference()).toBeNull()
    const left = ['p', 'r', 's'].map((id) => twin(joined.replica.document as Document, id))
    expect(left.map((element) => element.getAttributeNames())).toEqual([['id'], ['id'], ['id']])
  } finally {
    joined.close()
  }
})
