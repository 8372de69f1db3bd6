import type { NodeRecord, Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { type Feature, feature } from './feature.ts'
import { joinPage, until } from './joined.ts'

const records =
  (change: (record: NodeRecord) => NodeRecord) =>
  (op: Op): Op =>
    op.op === 'insert' ? { ...op, nodes: op.nodes.map(change) } : op

/** As an engine that builds every document in standards mode. */
const alwaysStandards = records((record) =>
  record.kind === 'document' ? { ...record, mode: 'standards' } : record,
)

const MODES: [name: string, doctype: string, mode: string][] = [
  ['no doctype', '', 'BackCompat'],
  ['an empty doctype', '<!doctype>', 'BackCompat'],
  ['an old doctype', '<!doctype html public "-//W3C//DTD HTML 3.2//EN">', 'BackCompat'],
  ['no doctype and an xmlns on html', '<html xmlns="http://www.w3.org/1999/xhtml">', 'BackCompat'],
]
for (const [name, doctype, mode] of MODES) {
  feature(`a page with ${name} is laid out in quirks mode`, {
    markup: `${doctype || '<html>'}<head><title>t</title></head><body><table><tr><td>a</table><div id=at></div></body>`,
    modes: ['while sharing'],
    before: (page) => expect(page.compatMode).toBe(mode),
    change(page) {
      const at = page.getElementById('at')
      if (at) at.innerHTML = '<div style="height:50%"><b style="width:70">no unit</b></div>'
    },
    check: ({ replica }) => expect(replica.compatMode).toBe(mode),
    without: alwaysStandards,
  })
}

feature('a page with a transitional doctype is laid out in limited quirks mode', {
  markup:
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html><head><title>t</title></head>' +
    '<body><table cellpadding=0 cellspacing=0><tr><td><canvas width=20 height=30></canvas></table><p id=p>text</p></body></html>',
  modes: ['while sharing'],
  change(page) {
    page.body.append(page.createElement('hr'))
  },
  check: ({ replica }) => expect(replica.doctype?.publicId).toContain('Transitional'),
  without: alwaysStandards,
})

/** A change of the page, after which it must still be live. */
const alive: Pick<Feature, 'check'> = {
  check({ joined, page, replica }) {
    const has = (name: string) => Array.from(replica.childNodes).filter((n) => n.nodeName === name)
    if (replica.doctype && has('html').length !== 1) throw new Error('not one doctype')
    if (has('HTML').length !== 1) throw new Error('not one html')
    const { title } = page.documentElement
    page.documentElement.title = `${title}.`
    const problem = joined.difference()
    if (problem) throw new Error(problem)
  },
}

/** As an engine that only knows the page as it was. */
const nothingNew = (op: Op): Op | null => (op.op === 'insert' && op.parent <= 1 ? null : op)

feature('a page written anew with document.open is one page, and live [line 14]', {
  markup: '<!doctype html><html><head><title>t</title></head><body><p>old</p></body></html>',
  modes: ['while sharing'],
  async change(page) {
    page.open()
    page.write('<!doctype html><html><head><style>p{padding:9px}</style></head><body><p>new')
    await new Promise((resolve) => setTimeout(resolve, 40))
    page.write('<b>er</b></p><div id=box style="height:20px;overflow:auto"><p>tall</p></div>')
    page.close()
  },
  check(side) {
    alive.check?.(side)
    // The listeners of the capture went with the old page, and are there again.
    const box = side.page.getElementById('box') as HTMLElement
    box.scrollTop = 7
    side.joined.capture.flush()
  },
  without: nothingNew,
})

it('what is scrolled after document.open is scrolled in the replica: listeners come back', async () => {
  const joined = await joinPage('<!doctype html><p>old</p>')
  joined.page.open()
  joined.page.write(
    '<!doctype html><div id=box style="height:50px;overflow:auto"><div style="height:500px"></div></div>',
  )
  joined.page.close()
  expect(joined.difference()).toBeNull()
  ;(joined.page.getElementById('box') as HTMLElement).scrollTop = 70
  await until(() => joined.replica.document?.getElementById('box')?.scrollTop === 70)
  joined.close()
})

feature('a page written anew with another doctype changes its mode', {
  markup: '<!doctype html><html><head><title>t</title></head><body><p>old</p></body></html>',
  modes: ['while sharing'],
  change(page) {
    page.open()
    page.write('<html><body><table><tr><td style="width:90">quirks</table></body></html>')
    page.close()
  },
  check({ replica }) {
    expect(replica.compatMode).toBe('BackCompat')
  },
  without: alwaysStandards,
})

feature('the root element is replaced', {
  markup: '<!doctype html><html><head><title>t</title></head><body><p>old</p></body></html>',
  modes: ['while sharing'],
  async change(page) {
    const root = page.createElement('html')
    root.innerHTML = '<head><style>p{color:teal}</style></head><body><p>new</p></body>'
    page.documentElement.remove()
    await new Promise((resolve) => setTimeout(resolve, 40))
    page.append(root)
  },
  ...alive,
  without: nothingNew,
})

feature('the body is replaced, by a frameset too', {
  markup: '<!doctype html><html><head><title>t</title></head><body><p>old</p></body></html>',
  async change(page) {
    page.body = Object.assign(page.createElement('body'), { innerHTML: '<p>second</p>' })
    await new Promise((resolve) => setTimeout(resolve, 40))
    const set = page.createElement('frameset')
    set.cols = '40%,*'
    set.append(page.createElement('frame'), page.createElement('frame'))
    page.body.replaceWith(set)
    const [first] = Array.from(set.querySelectorAll('frame'))
    first?.contentDocument?.body.append('in the first frame')
  },
  without: records((record) =>
    record.kind === 'element' && record.name === 'frameset' ? { ...record, name: 'div' } : record,
  ),
})

feature('a base element resolves what the page names', {
  markup:
    '<!doctype html><html><head><title>t</title><base href="https://base.example/deep/"></head><body><a href="x">link</a><p>text</p></body></html>',
  modes: ['while sharing'],
  change(page) {
    page.body.append(page.createElement('hr'))
  },
  check({ replica }) {
    if (replica.querySelector('base')?.href.includes('base.example'))
      throw new Error('the base is live in the replica')
  },
  without: (op) => (op.op === 'insert' && op.parent !== 0 ? null : op),
})
