import { type Capture, type PrivacyRules, startCapture } from '@alongside/capture'
import {
  FrameReader,
  frameKind,
  type Request,
  type RequestId,
  writeRequests,
} from '@alongside/protocol'
import { until } from '../mirror/joined.ts'
import { Canaries, clearOf } from './canaries.ts'
import { draw } from './drawn.ts'
import { IN_VIEW, type Slots } from './slots.ts'
import { write } from './write.ts'

/** How the places come under a mask: by rules, or by an attribute of the element around them. */
export type Scope = { readonly privacy: PrivacyRules; readonly mark?: string }

export type Planted = { readonly frames: readonly Uint8Array[]; readonly canaries: Canaries }

export const MOMENTS = ['at share time', 'as a change', 'in a new element'] as const

/** What elements show, and under which name the other end may ask for it. */
const SHOWN = 'img,input,video,image,use,link,[style]'

/**
 * The page with every slot under a mask, captured with all parts, while the other end asks for all there is to ask for.
 * What is planted is sure to have been looked at: a witness without a mask, the last of everything, has arrived.
 */
export async function plant(slots: Slots, { privacy, mark }: Scope): Promise<Planted> {
  const canaries = new Canaries()
  const page = document.body.appendChild(document.createElement('main'))
  const hosts = new Map<string, HTMLElement>()
  const put = async (moment: (typeof MOMENTS)[number], isNew: boolean): Promise<void> => {
    for (const [name, slot] of Object.entries(slots)) {
      const secret = canaries.plant(`${name}, ${moment}`)
      const host = (!isNew && hosts.get(name)) || page.appendChild(hostOf(mark))
      hosts.set(name, host)
      if (typeof slot === 'string') write(host, slot.replaceAll('$', secret))
      else await slot(host, secret)
    }
  }
  const frames: Uint8Array[] = []
  await put('at share time', true)
  const capture = startCapture({ privacy, emit: (frame) => frames.push(frame), slice: 1000 })
  try {
    await seen(capture, frames)
    await put('as a change', false)
    await seen(capture, frames)
    await put('in a new element', true)
    await seen(capture, frames)
    return { frames, canaries }
  } finally {
    capture.stop()
    page.remove()
  }
}

function hostOf(mark: string | undefined): HTMLElement {
  const host = document.createElement('section')
  host.className = 'slot'
  if (mark) host.setAttribute(mark, '')
  return host
}

let witnesses = 0

/** Waits until all that is on the page has been told, with pixels and bytes. */
async function seen(capture: Capture, frames: readonly Uint8Array[]): Promise<void> {
  await witness(capture, frames)
  await answers(capture, frames)
}

async function witness(capture: Capture, frames: readonly Uint8Array[]): Promise<void> {
  const words = `witness ${++witnesses}`
  const shown = document.body.appendChild(document.createElement('div'))
  shown.innerHTML = `<canvas data-alongside-unmask width=40 height=40 ${IN_VIEW}></canvas>`
  draw(shown.firstElementChild as HTMLCanvasElement, words)
  const from = frames.length
  for (let turn = 0; turn < 100; turn++) {
    capture.flush()
    await new Promise((resolve) => setTimeout(resolve, 10))
    const tiles = frames.slice(from).filter((frame) => frameKind(frame) === 'tiles')
    if ((await clearOf(tiles)).includes(words)) break
  }
  shown.remove()
}

/** The other end asks for the bytes of everything, by addresses that it could not know. */
async function answers(capture: Capture, frames: readonly Uint8Array[]): Promise<void> {
  const requests: Request[] = []
  const ask = (node: Element, name: string, token = ''): void => {
    const id = capture.idOf(node)
    const request = (requests.length + 1) as RequestId
    if (id) requests.push({ request: 'nodeAsset', id: request, node: id, name, token })
  }
  for (const node of document.querySelectorAll(SHOWN)) {
    for (const name of ['src', 'href', 'xlink:href', 'poster']) ask(node, name)
    for (const [, token] of node.getAttribute('style')?.matchAll(/url\("?([^")]+)/g) ?? [])
      ask(node, 'style', token)
  }
  const from = frames.length
  capture.receive(writeRequests(requests))
  await until(() => {
    const answered = new Set<RequestId>()
    const reader = new FrameReader()
    for (const bytes of frames.slice(from)) {
      if (frameKind(bytes) !== 'asset') continue
      const frame = reader.read(bytes)
      if (frame.frame === 'asset') answered.add(frame.part.request)
    }
    return answered.size === requests.length
  })
}
