import type { Op } from '@alongside/protocol'
import { beforeEach, expect, it } from 'vitest'
import { feature, twin } from './feature.ts'
import { hand } from './hand.ts'
import { joinPage, until } from './joined.ts'

// Below the page: what moves under a resting pointer is hovered only when the browser looks again.
beforeEach(() => hand.moveTo({ of: document, x: 5, y: innerHeight - 5 }))

const BOX = 'overflow:auto;width:200px;height:90px'
const ROWS = '<p>text</p>'.repeat(40)
const TURNING =
  '<style>@keyframes turn{to{rotate:360deg}}.turning{animation:turn 600s linear;width:50px}</style>'
/** As where an element leaves the document to come to another place in it. */
const leaving = (op: Op): Op => (op.op === 'move' ? { ...op, op: 'attach' } : op)

feature('a scroller that moves without leaving the document stays where it stood', {
  markup: `<div id=a style="${BOX}">${ROWS}</div><section id=to><p id=p>text</p></section>`,
  async before(page) {
    twin(page, 'a').scrollTop = 150
    await frame(page)
  },
  change: (page) => move(page, 'to', 'a', 'p'),
  check: ({ replica }) => expect(twin(replica, 'a').scrollTop).toBe(150),
  modes: ['while sharing'],
  // The position is told again by the audit; here it must not have been lost.
  without: (op) => (op.op === 'scroll' ? null : leaving(op)),
})

feature('a scroller that keeps its state on the way into something new stands where it stood', {
  markup: `<div id=a style="${BOX}">${ROWS}</div>`,
  async before(page) {
    twin(page, 'a').scrollTop = 150
    await frame(page)
  },
  change(page) {
    const fresh = page.createElement('section')
    page.body.append(fresh)
    fresh.moveBefore(twin(page, 'a'), null)
  },
  check: ({ replica }) => expect(twin(replica, 'a').scrollTop).toBe(150),
  modes: ['while sharing'],
  without: (op) => (op.op === 'scroll' ? null : op),
})

it('the page in a frame, an animation and a scroller survive a move in the replica', async () => {
  const joined = await joinPage(
    `<!doctype html>${TURNING}<div id=from><div id=box class=turning><iframe id=f></iframe><div id=a style="${BOX}">${ROWS}</div></div></div>
     <section id=to></section>`,
    {
      before(page) {
        const inner = twin<HTMLIFrameElement>(page, 'f').contentDocument
        if (inner) inner.body.innerHTML = '<b>inside</b>'
      },
    },
  )
  try {
    const { page, capture } = joined
    const replica = await until(() => joined.replica.document)
    twin(page, 'a').scrollTop = 120
    await until(() => joined.difference() === null && twin(replica, 'a').scrollTop === 120)
    const inner = twin<HTMLIFrameElement>(replica, 'f').contentDocument
    const [turning] = twin(replica, 'box').getAnimations()
    move(page, 'to', 'box')
    // Where it came from is gone in the same task, as when a framework moves what it keeps.
    twin(page, 'from').remove()
    capture.flush()
    expect(joined.difference()).toBeNull()
    expect(twin<HTMLIFrameElement>(replica, 'f').contentDocument).toBe(inner)
    expect(inner?.body.textContent).toBe('inside')
    expect(twin(replica, 'box').getAnimations()[0]).toBe(turning)
    expect(twin(replica, 'a').scrollTop).toBe(120)
    expect(twin(replica, 'to').firstElementChild).toBe(twin(replica, 'box'))
  } finally {
    joined.close()
  }
})

it('what plays in a shadow root keeps its state too, and what has none is placed as any other', async () => {
  const joined = await joinPage(
    '<!doctype html><p id=a>text</p><div id=b></div><section id=to></section>',
    {
      before(page) {
        const shadow = twin(page, 'b').attachShadow({ mode: 'open' })
        shadow.innerHTML = `${TURNING}<i class=turning>i</i>`
      },
    },
  )
  const moved: unknown[] = []
  const { moveBefore } = Element.prototype
  Element.prototype.moveBefore = function (node, before) {
    moved.push(node)
    moveBefore.call(this, node, before)
  }
  try {
    const { page } = joined
    const replica = await until(() => joined.replica.document)
    const shadow = twin(replica, 'b').shadowRoot
    const [turning] = await until(() => shadow?.getAnimations())
    for (const id of ['a', 'b']) move(page, 'to', id)
    expect(joined.difference()).toBeNull()
    expect(shadow?.getAnimations()[0]).toBe(turning)
    expect(turning).toBeTruthy()
    expect(moved).toEqual([twin(replica, 'b')])
  } finally {
    Element.prototype.moveBefore = moveBefore
    joined.close()
  }
})

feature('a modal dialog and a popover stay open when they move', {
  markup:
    '<style>*{outline:none!important}</style><dialog id=a>a</dialog><div id=b popover=manual>b</div><section id=to></section>',
  before(page) {
    twin<HTMLDialogElement>(page, 'a').showModal()
    twin(page, 'b').showPopover()
  },
  change(page) {
    move(page, 'to', 'a')
    move(page, 'to', 'b')
  },
  check: ({ page }) => expect(twin(page, 'a').matches(':modal')).toBe(true),
  modes: ['while sharing'],
  without: (op) => (op.op === 'topLayer' || op.op === 'move' ? null : op),
})

const TREE =
  '<div id=a><div id=b><i id=c>c</i></div></div><div id=d><p id=e>e</p></div><iframe id=f></iframe>'
const moves: Record<string, (page: Document) => void> = {
  'out of an element that moves into it': (page) => {
    page.body.moveBefore(twin(page, 'b'), null)
    twin(page, 'b').moveBefore(twin(page, 'a'), null)
  },
  'into an element that is removed afterwards': (page) => {
    move(page, 'd', 'c')
    twin(page, 'd').remove()
  },
  'into an element that is new': (page) => {
    const fresh = page.createElement('section')
    page.body.prepend(fresh)
    fresh.moveBefore(twin(page, 'b'), null)
  },
  'out of an element that is removed, and then by other means': (page) => {
    move(page, 'd', 'c', 'e')
    page.body.prepend(twin(page, 'c'))
    twin(page, 'a').remove()
  },
  'within their parent, several of them': (page) => {
    for (const id of ['d', 'a']) page.body.moveBefore(twin(page, id), page.body.firstChild)
    move(page, 'd', 'e')
  },
  'while the root of a frame becomes another one': (page) => {
    move(page, 'd', 'c')
    const { contentDocument } = twin<HTMLIFrameElement>(page, 'f')
    contentDocument?.documentElement.replaceWith(contentDocument.createElement('html'))
  },
  'out of an element that is written anew': (page) => {
    twin(page, 'a').dataset['alongsideMask'] = ''
    move(page, 'd', 'c')
  },
  'into a place that is masked': (page) => {
    twin(page, 'd').dataset['alongsideMask'] = ''
    move(page, 'd', 'c')
  },
}
for (const [what, change] of Object.entries(moves)) {
  feature(`nodes that move ${what} are where they are`, {
    markup: TREE,
    change,
    modes: ['while sharing'],
    without: (op) =>
      /^(move|attach|free)$/.test(op.op) || (op.op === 'insert' && op.parent !== 0) ? null : op,
    // A mask has the length of what it hides, not its width.
    except: '#c, [data-alongside-mask], [data-alongside-mask] *',
  })
}

it('a node that moves out of one that moved to where it is masked is where it is', async () => {
  const joined = await joinPage(`<!doctype html><title>t</title>${TREE}`)
  const { page } = joined
  twin(page, 'd').dataset['alongsideMask'] = ''
  expect(joined.difference()).toBeNull()
  move(page, 'd', 'a')
  page.body.moveBefore(twin(page, 'c'), null)
  expect(joined.difference()).toBeNull()
  joined.close()
})

for (const mark of ['alongsideBlock', 'alongsideMask'])
  it(`a node that moves to where it is ${mark.slice(9)}ed, out of one that goes, is where it is`, async () => {
    const joined = await joinPage(`<!doctype html><title>t</title>${TREE}`)
    const { page } = joined
    twin(page, 'd').dataset[mark] = ''
    expect(joined.difference()).toBeNull()
    move(page, 'd', 'b')
    twin(page, 'd').moveBefore(twin(page, 'c'), null)
    twin(page, 'a').remove()
    expect(joined.difference()).toBeNull()
    joined.close()
  })

function move(page: Document, to: string, id: string, before?: string): void {
  twin(page, to).moveBefore(twin(page, id), before ? twin(page, before) : null)
}

async function frame(page: Document): Promise<void> {
  await new Promise((resolve) => page.defaultView?.requestAnimationFrame(resolve))
}

it('what moves by itself has its place before what it stood in comes into it', async () => {
  const joined = await joinPage(
    '<!doctype html><body><div id=a><section id=b><p>one</p></section></div><p>two</p>',
  )
  try {
    expect(joined.difference()).toBe(null)
    const { page } = joined
    const [around, inner] = [twin(page, 'a'), twin(page, 'b')]
    page.body.append(around)
    page.body.moveBefore(inner, null)
    inner.prepend(around)
    expect(joined.difference()).toBe(null)
  } finally {
    joined.close()
  }
})
