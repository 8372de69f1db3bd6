import type { NodeRecord, Op } from '@alongside/protocol'
import { expect } from 'vitest'
import { closedRoots } from '../support/canonical.ts'
import { feature, twin } from './feature.ts'

const by = <T extends HTMLElement>(page: Document, id: string): T => {
  const found = page.getElementById(id)
  if (!found) throw new Error(id)
  return found as T
}

const HTML = 'http://www.w3.org/1999/xhtml'

/** Rewrites the records of inserts. */
const records =
  (change: (record: NodeRecord) => NodeRecord) =>
  (op: Op): Op =>
    op.op === 'insert' ? { ...op, nodes: op.nodes.map(change) } : op

/** As an engine that puts what is in shadow roots into an element of the light tree. */
const withoutShadows = records((record) => {
  if (record.kind !== 'shadow') return record
  const { id, depth } = record
  return { kind: 'element', id, depth, namespace: HTML, name: 'i', attributes: [], blocked: null }
})
const content =
  '<style>b{color:teal}:host{display:block;padding:5px}</style><b>shadow</b><slot></slot>'

feature('an open shadow root styles its own tree and hides what has no slot [line 18]', {
  markup: '<div id=h><i slot=none>hidden</i><u>light</u></div><p>after</p>',
  change(page) {
    by(page, 'h').attachShadow({ mode: 'open' }).innerHTML = content
  },
  without: withoutShadows,
  pixels: true,
})

feature('a closed shadow root that was attached while the capture ran is complete [line 18]', {
  markup: '<div id=h><u>light</u></div><p>after</p>',
  modes: ['while sharing'],
  change(page) {
    const root = by(page, 'h').attachShadow({ mode: 'closed' })
    closedRoots.set(by(page, 'h'), root)
    root.innerHTML = content
  },
  without: withoutShadows,
  pixels: true,
})

feature('an empty shadow root hides the light children of its host [line 18]', {
  markup: '<div id=h>light <b>children</b></div><p>after</p>',
  change(page) {
    by(page, 'h').attachShadow({ mode: 'open' })
  },
  without: withoutShadows,
})

feature('children that a script gave to a template show where a rule shows it, its content never', {
  head: '<style>section > *{display:block}</style>',
  markup: '<section><template id=t><p>inert</p></template></section>',
  change: (page) => twin(page, 't').append('shown', page.createElement('hr')),
  check({ replica, joined }) {
    expect(twin(replica, 't').textContent).toBe('shown')
    expect(joined.frames.map((bytes) => new TextDecoder().decode(bytes)).join()).not.toContain(
      'inert',
    )
  },
  without: (op) => (op.op === 'insert' && op.parent !== 0 ? null : op),
  modes: ['while sharing'],
  pixels: true,
})

feature('a declarative shadow root is there, its template is not [line 18]', {
  markup: '<div id=at></div>',
  change(page) {
    by(page, 'at').setHTMLUnsafe(
      `<section><template shadowrootmode=open shadowrootdelegatesfocus>${content}</template><u>light</u></section>`,
    )
  },
  without: withoutShadows,
})

feature('slots follow names, show their fallback when nothing has the name, and nest', {
  markup: '<div id=h><b slot=x id=b>b</b><i id=i>i</i></div>',
  before(page) {
    const outer = by(page, 'h').attachShadow({ mode: 'open' })
    outer.innerHTML =
      '<style>::slotted(b){color:teal}::slotted(i){margin-left:9px}</style><slot name=x>no x</slot><section><slot></slot></section><slot name=y>no y</slot>'
    const section = outer.querySelector('section')
    if (section)
      section.attachShadow({ mode: 'open' }).innerHTML =
        '<style>slot{display:block;padding:3px}</style><slot></slot>'
  },
  change(page) {
    by(page, 'b').slot = 'y'
    by(page, 'i').slot = 'x'
    by(page, 'h').append('text', page.createElement('u'))
  },
  // As an engine that leaves the names of slots out.
  without: (op, mode) =>
    op.op === 'attribute' && op.name === 'slot'
      ? null
      : mode === 'before sharing'
        ? records((record) =>
            record.kind === 'element'
              ? { ...record, attributes: record.attributes.filter(({ name }) => name !== 'slot') }
              : record,
          )(op)
        : op,
})

feature('a part is styled from outside of the shadow root', {
  head: '<style>#h::part(label):hover{color:red}#h::part(label){color:teal;padding:4px}</style>',
  markup: '<div id=h></div>',
  before(page) {
    by(page, 'h').attachShadow({ mode: 'open' }).innerHTML = '<b>a part</b>'
  },
  change(page) {
    by(page, 'h').shadowRoot?.querySelector('b')?.setAttribute('part', 'label')
  },
  without: (op) =>
    op.op === 'attribute' && op.name === 'part'
      ? null
      : records((record) =>
          record.kind === 'element'
            ? { ...record, attributes: record.attributes.filter(({ name }) => name !== 'part') }
            : record,
        )(op),
})

feature('slots of manual assignment show what they were assigned [line 18]', {
  markup: '<div id=h>zero<b id=b>b</b><i id=i>i</i><u id=u>u</u></div>',
  before(page) {
    by(page, 'h').attachShadow({ mode: 'open', slotAssignment: 'manual' }).innerHTML =
      '<slot id=one>nothing</slot>-<slot id=two>nothing</slot>'
  },
  change(page) {
    const slot = (id: string) => by(page, 'h').shadowRoot?.getElementById(id) as HTMLSlotElement
    slot('one').assign(by(page, 'u'), by(page, 'b'))
    slot('two').assign(by(page, 'i'), by(page, 'h').firstChild as Text)
  },
  without: (op) => (op.op === 'assign' ? null : op),
  pixels: true,
})

feature('nodes that go, and others that come, change what manual slots show', {
  markup: '<div id=h><b id=b>b</b><i id=i>i</i></div>',
  modes: ['while sharing'],
  before(page) {
    const root = by(page, 'h').attachShadow({ mode: 'open', slotAssignment: 'manual' })
    root.innerHTML = '<slot id=one>nothing</slot>'
    ;(root.firstChild as HTMLSlotElement).assign(by(page, 'b'), by(page, 'i'))
  },
  async change(page) {
    const b = by(page, 'b')
    b.remove()
    await new Promise((resolve) => setTimeout(resolve, 60))
    // The browser still knows that it was assigned: it shows again.
    by(page, 'h').append(b)
  },
  without: (op) => (op.op === 'assign' ? null : op),
})

feature('a slot that moves to where slots are assigned by scripts', {
  markup: '<div id=g></div><div id=h><b id=b>b</b></div>',
  modes: ['while sharing'],
  before(page) {
    by(page, 'g').attachShadow({ mode: 'open' }).innerHTML = '<slot id=one>nothing</slot>'
    by(page, 'h').attachShadow({ mode: 'open', slotAssignment: 'manual' })
  },
  change(page) {
    const slot = by(page, 'g').shadowRoot?.getElementById('one') as HTMLSlotElement
    by(page, 'h').shadowRoot?.append(slot)
    slot.assign(by(page, 'b'))
  },
  without: (op) => (op.op === 'assign' ? null : op),
})

feature('a custom element that is defined late is styled as defined [line 22]', {
  head: '<style>x-late{display:block;padding:3px}x-late:not(:defined){color:red;padding:20px}</style>',
  markup: '<x-late>one</x-late><x-late>two</x-late><x-never>three</x-never>',
  change(page) {
    page.defaultView?.customElements.define('x-late', elementClass(page))
  },
  without: (op) => (op.op === 'define' ? null : op),
})

feature('a name that the page defined and uses only later is defined in the replica too', {
  head: '<style>:not(:defined){padding:20px}</style>',
  markup: '<div id=at></div>',
  before(page) {
    page.defaultView?.customElements.define('x-soon', elementClass(page))
  },
  change(page) {
    by(page, 'at').innerHTML = '<x-soon>text</x-soon>'
  },
  without: (op) => (op.op === 'define' ? null : op),
})

feature('odd names of custom elements are kept and defined, and hurt no other [line 22]', {
  head: '<style>:defined{padding-left:1px}:not(:defined){padding-left:20px;display:block}</style>',
  markup: '<div id=at></div>',
  change(page) {
    const names = ['x-a.b', 'x-größe', 'x-1_2', 'emotion-😍', 'a-']
    by(page, 'at').innerHTML = names.map((name) => `<${name}>${name}</${name}>`).join('')
    for (const name of [...names, 'x-last']) {
      page.defaultView?.customElements.define(name, elementClass(page))
    }
  },
  check({ replica }) {
    const names = Array.from(twin(replica, 'at').children, (element) => element.localName)
    if (names.join() !== 'x-a.b,x-größe,x-1_2,emotion-😍,a-') throw new Error(names.join())
  },
  without: (op) => (op.op === 'define' ? null : op),
})

feature('customised built-ins match :defined once they are', {
  head: '<style>button:not(:defined){color:red;padding:20px}</style>',
  markup: '<button is=x-button>press</button><button is=x-other>press</button>',
  change(page) {
    const view = page.defaultView as Window & typeof globalThis
    view.customElements.define('x-button', class extends view.HTMLButtonElement {}, {
      extends: 'button',
    })
  },
  without: (op) => (op.op === 'define' ? null : op),
})

feature('what the constructor of a custom element builds is mirrored as nodes', {
  markup: '<x-card>light</x-card>',
  change(page) {
    const Base = elementClass(page)
    page.defaultView?.customElements.define(
      'x-card',
      class extends Base {
        constructor() {
          super()
          this.attachShadow({ mode: 'open' }).innerHTML = content
        }
        connectedCallback() {
          this.title = 'connected'
        }
      },
    )
  },
  without: withoutShadows,
})

feature('form-associated custom elements are mirrored as elements', {
  head: '<style>x-field{display:block;padding:4px}x-field:not(:defined){padding:20px}</style>',
  markup: '<form><fieldset disabled><x-field name=f id=f>text</x-field></fieldset></form>',
  change(page) {
    const Base = elementClass(page)
    page.defaultView?.customElements.define(
      'x-field',
      class extends Base {
        static formAssociated = true
        constructor() {
          super()
          this.attachInternals().setFormValue('secret')
        }
      },
    )
  },
  without: (op) => (op.op === 'define' ? null : op),
})

function elementClass(page: Document): typeof HTMLElement {
  const view = page.defaultView as Window & typeof globalThis
  return class extends view.HTMLElement {}
}

feature('custom states are those that the sheets of the page name [:state]', {
  markup: '<x-stated id=a>a</x-stated><x-stated id=b>b</x-stated>',
  before(page) {
    const Base = elementClass(page)
    page.defaultView?.customElements.define(
      'x-stated',
      class extends Base {
        internals = this.attachInternals()
        constructor() {
          super()
          this.attachShadow({ mode: 'open' }).innerHTML =
            '<style>:host(:state(on)){padding:9px;display:block}:host(:state(big)){font-size:30px}</style><slot></slot>'
        }
      },
    )
    states(page, 'b')?.add('big')
  },
  change(page) {
    states(page, 'a')?.add('on')
    states(page, 'a')?.add('unnamed')
    states(page, 'b')?.clear()
    states(page, 'b')?.add('on')
    states(page, 'b')?.add('big')
    states(page, 'b')?.delete('on')
  },
  without: (op) => (op.op === 'states' ? null : op),
})

function states(page: Document, id: string): Set<string> | undefined {
  const found = by(page, id)
  return (found as HTMLElement & { internals?: { states: Set<string> } }).internals?.states
}
