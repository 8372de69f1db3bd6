import type { Op } from '@alongside/protocol'
import { feature, type Side } from './feature.ts'
import { hand, SHIFT, type Spot } from './hand.ts'

const without = (op: Op): Op | null => (op.op === 'selection' ? null : op)

/** The element with this id attribute, wherever it is. */
function at(root: Document | ShadowRoot, id: string): HTMLElement {
  const found = root.getElementById(id)
  if (!found) throw new Error(`no #${id}`)
  return found
}

/** The left edge of a character. */
function character(element: Element, index: number): Spot {
  const text = element.firstChild as Text
  const range = element.ownerDocument.createRange()
  range.setStart(text, index)
  const { x, y, height } = range.getBoundingClientRect()
  return { of: element.ownerDocument, x: x + 1, y: y + height / 2 }
}

/** What the replica paints as selected. */
function painted(of: Document): string {
  const registry = of.defaultView?.CSS.highlights as unknown as Map<string, Set<StaticRange>>
  const texts: string[] = []
  for (const range of registry.get('alongside-selection') ?? []) {
    const live = of.createRange()
    live.setStart(range.startContainer, range.startOffset)
    live.setEnd(range.endContainer, range.endOffset)
    texts.push(live.toString())
  }
  return texts.join('')
}

function paints(expected: string, of = (side: Side) => side.replica) {
  return (side: Side): void => {
    const text = painted(of(side))
    if (text !== expected) throw new Error(`paints "${text}"`)
  }
}

feature('a selection across elements is painted, in the colours of the browser', {
  markup: '<p id=a>one two three</p><p>four <b>five</b></p><p id=c>six seven</p><p>eight</p>',
  change: (page) => hand.drag(character(at(page, 'a'), 4), character(at(page, 'c'), 3)),
  check: paints('two threefour fivesix'),
  without,
  pixels: true,
})

feature('a selection made backwards is the same text', {
  markup: '<p id=a>one two three</p><p id=c>six seven</p>',
  change: (page) => hand.drag(character(at(page, 'c'), 3), character(at(page, 'a'), 4)),
  check: paints('two threesix'),
  without,
})

feature('rules of the page for ::selection paint it', {
  head: '<style>p::selection{background-color:rgb(250,220,0);color:rgb(120,0,0)}</style>',
  markup: '<p id=a>one two three four five six seven</p><p>x</p>',
  change: (page) => hand.drag(character(at(page, 'a'), 4), character(at(page, 'a'), 30)),
  check: paints('two three four five six se'),
  without,
  pixels: true,
})

feature('text that cannot be selected is not painted', {
  markup: '<p id=a>one <i style="user-select:none">not</i> <b id=b>three four</b></p>',
  change(page) {
    page.defaultView?.getSelection()?.selectAllChildren(at(page, 'a'))
  },
  check: paints('one  three four'),
  without,
})

feature('a triple click selects a paragraph', {
  markup: '<p id=a>one two three</p><p>four</p>',
  change: (page) => hand.click(character(at(page, 'a'), 5), 3),
  check: paints('one two three'),
  without,
})

feature('a selection in a shadow root is painted there', {
  markup: '<div id=host></div><p>x</p>',
  before(page) {
    at(page, 'host').attachShadow({ mode: 'open' }).innerHTML = '<p id=s>inside of it</p>'
  },
  change(page) {
    const text = at(at(page, 'host').shadowRoot as ShadowRoot, 's')
    return hand.drag(character(text, 9), character(text, 2))
  },
  check: paints('side of'),
  without,
})

feature('a selection through slots follows what is seen', {
  markup:
    '<p id=a>before</p><div id=host><b slot=two>second</b><i slot=one>first</i></div><p id=z>after</p>',
  before(page) {
    at(page, 'host').attachShadow({ mode: 'open' }).innerHTML =
      '<u>(</u><slot name=one></slot>,<slot name=two></slot>'
  },
  change(page) {
    const [a, z] = [at(page, 'a').firstChild, at(page, 'z').firstChild]
    if (a && z) page.defaultView?.getSelection()?.setBaseAndExtent(z, 3, a, 3)
  },
  check: paints('ore(first,secondaft'),
  without,
})

feature('a selection in a frame is painted there', {
  markup: '<iframe id=f width=300 height=80></iframe><p>x</p>',
  before(page) {
    const inner = (at(page, 'f') as HTMLIFrameElement).contentDocument
    inner?.write('<!doctype html><p id=p>inside of it</p>')
    inner?.close()
  },
  change(page) {
    const text = at((at(page, 'f') as HTMLIFrameElement).contentDocument as Document, 'p')
    return hand.drag(character(text, 2), character(text, 9))
  },
  check: paints(
    'side of',
    ({ replica }) => (at(replica, 'f') as HTMLIFrameElement).contentDocument as Document,
  ),
  without,
})

feature('a selection grows by keyboard, and goes with a click', {
  markup: '<p id=a>one two three</p><p id=b>x</p>',
  before: (page) => hand.drag(character(at(page, 'a'), 8), character(at(page, 'a'), 11)),
  async change(page) {
    await hand.key('ArrowLeft', SHIFT)
    if (page.defaultView?.getSelection()?.toString() !== 'th') throw new Error('not selected')
    await hand.click(character(at(page, 'b'), 0))
  },
  check: paints(''),
  without: (op) =>
    op.op === 'selection' && op.anchor === op.focus && op.anchorOffset === op.focusOffset
      ? null
      : op,
  modes: ['while sharing'],
})

feature('of a masked text all or nothing is selected', {
  markup:
    '<p id=a>visible</p><p data-alongside-mask id=m>secret of some length</p><p id=z>after</p>',
  change(page) {
    const [m, z] = [at(page, 'm').firstChild, at(page, 'z').firstChild]
    if (m && z) page.defaultView?.getSelection()?.setBaseAndExtent(m, 3, z, 2)
  },
  check: paints(`${'•'.repeat(16)}af`),
  without,
})
