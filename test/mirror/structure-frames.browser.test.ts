import type { NodeId, Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { type Feature, feature, twin } from './feature.ts'
import { joinPage, until } from './joined.ts'

const frameOf = (page: Document, id = 'f'): HTMLIFrameElement => {
  const found = page.getElementById(id)
  if (!found) throw new Error(id)
  return found as HTMLIFrameElement
}

const written = '<!doctype html><style>p{color:teal;margin:3px}</style><p>inside</p><input value=v>'
const blob = (markup: string): string =>
  URL.createObjectURL(new Blob([markup], { type: 'text/html' }))

/** Resolves when the frame has loaded what `act` makes it load. */
function loads(frame: HTMLIFrameElement, act: () => void): Promise<void> {
  return new Promise((resolve) => {
    frame.addEventListener('load', () => resolve(), { once: true })
    act()
  })
}

/** As an engine that does not look into frames. */
const blind = (op: Op): Op | null => {
  if (op.op !== 'insert') return op
  const first = op.nodes[0]
  if (first?.kind === 'document' && op.parent !== 0) return null
  let below = Number.POSITIVE_INFINITY
  const nodes = op.nodes.filter((node) => {
    if (node.depth > below) return false
    below = node.kind === 'document' && node.depth > 0 ? node.depth : Number.POSITIVE_INFINITY
    return below === Number.POSITIVE_INFINITY
  })
  return { ...op, nodes }
}

const frames: Record<string, Pick<Feature, 'markup' | 'change'> & Partial<Feature>> = {
  'an empty frame that a script fills': {
    markup: '<iframe id=f></iframe>',
    change(page) {
      const inner = frameOf(page).contentDocument
      if (inner) inner.body.innerHTML = '<b>inside</b>'
    },
  },
  'a frame written with document.open': {
    markup: '<iframe id=f></iframe>',
    change(page) {
      const inner = frameOf(page).contentDocument
      inner?.open()
      inner?.write(written)
      inner?.close()
    },
    check: ({ replica }) =>
      expect(twin<HTMLIFrameElement>(replica, 'f').contentDocument?.compatMode).toBe('CSS1Compat'),
  },
  'a frame with srcdoc': {
    markup: '<iframe id=f></iframe>',
    change: (page) => loads(frameOf(page), () => (frameOf(page).srcdoc = written)),
  },
  'a frame that goes from page to page': {
    markup: '<iframe id=f></iframe>',
    async change(page) {
      const f = frameOf(page)
      await loads(f, () => (f.src = blob('<p>first page</p>')))
      await loads(f, () => (f.src = blob(written)))
      f.contentDocument?.body.append('and live')
    },
  },
  'frames in frames': {
    markup: '<iframe id=f></iframe>',
    change(page) {
      const outer = frameOf(page).contentDocument
      const inner = outer?.createElement('iframe')
      if (!outer || !inner) return
      outer.body.append('outer', inner)
      inner.contentDocument?.body.append('inner')
    },
  },
  'a frame in a shadow root': {
    markup: '<div id=h></div>',
    change(page) {
      const root = page.getElementById('h')?.attachShadow({ mode: 'open' })
      const frame = page.createElement('iframe')
      root?.append(frame)
      frame.contentDocument?.body.append('in the shadow')
    },
  },
  'a frame that is removed and comes back empty': {
    markup: '<iframe id=f></iframe><div id=at></div>',
    async change(page) {
      const f = frameOf(page)
      f.contentDocument?.body.append('first')
      await new Promise((resolve) => setTimeout(resolve, 40))
      f.remove()
      await new Promise((resolve) => setTimeout(resolve, 40))
      page.getElementById('at')?.append(f)
      f.contentDocument?.body.append('second')
    },
  },
  'a frame that is moved within one task': {
    markup: '<iframe id=f></iframe><div id=at></div>',
    change(page) {
      const f = frameOf(page)
      f.contentDocument?.body.append('first')
      page.getElementById('at')?.append(f)
      f.contentDocument?.body.append('second')
    },
  },
  'the root of a page in a frame is removed': {
    markup: '<iframe id=f></iframe>',
    async change(page) {
      const inner = frameOf(page).contentDocument
      inner?.body.append('old')
      await new Promise((resolve) => setTimeout(resolve, 40))
      inner?.documentElement.remove()
      await new Promise((resolve) => setTimeout(resolve, 40))
      const root = inner?.createElement('html')
      if (!inner || !root) return
      root.innerHTML = '<body>new</body>'
      inner.append(root)
    },
  },
}
for (const [name, what] of Object.entries(frames)) {
  feature(`${name} is mirrored whole [line 17]`, { ...what, without: blind })
}

it('src and srcdoc are never set in the replica [line 16]', async () => {
  const joined = await joinPage(
    `<!doctype html><iframe id=a srcdoc="<p>text"></iframe><iframe id=b src="${blob('<p>b')}"></iframe><iframe id=c></iframe>`,
  )
  const c = frameOf(joined.page, 'c')
  await loads(c, () => c.setAttribute('srcdoc', '<p>late'))
  const filled = (id: string): boolean =>
    !!frameOf(joined.page, id).contentDocument?.body?.textContent
  await until(() => 'abc'.split('').every(filled) && joined.difference() === null)
  for (const frame of joined.replica.document?.querySelectorAll('iframe') ?? []) {
    expect(frame.src).toBe('')
    expect(frame.hasAttribute('srcdoc')).toBe(false)
    expect(frame.contentDocument?.URL).not.toMatch(/^blob|srcdoc/)
    expect(frame.contentDocument?.body.textContent).toMatch(/text|b|late/)
  }
  joined.close()
})

it('a frame of another origin is told of, and no longer once its page is of ours', async () => {
  const joined = await joinPage('<!doctype html><p>text')
  const f = joined.page.createElement('iframe')
  f.id = 'f'
  f.setAttribute('sandbox', '')
  f.srcdoc = '<p>theirs'
  await loads(f, () => joined.page.body.append(f))
  expect(joined.difference()).toBeNull()
  const id = joined.capture.idOf(f)
  const noted = () => joined.replica.fidelity.some((n) => n.id === id && n.reason === 'frame')
  await until(noted)
  f.removeAttribute('sandbox')
  await loads(f, () => (f.srcdoc = '<p>ours'))
  await until(() => joined.difference() === null && !noted())
  expect(
    twin<HTMLIFrameElement>(joined.replica.document as Document, 'f').contentDocument?.body
      .textContent,
  ).toBe('ours')
  await loads(f, () => {
    f.setAttribute('sandbox', '')
    f.srcdoc = '<p>theirs again'
  })
  await until(() => joined.difference() === null && noted())
  joined.close()
})

it('146 changes in one frame are all seen after another frame has gone [line 41]', async () => {
  const joined = await joinPage('<!doctype html><iframe id=f></iframe><iframe id=g></iframe>')
  const inner = frameOf(joined.page).contentDocument as Document
  frameOf(joined.page, 'g').contentDocument?.body.append('soon gone')
  expect(joined.difference()).toBeNull()
  frameOf(joined.page, 'g').remove()
  let frames = 0
  for (let i = 0; i < 146; i++) {
    inner.body.append(inner.createElement('p'))
    if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    frames = joined.frames.length
  }
  await until(() => joined.frames.length > frames)
  const copy = twin<HTMLIFrameElement>(joined.replica.document as Document, 'f')
  await until(() => copy.contentDocument?.querySelectorAll('p').length === 146)
  joined.close()
})

it('hooks of a frame go with its page, and come with the next [line 41]', async () => {
  const joined = await joinPage('<!doctype html><iframe id=f></iframe>')
  const f = frameOf(joined.page)
  const rule = (view: Window | null): unknown =>
    Reflect.get(view ?? {}, 'CSSStyleSheet').prototype.insertRule
  await loads(f, () => (f.src = blob('<style id=s>b{}</style><b>one</b>')))
  await until(() => joined.difference() === null)
  const hooked = rule(f.contentWindow)
  const old = f.contentWindow
  await loads(f, () => (f.srcdoc = '<style id=s>b{}</style><b>two</b>'))
  await until(() => joined.difference() === null)
  const sheet = f.contentDocument?.styleSheets[0]
  sheet?.insertRule('b{padding:5px}')
  joined.capture.flush()
  const copy = twin<HTMLIFrameElement>(joined.replica.document as Document, 'f').contentDocument
  const b = copy?.querySelector('b') as Element
  expect(copy?.defaultView?.getComputedStyle(b).paddingTop).toBe('5px')
  joined.capture.stop()
  expect(rule(f.contentWindow)).not.toBe(hooked)
  expect(old).not.toBeNull()
  expect(joined.capture.nodeAt(1 as NodeId)).toBeUndefined()
  joined.close()
})

it('what was made in a frame is heard of when it lives on without the frame', async () => {
  const viewOf = (page: Document) => frameOf(page).contentWindow as Window & typeof globalThis
  let native: unknown
  const joined = await joinPage('<!doctype html><body><iframe id=f></iframe></body>', {
    before: (page) => {
      native = viewOf(page).Element.prototype.attachShadow
    },
  })
  const { page } = joined
  const f = frameOf(page)
  const view = viewOf(page)
  const inner = f.contentDocument as Document
  inner.body.innerHTML = '<style>b{top:0}</style><p>from the frame</p>'
  const [style, p] = inner.body.children as unknown as [HTMLStyleElement, HTMLElement]
  expect(joined.difference()).toBeNull()
  expect(view.Element.prototype.attachShadow).not.toBe(native)
  page.body.append(style, p)
  expect(joined.difference()).toBeNull()
  f.remove()
  expect(joined.difference()).toBeNull()
  p.attachShadow({ mode: 'open' }).append('shade')
  style.sheet?.insertRule('p{left:0}', 0)
  expect(joined.difference()).toBeNull()
  joined.close()
  expect(view.Element.prototype.attachShadow).toBe(native)
})

it('a node that changed in a frame that nobody has looked at yet, and came back, is as it is now', async () => {
  let open = true
  const joined = await joinPage('<!doctype html><body><p id=p>one</p></body>', {
    ready: () => open,
  })
  const { page } = joined
  expect(joined.difference()).toBeNull()
  open = false
  const p = page.getElementById('p') as HTMLElement
  const f = page.createElement('iframe')
  page.body.append(f)
  f.contentDocument?.body.append(p)
  await Promise.resolve()
  p.append(' and two')
  await Promise.resolve()
  page.body.append(p)
  open = true
  expect(joined.difference()).toBeNull()
  joined.close()
})

feature('a shadow root that comes out of a frame that goes has the sheets of the replica', {
  markup: '<iframe id=f></iframe>',
  before(page) {
    const inner = twin<HTMLIFrameElement>(page, 'f').contentDocument as Document
    inner.body.innerHTML = '<div id=h></div>'
    twin(inner, 'h').attachShadow({ mode: 'open' }).innerHTML =
      '<section data-alongside-block style="width:90px;height:20px">secret</section>'
  },
  change(page) {
    const frame = twin<HTMLIFrameElement>(page, 'f')
    const host = twin(frame.contentDocument as Document, 'h')
    frame.remove()
    page.body.append(host)
  },
  check({ replica }) {
    const { shadowRoot } = twin(replica, 'h')
    expect(shadowRoot?.adoptedStyleSheets.length).toBe(1)
    expect(shadowRoot?.querySelector('section')?.getBoundingClientRect().height).toBe(20)
  },
  except: 'section',
  modes: ['while sharing'],
  without: (op) => (op.op === 'attach' || (op.op === 'insert' && op.parent !== 0) ? null : op),
})

feature('what moved with its state is not lost with the root of the document that it was in', {
  markup: '<div id=a></div><div id=b></div><iframe id=f></iframe>',
  before(page) {
    const { body } = twin<HTMLIFrameElement>(page, 'f').contentDocument as Document
    body.innerHTML = '<p id=p>kept</p>'
  },
  change(page) {
    const inner = twin<HTMLIFrameElement>(page, 'f').contentDocument as Document
    const kept = twin(inner, 'p')
    twin(page, 'a').append(kept)
    Reflect.apply(Reflect.get(twin(page, 'b'), 'moveBefore'), twin(page, 'b'), [kept, null])
    inner.documentElement.remove()
  },
  modes: ['while sharing'],
  without: (op) => (op.op === 'attach' || op.op === 'move' ? null : op),
})

feature('a shadow root that comes into another document has the sheets of the replica there', {
  markup: '<div id=h></div><iframe id=f></iframe>',
  before(page) {
    twin(page, 'h').attachShadow({ mode: 'open' }).innerHTML =
      '<section data-alongside-block style="width:90px;height:20px">secret</section>'
  },
  change(page) {
    twin<HTMLIFrameElement>(page, 'f').contentDocument?.body.append(twin(page, 'h'))
  },
  check({ replica }) {
    const inner = twin<HTMLIFrameElement>(replica, 'f').contentDocument as Document
    const { shadowRoot } = twin(inner, 'h')
    expect(shadowRoot?.adoptedStyleSheets.length).toBe(1)
    expect(shadowRoot?.querySelector('section')?.getBoundingClientRect().height).toBe(20)
  },
  except: 'section',
  modes: ['while sharing'],
  without: (op) => (op.op === 'attach' || (op.op === 'insert' && op.parent !== 0) ? null : op),
})
