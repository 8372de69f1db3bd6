import {
  frameKind,
  innermost,
  type NodeId,
  payloadBytes,
  readSubpage,
  writeSubpage,
} from '@alongside/protocol'
import { originAllowed, parseOrigin } from '@alongside/protocol/origins'
import * as FLAG from './flag.ts'
import { attributeOf, baseUrlOf, isUnreachable, listen } from './natives.ts'
import type { Host, MakePart, Part } from './part.ts'

/** What a page says to one in its frames, beside the port: of which deployment it is, and whether all of the other is to be masked. */
export type Offer = readonly [mark: 'alongside', deploymentId: string, masked: boolean]

/** What goes through the port beside frames: go on; it is over. */
export type Word = 'more' | 'end'

export interface Subpages {
  /** For the capture of the page around. */
  readonly part: MakePart
  /** A frame for one of them, from the replica. Throws a ProtocolError on any other. */
  receive(frame: Uint8Array): void
}

/** Whose pages may be parts of each other. */
export type Deployment = { readonly id: string; readonly domains: readonly string[] }
type Join = { readonly port: MessagePort; readonly waiting: Uint8Array[]; begun: boolean }

const GONE = /* @__PURE__ */ new Uint8Array()
/** Room for the heads that pages further out put before it. */
const MOST_BYTES = payloadBytes - 1024

/**
 * The pages of other origins in frame elements: each that has a loader of the same deployment, on one of its domains, captures
 * itself and is a part of this page's stream. The browser gives an offer to a document of the origin that is named, or to nobody.
 */
export function createSubpages(deployment: Deployment): Subpages {
  const joins = new Map<NodeId, Join>()
  return {
    part: (host) => new Joining(host, deployment, joins),
    receive(frame) {
      const { host, content } = readSubpage(frame)
      // A copy: a view would take all of its buffer along.
      joins.get(host)?.port.postMessage(content.slice())
    },
  }
}

class Joining implements Part {
  readonly events: readonly string[] = ['load']
  readonly windowEvents: readonly string[] = ['pageshow']
  readonly #host: Host
  readonly #deployment: Deployment
  readonly #joins: Map<NodeId, Join>
  readonly #elements = new Map<NodeId, Element>()
  /** Their pages were shown and have gone. */
  readonly #left: NodeId[] = []

  constructor(host: Host, deployment: Deployment, joins: Map<NodeId, Join>) {
    this.#host = host
    this.#deployment = deployment
    this.#joins = joins
  }

  /** Another page in a frame; or this one is back from the page cache, where those in it have stopped. */
  heard(event: Event): void {
    if (event.type === 'pageshow') {
      if ((event as PageTransitionEvent).persisted)
        for (const [id, element] of this.#elements) this.#offer(id, element)
      return
    }
    const id = this.#host.page.model.idOf(event.target as Node)
    const element = id && this.#elements.get(id)
    if (id && element) this.#offer(id, element)
  }

  element(element: Element, id: NodeId, name: string): void {
    if (name !== 'iframe' && name !== 'frame') return
    this.#elements.set(id, element)
    this.#offer(id, element)
  }

  gone(id: NodeId): void {
    this.#elements.delete(id)
    this.#end(id)
  }

  epoch(): void {
    this.stop()
    this.#elements.clear()
    this.#left.length = 0
  }

  flush(): void {
    if (this.#left.length > 0 || this.#joins.size > 0) void this.#tell()
  }

  stop(): void {
    for (const id of this.#joins.keys()) this.#end(id)
  }

  #offer(id: NodeId, element: Element): void {
    if (this.#end(id)) this.#leave(id)
    if (!isUnreachable(element)) return
    const flags = this.#host.page.model.flagsOf(id)
    const allowed = parseOrigin(originOf(element))
    if (flags & FLAG.blocked || !allowed || !originAllowed(allowed, this.#deployment.domains))
      return
    const { port1, port2 } = new MessageChannel()
    const join: Join = { port: port1, waiting: [], begun: false }
    this.#joins.set(id, join)
    listen(port1, 'message', (event) => this.#take(id, join, (event as MessageEvent).data))
    port1.start()
    const offer: Offer = ['alongside', this.#deployment.id, (flags & FLAG.masked) !== 0]
    const view = (element as HTMLIFrameElement).contentWindow
    view?.postMessage(offer, allowed.text, [port2])
  }

  #take(id: NodeId, join: Join, said: unknown): void {
    if (this.#joins.get(id) !== join) return
    if (said === 'end') {
      if (this.#end(id)) this.#leave(id)
      return
    }
    const frame = frameOf(id, said)
    if (!frame) return
    join.waiting.push(frame)
    join.begun = true
    this.#host.changed()
  }

  #leave(id: NodeId): void {
    this.#left.push(id)
    this.#host.changed()
  }

  /** Gives whether anything of it was told. */
  #end(id: NodeId): boolean {
    const join = this.#joins.get(id)
    if (!join) return false
    this.#joins.delete(id)
    // Where a browser does not tell that a port was closed, this does.
    join.port.postMessage('end' satisfies Word)
    join.port.close()
    return join.begun
  }

  /** After the ops of the flush: what an element's page says may not come before the element, nor before what was noted of it. */
  async #tell(): Promise<void> {
    await null
    for (const id of this.#left.splice(0)) this.#host.emit(writeSubpage(id, GONE))
    for (const join of this.#joins.values()) {
      if (join.waiting.length === 0) continue
      for (const frame of join.waiting.splice(0)) this.#host.emit(frame)
      join.port.postMessage('more' satisfies Word)
    }
  }
}

/** What a frame element names. Where it went from there by itself, the browser delivers nothing. */
function originOf(element: Element): string {
  try {
    return new URL(attributeOf(element, 'src') ?? '', baseUrlOf(element)).origin
  } catch {
    return 'null'
  }
}

/** Of a page that says what it likes. What is in it is read at the agent; here only that it can be carried there. */
function frameOf(id: NodeId, said: unknown): Uint8Array | null {
  if (!(said instanceof Uint8Array) || said.length === 0 || said.length > MOST_BYTES) return null
  const frame = writeSubpage(id, said)
  try {
    const inner = innermost(frame)
    return inner.length === 0 || frameKind(inner) !== 'requests' ? frame : null
  } catch {
    return null
  }
}
