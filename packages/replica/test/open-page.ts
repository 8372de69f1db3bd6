import {
  type DocumentMode,
  type NodeId,
  type NodeRecord,
  type Op,
  type Request,
  ROOT,
  type SheetId,
} from '@alongside/protocol'
import { type OpenReplica, openReplica, type ReplicaOptions } from '../src/replica.ts'

/**
 * A page given as markup, sent to a replica as a careless or hostile capture would send it: every element, every
 * attribute, every text as it stands, nothing masked and nothing left out.
 */
export interface TestPage {
  readonly replica: OpenReplica
  readonly requests: Request[]
  readonly container: HTMLElement
  /** The replica's document and its window. */
  readonly doc: Document
  readonly win: Window & typeof globalThis
  /** The id of the source node that this selector finds. */
  id(selector: string): NodeId
  /** The replica's element for it. */
  get(selector: string): HTMLElement
  /** Inserts more markup and gives the ids of its top nodes. */
  insert(parent: NodeId, before: NodeId, html: string): NodeId[]
  apply(...ops: Op[]): void
  answer(
    request: Request | undefined,
    type: string,
    content: Uint8Array<ArrayBuffer> | string,
  ): void
  refuse(request: Request | undefined, status?: 'refused' | 'unreadable'): void
  destroy(): void
}

export const BASE = 'https://shop.example/page/'

interface Numbers {
  next: number
  readonly ids: Map<Node, NodeId>
}

/** Records of a source tree; `<template shadowrootmode>` becomes a shadow root, `<iframe srcdoc>` a subdocument. */
export function recordsOf(root: Node, numbers: Numbers): NodeRecord[] {
  const out: NodeRecord[] = []
  const visit = (node: Node, depth: number) => {
    if (node instanceof Element) {
      const element = node
      const id = take(node, numbers)
      out.push({
        kind: 'element',
        id,
        depth,
        namespace: element.namespaceURI ?? '',
        name: element.prefix ? `${element.prefix}:${element.localName}` : element.localName,
        attributes: [...attributesOf(element)].map(({ name, value }) => ({ name, value })),
        blocked: null,
      })
      const template = [...childrenOf(element)]
        .filter((child) => child instanceof Element)
        .find((child) => child.hasAttribute('data-shadow'))
      if (template) {
        out.push({
          kind: 'shadow',
          id: take(template, numbers),
          depth: depth + 1,
          mode: 'open',
          delegatesFocus: false,
          slotAssignment: 'named',
        })
        for (const child of (template as HTMLTemplateElement).content.childNodes)
          visit(child, depth + 2)
      }
      if (element.hasAttribute('data-page')) {
        const inner = new DOMParser().parseFromString(
          element.getAttribute('data-page') ?? '',
          'text/html',
        )
        out.push(documentRecord(take(inner, numbers), depth + 1, 'standards'))
        for (const child of inner.childNodes) visit(child, depth + 2)
      }
      for (const child of childrenOf(element)) if (child !== template) visit(child, depth + 1)
    } else if (node.nodeType === Node.TEXT_NODE) {
      out.push({ kind: 'text', id: take(node, numbers), depth, text: node.nodeValue ?? '' })
    }
  }
  visit(root, 0)
  return out
}

// The pages of these tests shadow members with named controls.
function attributesOf(element: Element): NamedNodeMap {
  return Reflect.get(Element.prototype, 'attributes', element)
}

function childrenOf(node: Node): NodeListOf<ChildNode> {
  return Reflect.get(Node.prototype, 'childNodes', node)
}

function take(node: Node, numbers: Numbers): NodeId {
  const id = numbers.next++ as NodeId
  numbers.ids.set(node, id)
  return id
}

export function documentRecord(id: NodeId, depth: number, mode: DocumentMode): NodeRecord {
  return { kind: 'document', id, depth, mode, baseUrl: BASE, doctype: true }
}

export function openPage(
  html: string,
  options: Pick<ReplicaOptions, 'frameUrl' | 'proxy' | 'onChange'> & { mode?: DocumentMode } = {},
): TestPage {
  const container = document.createElement('div')
  container.style.cssText = 'position:relative;width:800px;height:600px;overflow:hidden'
  document.body.append(container)
  const requests: Request[] = []
  const { mode = 'standards', ...rest } = options
  const replica = openReplica({ container, ...rest }, (more) => requests.push(...more))
  const source = new DOMParser().parseFromString(html, 'text/html')
  const numbers: Numbers = { next: 2, ids: new Map() }
  replica.applyOps([
    { op: 'reset' },
    { op: 'viewport', width: 800, height: 600, scrollbarWidth: 0, scrollbarHeight: 0 },
    {
      op: 'insert',
      parent: 0 as NodeId,
      before: 0 as NodeId,
      nodes: [
        documentRecord(ROOT, 0, mode),
        ...recordsOf(source.documentElement, numbers).map((r) => ({ ...r, depth: r.depth + 1 })),
      ],
    },
  ])
  const page: TestPage = {
    replica,
    requests,
    container,
    get doc() {
      if (!replica.document) throw new Error('no document')
      return replica.document
    },
    get win() {
      return page.doc.defaultView as Window & typeof globalThis
    },
    id(selector) {
      for (const [node, id] of numbers.ids)
        if (node instanceof Element && Element.prototype.matches.call(node, selector)) return id
      throw new Error(`no ${selector}`)
    },
    get(selector) {
      return replica.nodeOf(page.id(selector)) as HTMLElement
    },
    insert(parent, before, markup) {
      const holder = document.createElement('template')
      holder.innerHTML = markup
      return [...holder.content.childNodes].map((node) => {
        const nodes = recordsOf(node, numbers)
        page.apply({ op: 'insert', parent, before, nodes })
        return numbers.ids.get(node) as NodeId
      })
    },
    apply: (...ops) => replica.applyOps(ops),
    answer(request, type, content) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      const total = bytes.length
      const id = requestId(request)
      const hash = `hash ${id}`.padEnd(16)
      replica.receive({ request: id, status: 'ok', type, hash, offset: 0, total, bytes })
    },
    refuse(request, status = 'refused') {
      const bytes = new Uint8Array()
      replica.receive({
        request: requestId(request),
        status,
        type: '',
        hash: '',
        offset: 0,
        total: 0,
        bytes,
      })
    },
    destroy() {
      replica.destroy()
      container.remove()
    },
  }
  return page
}

function requestId(request: Request | undefined) {
  if (!request || !('id' in request)) throw new Error('no such request')
  return request.id
}

/** A `sheet` op with what a test does not care about filled in. */
export function sheetOp(
  sheet: number,
  owner: NodeId | 0,
  text: string | null,
  rest: {
    media?: string
    disabled?: boolean
    baseUrl?: string
    rules?: number
    more?: boolean
  } = {},
): Op {
  return {
    op: 'sheet',
    sheet: sheet as SheetId,
    owner: owner as NodeId,
    text,
    baseUrl: rest.baseUrl ?? BASE,
    media: rest.media ?? '',
    disabled: rest.disabled ?? false,
    rules: rest.rules ?? 0,
    more: rest.more ?? false,
  }
}

export async function until(what: () => boolean, ms = 5000): Promise<void> {
  const end = Date.now() + ms
  while (!what()) {
    if (Date.now() > end) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
