// Bundled by rig.ts into a customer's page: it is made of pieces of markup, each in a frame of its own, and captured; or it
// forges what a capture of such a page would send if nobody had taught it anything.
import { type Capture, DEFAULT_RULES, startCapture } from '@alongside/capture'
import { readRequests } from '@alongside/protocol'
import { writeFrame } from '../../packages/protocol/test/write-frame.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { forge, forgedAnswer, type Way } from './forge.ts'

declare global {
  var customer: typeof api
}

let capture: Capture | undefined
let frames: string[] = []

/** As many pieces as a frame of the page holds: each frame costs far more than what is in it. */
const PER_FRAME = 8

/** Pieces that are there before the capture, as a parser makes them. */
function parsed(markups: readonly string[]): void {
  for (let at = 0; at < markups.length; at += PER_FRAME) {
    const page = open()
    page.open()
    page.write(markups.slice(at, at + PER_FRAME).join(''))
    page.close()
  }
}

/** The page itself is this; what a capture says of it. */
async function whole(markup: string): Promise<string[]> {
  document.open()
  document.write(markup)
  document.close()
  share()
  return take()
}

/** Pieces that come while it runs, node by node, each attribute and text by itself. */
function built(markups: readonly string[]): void {
  let page = open()
  for (const [at, markup] of markups.entries()) {
    if (at % PER_FRAME === PER_FRAME - 1) page = open()
    build(new DOMParser().parseFromString(markup, 'text/html'), page)
  }
}

/** The same by `innerHTML`; what is in them cannot take the frame away. */
function written(markups: readonly string[]): void {
  let page = open()
  for (const [at, markup] of markups.entries()) {
    if (at % 50 === 49) page = open()
    // Other pieces may have given their names to members of the document.
    const holder = Document.prototype.createElement.call(page, 'div')
    const body: Element = Reflect.get(Document.prototype, 'body', page)
    Element.prototype.append.call(body, holder)
    Reflect.set(Element.prototype, 'innerHTML', markup, holder)
  }
}

function open(): Document {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  if (!frame.contentDocument) throw new Error('no document')
  return frame.contentDocument
}

// Controls of a form may have the names of its members.
const attributesOf = (of: Element): NamedNodeMap => Reflect.get(Element.prototype, 'attributes', of)
const nodesOf = (of: Node): NodeListOf<ChildNode> => Reflect.get(Node.prototype, 'childNodes', of)

function build(source: Document, page: Document): void {
  const late: (() => void)[] = []
  for (const part of ['head', 'body'] as const) {
    const [from, to]: Element[] = [source, page].map((of) =>
      Reflect.get(Document.prototype, part, of),
    )
    if (!from || !to) continue // gone elsewhere
    for (const { name, value } of attributesOf(from)) set(to, name, value)
    for (const child of nodesOf(from)) copy(child, to, late)
  }
  for (const each of late) each()
}

function copy(source: Node, parent: Node, late: (() => void)[]): void {
  const page = parent.ownerDocument as Document
  if (!(source instanceof Element)) {
    const text = page.createTextNode('')
    Node.prototype.appendChild.call(parent, text)
    late.push(() => {
      text.data = source.nodeValue ?? ''
    })
    return
  }
  const element = page.createElementNS(source.namespaceURI, source.nodeName.toLowerCase())
  Node.prototype.appendChild.call(parent, element)
  for (const { name, value } of attributesOf(source)) late.push(() => set(element, name, value))
  for (const child of nodesOf(source)) copy(child, element, late)
}

function set(element: Element, name: string, value: string): void {
  try {
    const xlink = name.startsWith('xlink:') ? 'http://www.w3.org/1999/xlink' : null
    Element.prototype.setAttributeNS.call(element, xlink, name, value)
  } catch {
    // A name that only a parser can set.
  }
}

/** What scripts do with what is there: rules of sheets, adopted sheets, moves. */
function stir(address: string): void {
  for (const frame of document.querySelectorAll('iframe')) {
    const page = frame.contentDocument
    const body: Element | null = page && Reflect.get(Document.prototype, 'body', page)
    if (!page?.defaultView || !body) continue // it has gone elsewhere
    const { CSSStyleSheet } = page.defaultView as Window & typeof globalThis
    for (const style of Document.prototype.querySelectorAll.call(page, 'style')) {
      const adopted = new CSSStyleSheet()
      adopted.replaceSync(Reflect.get(Node.prototype, 'textContent', style) ?? '')
      page.adoptedStyleSheets = [...page.adoptedStyleSheets, adopted]
    }
    for (const sheet of page.styleSheets)
      if (sheet.ownerNode?.nodeName === 'STYLE')
        sheet.insertRule(`p{background:url(${address})}`, sheet.cssRules.length)
    const first: Element | null = Reflect.get(Element.prototype, 'firstElementChild', body)
    if (first) Node.prototype.appendChild.call(body, first)
  }
}

function share(): void {
  capture = startCapture({
    document,
    privacy: DEFAULT_RULES,
    emit: (frame) => frames.push(toBase64(frame)),
  })
}

/** What was captured since the last call. */
async function take(requests: readonly string[] = []): Promise<string[]> {
  for (const request of requests) capture?.receive(fromBase64(request))
  await new Promise((resolve) => setTimeout(resolve, 60))
  capture?.flush()
  return frames.splice(0)
}

function stop(): void {
  capture?.stop()
  frames = []
}

/** Frames that nobody honest has written. */
function forged(markups: readonly string[], way: Way, address: string): string[] {
  return forge(markups, way, address).map((ops, sequence) =>
    toBase64(writeFrame({ frame: 'ops', epoch: 1, sequence, ops })),
  )
}

function forgedAnswers(requests: readonly string[], address: string): string[] {
  return requests
    .flatMap((frame) => readRequests(fromBase64(frame)))
    .map((request) => forgedAnswer(request, address))
    .filter((part) => part !== null)
    .map((part) => toBase64(writeFrame({ frame: 'asset', part })))
}

const api = { parsed, whole, built, written, stir, share, take, stop, forged, forgedAnswers }
globalThis.customer = api
