// Bundled by rig.ts into the agent's page: a replica that is given what a hostile client sends, and plain frames beside it.
import { ProtocolError } from '@alongside/protocol'
import { createReplica, type Replica, type ReplicaOptions } from '@alongside/replica'
import { fromBase64, toBase64 } from './base64.ts'

declare global {
  var agent: typeof api
}

let replica: Replica | undefined
let container: HTMLElement | undefined
let requests: string[] = []

/** A stage in the upper left corner, and nothing else on the page. */
function open(options: Pick<ReplicaOptions, 'frameUrl' | 'directImages'>): void {
  close()
  document.body.replaceChildren()
  container = document.createElement('div')
  container.style.cssText = 'position:fixed;inset:0;width:800px;overflow:hidden;background:#fff'
  document.body.append(container)
  replica = createReplica({
    container,
    ...options,
    emit: (frame) => requests.push(toBase64(frame)),
  })
}

function close(): void {
  replica?.destroy()
  container?.remove()
  requests = []
}

/** What came of some frames: what the replica asks of who sent them, and how many it refused. */
interface Applied {
  readonly requests: readonly string[]
  readonly refused: number
}

/** Frames of a capture, or of who pretends to be one. */
async function apply(frames: readonly string[]): Promise<Applied> {
  let refused = 0
  for (const frame of frames) {
    try {
      replica?.apply(fromBase64(frame))
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      refused++
    }
    // Until its document is there, the replica keeps what comes.
    while (replica && !replica.document) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await settled()
  return { requests: requests.splice(0), refused }
}

/** The same markup in frames that nothing contains, instead of whatever is on the page. */
function uncontained(markups: readonly string[]): void {
  document.body.replaceChildren()
  for (const markup of markups) {
    const frame = document.createElement('iframe')
    frame.srcdoc = markup
    document.body.append(frame)
  }
}

/** The same in frames that tell `hit` the number of what runs in them: by itself, by an event of its own or by a click. */
async function running(markups: readonly string[], from: number, ms: number): Promise<void> {
  uncontained(
    markups.map(
      (markup, at) =>
        `<script>alert=confirm=prompt=print=()=>top.hit(${from + at})</script>${markup}`,
    ),
  )
  const frames = [...document.querySelectorAll('iframe')]
  await new Promise((resolve) => setTimeout(resolve, ms))
  for (const { contentDocument } of frames) if (contentDocument) poke(contentDocument, true)
  await new Promise((resolve) => setTimeout(resolve, ms / 4))
}

/** Every event that some element of this document has a handler for, live or kept aside; and clicks. */
function poke(page: Document, clicks: boolean): void {
  for (const element of Document.prototype.querySelectorAll.call(page, '*')) {
    for (const name of Element.prototype.getAttributeNames.call(element)) {
      const [, type] = /^(?:data-alongside-)?on(.+)/.exec(name) ?? []
      if (type)
        EventTarget.prototype.dispatchEvent.call(element, new Event(type, { bubbles: true }))
    }
    if (clicks)
      EventTarget.prototype.dispatchEvent.call(
        element,
        new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }),
      )
  }
}

/** The page in an `<iframe>` of HTML: SVG has elements of any name. */
function pageIn(element: Element): Document | null {
  if (element.localName !== 'iframe' || element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
    return null
  return (element as HTMLIFrameElement).contentDocument
}

/** The replica's document and those of the frames in it. */
function* documents(): Generator<Document> {
  const waiting: Document[] = replica?.document ? [replica.document] : []
  for (let page = waiting.pop(); page; page = waiting.pop()) {
    yield page
    for (const element of Document.prototype.querySelectorAll.call(page, 'iframe')) {
      const inner = pageIn(element)
      if (inner) waiting.push(inner)
    }
  }
}

function pokeReplica(): void {
  for (const page of documents()) poke(page, false)
}

/** The names of all handlers that elements of this browser may have. */
function handlers(): string[] {
  const owners = [HTMLElement, HTMLBodyElement, HTMLMediaElement, SVGElement, MathMLElement, Window]
  const names = owners.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
  const old = [
    'onbegin',
    'onend',
    'onrepeat',
    'onstart',
    'onfinish',
    'onbounce',
    'onzoom',
    'onshow',
  ]
  return [...new Set([...names, ...old])].filter((name) => /^on[a-z]+$/.test(name)).sort()
}

/** Where the elements with this id are, in px of the window. */
function spots(id: string): { x: number; y: number }[] {
  const found: { x: number; y: number }[] = []
  for (const page of documents()) {
    let [left, top] = [0, 0]
    for (let frame = page.defaultView?.frameElement; frame; ) {
      const box = frame.getBoundingClientRect()
      left += box.x + frame.clientLeft
      top += box.y + frame.clientTop
      frame = frame.ownerDocument.defaultView?.frameElement
    }
    for (const root of [page, ...shadows(page)])
      for (const element of root.querySelectorAll(`[id=${id}]`)) {
        const { x, y, width, height } = element.getBoundingClientRect()
        if (width > 0) found.push({ x: left + x + width / 2, y: top + y + height / 2 })
      }
  }
  return found
}

function shadows(page: Document): ShadowRoot[] {
  const hosts = Document.prototype.querySelectorAll.call(page, '*')
  return [...hosts].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : []))
}

/** How much of it is really there: elements of all documents of the replica, and of the shadow roots in them. */
function size(): number {
  let elements = 0
  for (const page of documents())
    for (const root of [page, ...shadows(page)]) elements += root.querySelectorAll('*').length
  return elements
}

/** What is wrong with the agent's page itself. */
function effects(): string[] {
  const found: string[] = []
  if ('ran' in window) found.push('a script ran')
  if (document.cookie) found.push(`cookie ${document.cookie}`)
  if (localStorage.length + sessionStorage.length > 0) found.push('storage')
  if (window.name) found.push(`name ${window.name}`)
  if (document.activeElement !== document.body) found.push('focus was taken')
  if (document.fullscreenElement || document.pictureInPictureElement) found.push('fullscreen')
  for (const frame of container?.querySelectorAll('iframe') ?? []) {
    const sandbox = frame.getAttribute('sandbox')
    if (sandbox !== 'allow-same-origin') found.push(`sandbox ${sandbox}`)
  }
  return found
}

/** Two pictures of the browser, and what it does after them. */
async function settled(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => setTimeout(resolve, 100))
}

const api = {
  open,
  close,
  apply,
  uncontained,
  running,
  pokeReplica,
  handlers,
  spots,
  size,
  effects,
}
globalThis.agent = api
