import { describe } from '@alongside/capture'
import type { Op } from '@alongside/protocol'
import { expect, it } from 'vitest'
import { feature, type Side } from './feature.ts'
import { hand, SHIFT } from './hand.ts'
import { joinPage } from './joined.ts'

const without = (op: Op): Op | null => (op.op === 'caret' || op.op === 'selection' ? null : op)
const FIXED = '<style>input,textarea,div,p{font:16px/20px monospace}</style>'

/** The element with this id attribute, wherever it is. */
function at<T extends HTMLElement>(root: Document | ShadowRoot, id: string): T {
  const found = root.getElementById(id)
  if (!found) throw new Error(`no #${id}`)
  return found as T
}

/** The boxes that are drawn above the replica, in px of its viewport. */
function marks(kind: 'caret' | 'selected'): { x: number; y: number; width: number }[] {
  const host = document.querySelector('[data-alongside-marks]')
  const base = host?.getBoundingClientRect()
  return Array.from(host?.shadowRoot?.querySelectorAll(`.${kind}`) ?? [], (mark) => {
    const box = mark.getBoundingClientRect()
    return { x: box.x - (base?.x ?? 0), y: box.y - (base?.y ?? 0), width: box.width }
  })
}

function near(mine: number, theirs: number, what: string): void {
  if (Math.abs(mine - theirs) > 1.5) throw new Error(`${what} is ${mine}, not ${theirs}`)
}

/** Where the page's own browser says that a character of a field stands. */
function edgeIn(field: HTMLElement, offset: number): { x: number; y: number } {
  const box = field.getBoundingClientRect()
  const page = field.ownerDocument
  for (let y = box.y + 8; y < box.bottom; y += 10)
    for (let x = box.x + 1; x < box.right; x++) {
      const found = page.caretPositionFromPoint(x, y)
      const rect = found?.offsetNode === field && found.offset === offset && found.getClientRect()
      if (rect) return { x: rect.x, y: rect.y }
    }
  throw new Error(`no character ${offset}`)
}

function caretStands(id: string, offset: number) {
  return ({ page }: Side): void => {
    const [mark, more] = marks('caret')
    if (!mark || more) throw new Error('not one caret')
    const edge = edgeIn(at(page, id), offset)
    near(mark.x, edge.x, 'x of the caret')
    near(mark.y, edge.y, 'y of the caret')
  }
}

feature('the caret in a text field stands where the customer has it', {
  head: FIXED,
  markup: '<p>x</p><input id=i value="hello world" style="width:200px;padding:3px 9px">',
  async change(page) {
    await hand.click(at(page, 'i'))
    await hand.key('Home')
    for (let i = 0; i < 4; i++) await hand.key('ArrowRight')
  },
  check: caretStands('i', 4),
  without,
})

feature('the caret follows what is typed, also where the field scrolls', {
  head: FIXED,
  markup: '<input id=i style="width:100px"><p>x</p>',
  async change(page) {
    await hand.click(at(page, 'i'))
    await hand.type('much more than fits into it')
    await hand.key('ArrowLeft')
  },
  check: caretStands('i', 26),
  without,
})

feature('the caret in a text area stands in its line', {
  head: FIXED,
  markup: '<textarea id=t style="width:120px;height:110px">one two three four\nfive six</textarea>',
  async change(page) {
    const field = at<HTMLTextAreaElement>(page, 't')
    field.focus()
    field.setSelectionRange(21, 21)
    await hand.key('ArrowRight')
  },
  check: caretStands('t', 22),
  without,
})

feature('a selection in a text field is marked, with its direction told', {
  head: FIXED,
  markup: '<p>x</p><input id=i value="hello world" style="width:200px">',
  async change(page) {
    await hand.click(at(page, 'i'))
    await hand.key('End')
    for (let i = 0; i < 3; i++) await hand.key('ArrowLeft')
    for (let i = 0; i < 4; i++) await hand.key('ArrowLeft', SHIFT)
  },
  check({ page, joined }) {
    const [mark, more] = marks('selected')
    if (!mark || more) throw new Error('not one selection')
    const [from, to] = [4, 8].map((offset) => edgeIn(at(page, 'i'), offset).x)
    near(mark.x, from ?? 0, 'x')
    near(mark.x + mark.width, to ?? 0, 'its end')
    const told = joined.frames.some((bytes) => describe(bytes).includes('backward'))
    if (!told) throw new Error('no direction')
  },
  without,
})

feature('a selection over lines of a text area is marked in each', {
  head: FIXED,
  markup: '<textarea id=t style="width:120px;height:110px">one two three four\nfive six</textarea>',
  change(page) {
    const field = at<HTMLTextAreaElement>(page, 't')
    field.focus()
    field.setSelectionRange(4, 23)
  },
  check({ page }) {
    const boxes = marks('selected')
    if (boxes.length !== 3) throw new Error(JSON.stringify(boxes))
    const [from, to] = [4, 23].map((offset) => edgeIn(at(page, 't'), offset))
    near(boxes[0]?.x ?? 0, from?.x ?? 0, 'its beginning')
    near((boxes[2]?.x ?? 0) + (boxes[2]?.width ?? 0), to?.x ?? 0, 'its end')
  },
  without,
})

feature('the caret in an edited element stands in its text, in its colour', {
  head: FIXED,
  markup:
    '<p>x</p><div id=e contenteditable style="caret-color:rgb(200,0,0)">edit <b id=b>me</b> now</div>',
  async change(page) {
    await hand.click(at(page, 'b'))
    await hand.key('Home')
    for (let i = 0; i < 6; i++) await hand.key('ArrowRight')
  },
  check({ page }) {
    const [mark, more] = marks('caret')
    if (!mark || more) throw new Error('not one caret')
    const range = page.defaultView?.getSelection()?.getRangeAt(0).getBoundingClientRect()
    near(mark.x, range?.x ?? 0, 'x of the caret')
    const drawn = document.querySelector('[data-alongside-marks]')?.shadowRoot?.firstElementChild
    const color = (drawn as HTMLElement).style.background
    if (color !== 'rgb(200, 0, 0)') throw new Error(color)
  },
  without,
})

feature('there is a caret in an empty edited element', {
  head: FIXED,
  markup: '<p>x</p><div id=e contenteditable style="padding:5px"></div>',
  change: (page) => at(page, 'e').focus(),
  check({ page }) {
    const [mark] = marks('caret')
    if (!mark) throw new Error('no caret')
    near(mark.x, at(page, 'e').getBoundingClientRect().x + 5, 'x of the caret')
  },
  without,
})

feature('the caret in a field of a shadow root in a frame is found', {
  markup: '<p>x</p><iframe id=f width=300 height=80></iframe>',
  before(page) {
    const inner = at<HTMLIFrameElement>(page, 'f').contentDocument
    inner?.write('<!doctype html><div id=host></div>')
    inner?.close()
    if (!inner) return
    at(inner, 'host').attachShadow({ mode: 'open' }).innerHTML = `${FIXED}<input id=i value=abcdef>`
  },
  change(page) {
    const inner = at<HTMLIFrameElement>(page, 'f').contentDocument as Document
    const field = at<HTMLInputElement>(at(inner, 'host').shadowRoot as ShadowRoot, 'i')
    field.focus()
    field.setSelectionRange(3, 3)
  },
  check({ page }) {
    const frame = at<HTMLIFrameElement>(page, 'f')
    const inner = frame.contentDocument as Document
    const root = at(inner, 'host').shadowRoot as ShadowRoot
    const field = at(root, 'i').getBoundingClientRect()
    const found = inner.caretPositionFromPoint(field.x + 32, field.y + 10, { shadowRoots: [root] })
    const [mark] = marks('caret')
    if (!mark || found?.offset !== 3) throw new Error(`no caret, or ${found?.offset}`)
    const { x } = frame.getBoundingClientRect()
    near(mark.x, (found.getClientRect()?.x ?? 0) + x + frame.clientLeft, 'x of the caret')
  },
  without,
})

it('of a field whose value is hidden only whether something is selected leaves', async () => {
  const joined = await joinPage('<!doctype html><input id=i type=password value="0123456789">')
  const field = at<HTMLInputElement>(joined.page, 'i')
  const told = (start: number, end: number): string | undefined => {
    field.setSelectionRange(start, end)
    joined.capture.flush()
    return joined.frames.flatMap((bytes) => describe(bytes).match(/.*"caret".*/g) ?? []).at(-1)
  }
  field.focus()
  const end = told(10, 10)
  expect(end).toMatch(/"start":16,"end":16/)
  expect(told(0, 0)).toBe(end)
  expect(told(7, 7)).toBe(end)
  const all = told(0, 10)
  expect(all).toMatch(/"start":0,"end":16/)
  expect(told(3, 4)).toBe(all)
  joined.close()
})

it('no caret is drawn where the customer has none', async () => {
  const joined = await joinPage(
    '<!doctype html><p id=p>text</p><input id=n type=number value=12><input id=i value=abc>',
  )
  await hand.click(at(joined.page, 'i'))
  expect(joined.difference()).toBeNull()
  expect(marks('caret').length).toBe(1)
  for (const id of ['p', 'n']) {
    await hand.click(at(joined.page, id))
    expect(joined.difference()).toBeNull()
    expect(marks('caret')).toEqual([])
  }
  joined.close()
})
