import { type Capture, DEFAULT_RULES, startCapture } from '@alongside/capture'
import { startCapture as startWith } from '@alongside/capture/core'
import { createRecogniser } from '@alongside/capture/recognise'
import { createSubpages } from '@alongside/capture/subpages'
import {
  describeFrame,
  LIMITS,
  type NodeId,
  readSubpage,
  writeRequests,
  writeSubpage,
} from '@alongside/protocol'
import { createReplica, type ReplicaOptions } from '@alongside/replica'
import { afterEach, describe, expect, it } from 'vitest'
import { canonicalPage, canonicalReplica } from '../support/canonical.ts'
import { twin } from './feature.ts'
import { type Joined, joinPage, until } from './joined.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop()
})

/** A frame whose page the page around it cannot reach. */
const HOST = '<iframe sandbox width=300 height=200 id='
const INNER =
  '<!doctype html><style>p{color:teal}</style><p id=p>inside</p><input value=v><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'

function copyOf({ replica }: Joined, id = 'f'): HTMLIFrameElement {
  if (!replica.document) throw new Error('no replica')
  return twin<HTMLIFrameElement>(replica.document, id)
}

/** A page with frames of other origins, and a page whose frames come in one of these. */
async function open(markup: string): Promise<{
  joined: Joined
  page: Document
  /** Shows `page` in the frame with this id, from an epoch of its own. */
  share(id: string): { capture: Capture; asked: string[] }
  equal(id: string): boolean
}> {
  const hosts = new Map<NodeId, (content: Uint8Array) => void>()
  const create = (options: ReplicaOptions) =>
    createReplica({
      ...options,
      emit(frame) {
        if (frame[0] !== 6) return options.emit(frame)
        const { host, content } = readSubpage(frame)
        queueMicrotask(() => hosts.get(host)?.(content.slice()))
      },
    })
  const joined = await joinPage(markup, { create })
  stops.push(joined.close)
  const frame = document.createElement('iframe')
  document.body.append(frame)
  stops.push(() => frame.remove())
  const page = frame.contentDocument
  if (!page) throw new Error('no page')
  page.open()
  page.write(INNER)
  page.close()
  return {
    joined,
    page,
    share(id) {
      const element = joined.page.getElementById(id)
      const host = element && joined.capture.idOf(element)
      if (!host) throw new Error(`no ${id}`)
      const asked: string[] = []
      const capture = startCapture({
        document: page,
        privacy: DEFAULT_RULES,
        emit: (content) => joined.replica.apply(writeSubpage(host, content)),
      })
      hosts.set(host, (content) => {
        asked.push(describeFrame(content))
        capture.receive(content)
      })
      stops.push(() => capture.stop())
      return { capture, asked }
    },
    equal(id) {
      const copy = copyOf(joined, id).contentDocument
      return (
        !!copy?.documentElement && canonicalReplica(copy) === canonicalPage(page, DEFAULT_RULES)
      )
    },
  }
}

describe('the page of another origin in a frame', () => {
  it('is a picture of its own in it, without a note, and goes with the frame', async () => {
    const { joined, page, share, equal } = await open(`${HOST}f></iframe><p>around</p>`)
    expect(joined.difference()).toBeNull()
    expect(joined.replica.fidelity.map(({ reason }) => reason)).toContain('frame')
    const { capture } = share('f')
    await until(() => equal('f'))
    expect(joined.replica.fidelity).toEqual([])
    page.querySelector('#p')?.append(', changed')
    capture.flush()
    expect(equal('f')).toBe(true)
    expect(joined.difference()).toBeNull()
    joined.page.getElementById('f')?.remove()
    expect(joined.difference()).toBeNull()
    // What still comes of it is for nobody.
    page.body.append('late')
    capture.flush()
    expect(joined.difference()).toBeNull()
  })

  it('is a box with a note again when it has gone', async () => {
    const { joined, share, equal } = await open(`${HOST}f></iframe>`)
    const { capture } = share('f')
    await until(() => equal('f'))
    capture.stop()
    const host = joined.capture.idOf(joined.page.getElementById('f') as Element) as NodeId
    joined.replica.apply(writeSubpage(host, new Uint8Array()))
    const copy = copyOf(joined)
    expect(copy.contentDocument?.documentElement).toBeNull()
    expect(copy.getAttribute('data-alongside-note')).toBe('frame')
    expect(joined.difference()).toBeNull()
  })

  it('has the policy of every page of the replica, and runs nothing', async () => {
    const { joined, page, share, equal } = await open(`${HOST}f></iframe>`)
    const script = page.createElement('script')
    script.textContent = 'parent.ran = true'
    page.body.append(script)
    share('f')
    await until(() => equal('f'))
    const view = copyOf(joined).contentWindow
    if (!view) throw new Error('no window')
    const refused = new Promise<string>((resolve) => {
      view.document.addEventListener('securitypolicyviolation', (event) =>
        resolve(event.effectiveDirective),
      )
    })
    const image = view.document.createElement('img')
    image.src = `${location.origin}/nothing.png`
    view.document.body.append(image)
    expect(await refused).toBe('img-src')
  })

  it('begins anew, by itself, after bytes that are none, once a second at most', async () => {
    const { joined, page, share, equal } = await open(`${HOST}f></iframe><p id=a>around</p>`)
    const { asked, capture } = share('f')
    await until(() => equal('f'))
    const host = joined.capture.idOf(joined.page.getElementById('f') as Element) as NodeId
    for (let i = 0; i < 200; i++)
      joined.replica.apply(writeSubpage(host, Uint8Array.of(1, 1, 1 + i, 5, 200, i, 255)))
    joined.page.getElementById('a')?.append(' it')
    expect(joined.difference()).toBeNull()
    page.body.append('afterwards')
    capture.flush()
    await until(() => equal('f'))
    expect(asked.filter((frame) => frame.includes('"epoch"'))).toHaveLength(1)
  })

  it('is shown in so many frames and no more', async () => {
    const { joined, page, share } = await open(
      Array.from({ length: LIMITS.subpages + 1 }, (_, at) => `${HOST}f${at}></iframe>`).join(''),
    )
    page.body.textContent = 'small'
    for (let at = 0; at <= LIMITS.subpages; at++) share(`f${at}`).capture.flush()
    const shown = () =>
      joined.replica.document?.querySelectorAll('[data-alongside-subpage]').length ?? 0
    await until(() => shown() === LIMITS.subpages)
    // One goes: there is room for another.
    joined.page.getElementById('f0')?.remove()
    expect(joined.difference()).toBeNull()
    share(`f${LIMITS.subpages}`)
    await until(() => shown() === LIMITS.subpages)
  })
})

describe('what a page in a frame says', () => {
  it('goes out with a flush of the page around it, and is not told to go on before', async () => {
    const holder = document.createElement('iframe')
    document.body.append(holder)
    stops.push(() => holder.remove())
    const page = holder.contentDocument
    if (!page) throw new Error('no page')
    const address = new URL('./framed.html', import.meta.url)
    address.hostname = 'inner.localhost'
    page.body.innerHTML = `<iframe id=f src="${address}"></iframe>`
    const heard: unknown[] = []
    const listen = ({ data }: MessageEvent): void => void heard.push(data)
    addEventListener('message', listen)
    stops.push(() => removeEventListener('message', listen))
    let isOpen = true
    const out: string[] = []
    const subpages = createSubpages({ id: 'demo', domains: ['inner.localhost'] })
    const capture = startWith({
      document: page,
      recogniser: createRecogniser(),
      privacy: () => DEFAULT_RULES,
      emit: (frame) => out.push(describeFrame(frame)),
      ready: () => isOpen,
      parts: [subpages.part],
    })
    stops.push(() => capture.stop())
    const said = () => out.filter((frame) => frame.startsWith('subpage'))
    const inner = page.querySelector('iframe')?.contentWindow
    await until(() => heard.includes('offered'))

    isOpen = false
    inner?.postMessage([3, 3], '*')
    inner?.postMessage([1, 1, 1], '*')
    await until(() => heard.filter((word) => word === 'said').length === 2)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(said()).toEqual([])
    expect(heard).not.toContain('more')

    isOpen = true
    await until(() => heard.includes('more'))
    // Of the two, what asks was none of its business.
    expect(said()).toEqual([expect.stringMatching(/^subpage host=\d+ ops epoch=1 sequence=1$/)])

    const host = capture.idOf(page.querySelector('iframe') as Element) as NodeId
    subpages.receive(writeSubpage(host, writeRequests([{ request: 'epoch' }])))
    await until(() => heard.some((word) => Array.isArray(word) && `${word}` === '3,3'))
    capture.stop()
    await until(() => heard.includes('end'))
  })
})
