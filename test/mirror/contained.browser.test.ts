import { FrameReader, type Op } from '@alongside/protocol'
import { createReplica } from '@alongside/replica'
import { describe, expect, it } from 'vitest'
import { writeFrame } from '../../packages/protocol/test/write-frame.ts'
import { twin } from './feature.ts'
import { hand } from './hand.ts'
import { type Joined, joinPage, until } from './joined.ts'
import { the } from './missing.ts'

const INPUT = (
  'pointerover pointerenter pointermove pointerdown pointerup mouseover mousemove mousedown mouseup click dblclick ' +
  'contextmenu wheel touchstart dragstart keydown keypress keyup beforeinput input focus focusin selectstart selectionchange'
).split(' ')

const MARKUP = `<!doctype html><title>t</title><style>:hover{color:red}button,input{display:block;width:200px;height:40px}</style>
  <button id=b onclick="this.title='pressed'">press</button><input id=i><a id=a href="#x">link</a><div id=e contenteditable>edit</div>`

/** What of a person's input arrives in a document. */
function hear(of: Document): string[] {
  const heard: string[] = []
  for (const type of INPUT) of.addEventListener(type, () => heard.push(type), true)
  return heard
}

/** The agent at the replica: with the mouse on everything, and with the keyboard through everything. */
async function actOn(copy: Document): Promise<void> {
  for (const id of ['b', 'i', 'a', 'e']) await hand.click(twin(copy, id))
  await hand.drag(twin(copy, 'a'), twin(copy, 'e'))
  await hand.click(twin(copy, 'e'), 2)
  await hand.type('x')
  for (let i = 0; i < 4; i++) await hand.key('Tab')
  await hand.key('Space')
}

describe('the agent’s own pointer and keyboard [line 63]', () => {
  it('never reach the frame of the replica, and reach what it stands in', async () => {
    const joined = await joinPage(MARKUP)
    await until(() => joined.difference() === null)
    const copy = joined.replica.document as Document
    // The page is in this window too, and takes part in what its keyboard does.
    joined.capture.stop()
    const before = copy.body.innerHTML
    const heard = hear(copy)
    const frame = copy.defaultView?.frameElement as HTMLElement
    const around = hear(frame.ownerDocument)
    await actOn(copy)
    expect(heard).toEqual([])
    expect(copy.querySelector(':hover,:active,:focus')).toBeNull()
    expect([copy.hasFocus(), copy.getSelection()?.type]).toEqual([false, 'None'])
    expect(document.activeElement).not.toBe(frame)
    expect(around).toEqual(expect.arrayContaining(['pointermove', 'click', 'keydown']))
    expect(copy.body.innerHTML).toBe(before)
    joined.close()
  })

  it('would, were the frame open to them', async () => {
    const joined = await joinPage(MARKUP)
    await until(() => joined.difference() === null)
    const copy = joined.replica.document as Document
    const frame = copy.defaultView?.frameElement as HTMLElement
    frame.inert = false
    frame.style.pointerEvents = 'auto'
    const heard = hear(copy)
    await actOn(copy)
    expect(heard).toEqual(expect.arrayContaining(['pointermove', 'click', 'keydown', 'input']))
    joined.close()
  })
})

/** Which listeners are put on anything of these documents while this runs. */
async function listenersIn(
  documents: () => Document[],
  run: () => Promise<void>,
): Promise<string[]> {
  const put: string[] = []
  const { addEventListener } = EventTarget.prototype
  EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, ...rest) {
    const of = (this as Partial<Node>).ownerDocument ?? (this as Partial<Window>).document ?? this
    if (documents().includes(of as Document)) put.push(type)
    return Reflect.apply(addEventListener, this, [type, ...rest])
  } as typeof addEventListener
  try {
    await run()
  } finally {
    EventTarget.prototype.addEventListener = addEventListener
  }
  return put
}

describe('listeners in the frame of the replica [line 63]', () => {
  it('are for what has loaded and where a list stands, none for input, and none are of the page', async () => {
    let joined: Joined | undefined
    const copies = (): Document[] => {
      const copy = joined?.replica.document
      const inner = copy?.querySelector('iframe')?.contentDocument
      return [copy, inner].filter((of) => !!of)
    }
    const put = await listenersIn(copies, async () => {
      joined = await joinPage(`${MARKUP}<img src="/test/mirror/sprite.svg"><iframe id=f></iframe>`)
      const { page, difference } = joined
      the<HTMLIFrameElement>(page, 'f').contentDocument?.body.append('inside')
      the(page, 'b').append(page.createElement('select'), page.createElement('dialog'))
      the<HTMLDialogElement>(page, 'b').querySelector('dialog')?.showModal()
      the(page, 'i').focus()
      the(page, 'i').value = 'typed'
      the(page, 'a').setAttribute('onmouseover', 'this.title="over"')
      await until(() => difference() === null)
    })
    expect(copies().length).toBe(2)
    expect([...new Set(put)].filter((type) => type !== 'load' && type !== 'error')).toEqual([
      'scroll',
    ])
    for (const element of copies()[0]?.querySelectorAll('*') ?? [])
      for (const name of ['onclick', 'onmouseover'] as const)
        expect([(element as HTMLElement)[name], element.getAttribute(name)]).toEqual([null, null])
    // One that is put there is seen.
    const planted = await listenersIn(copies, async () => {
      EventTarget.prototype.addEventListener.call(copies()[0] as Document, 'click', () => {})
    })
    expect(planted).toEqual(['click'])
    joined?.close()
  })
})

describe('the stream of frames [line 63]', () => {
  /** A page that counts in one text: every frame after the first is one op. */
  async function counted(): Promise<Uint8Array[]> {
    const joined = await joinPage('<!doctype html><title>t</title><p id=p>0</p>')
    await until(() => joined.replica.document?.getElementById('p'))
    joined.capture.flush()
    for (let n = 1; n <= 5; n++) {
      ;(the(joined.page, 'p').firstChild as Text).data = String(n)
      joined.capture.flush()
    }
    const { frames } = joined
    joined.close()
    return frames
  }

  /** A replica of its own, given these. */
  function given(frames: readonly Uint8Array[]): { text: string | undefined; error: unknown } {
    const container = document.createElement('div')
    document.body.append(container)
    const replica = createReplica({ container, emit: () => {} })
    let error: unknown
    try {
      for (const frame of frames) replica.apply(frame)
    } catch (thrown) {
      error = thrown
    }
    const text = replica.document?.getElementById('p')?.textContent ?? undefined
    replica.destroy()
    container.remove()
    return { text, error }
  }

  const refused = expect.objectContaining({ code: 'bad_sequence' })

  it('is applied in the order in which it was written; a frame that is missing, late or there twice is refused', async () => {
    const frames = await counted()
    const [fifth, last] = [frames.length - 2, frames.length - 1]
    expect(given(frames)).toEqual({ text: '5', error: undefined })
    const missing = frames.filter((_, i) => i !== fifth)
    expect(given(missing)).toEqual({ text: '3', error: refused })
    const twice = [...frames, frames[last] as Uint8Array]
    expect(given(twice)).toEqual({ text: '5', error: refused })
    const swapped = frames.with(fifth, frames[last] as Uint8Array)
    expect(given(swapped)).toEqual({ text: '3', error: refused })
  })

  it('would show what is past where nobody counted the frames', async () => {
    const reader = new FrameReader()
    const frames = (await counted()).map((bytes) => reader.read(bytes))
    const ops = frames.flatMap((frame) => (frame.frame === 'ops' ? [[...frame.ops] as Op[]] : []))
    const late = [...ops.slice(0, -2), ops.at(-1) ?? [], ops.at(-2) ?? []]
    const renumbered = late.map((ops, i) =>
      writeFrame({ frame: 'ops', epoch: 1, sequence: i + 1, ops }),
    )
    expect(given(renumbered)).toEqual({ text: '4', error: undefined })
  })
})
