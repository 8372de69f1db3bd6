import type { NodeId, NodeRecord, Op, SheetId } from '@alongside/protocol'
import { type OpenReplica, openReplica } from '../src/replica.ts'
import { documentRecord, recordsOf } from './open-page.ts'

/** How a hostile client may bring its markup: at once, bit by bit, in a frame of the page, in a shadow root. */
export type Way = 'insert' | 'mutate' | 'frame' | 'shadow'

const HTML = 'http://www.w3.org/1999/xhtml'
const node = (id: number) => id as NodeId

function element(id: number, depth: number, name: string): NodeRecord {
  return {
    kind: 'element',
    id: node(id),
    depth,
    namespace: HTML,
    name,
    attributes: [],
    blocked: null,
  }
}

/** The same tree as ops that each do one thing. */
function mutations(parent: NodeId, records: readonly NodeRecord[]): Op[] {
  const ops: Op[] = []
  const path: NodeId[] = [parent]
  for (const record of records) {
    path.length = record.depth + 1
    const into = path[record.depth] as NodeId
    path.push(record.id)
    const bare: NodeRecord =
      record.kind === 'element'
        ? { ...record, depth: 0, attributes: [] }
        : record.kind === 'text'
          ? { ...record, depth: 0, text: '' }
          : { ...record, depth: 0 }
    ops.push({ op: 'insert', parent: into, before: node(0), nodes: [bare] })
    if (record.kind === 'text') ops.push({ op: 'text', id: record.id, text: record.text })
    if (record.kind !== 'element') continue
    for (const { name, value } of record.attributes)
      ops.push({ op: 'attribute', id: record.id, name, value })
  }
  return ops
}

/** Shows pieces of markup side by side for a moment; says what went wrong, with the markup where it is known. */
async function show(
  markups: readonly string[],
  way: Way,
  sink: string,
  frameUrl?: string,
): Promise<string[]> {
  const frames = () => document.querySelectorAll('iframe').length
  const shown = markups.map((markup) => showOne(markup, way, sink, frameUrl))
  try {
    const wrong: string[] = []
    const documents: Document[] = []
    for (const { replica } of shown) documents.push(await documentOf(replica))
    const before = frames()
    for (const { answer } of shown) answer()
    await new Promise((resolve) => setTimeout(resolve, 50))
    for (const [i, { container }] of shown.entries()) {
      const frame = container.querySelector('iframe')
      if (frame?.contentDocument !== documents[i]) {
        wrong.push(`the document was replaced: ${markups[i]}`)
      }
    }
    if (frames() !== before) wrong.push('a frame came or went')
    if (document.activeElement !== document.body) wrong.push('focus was taken')
    if ('ran' in window) wrong.push('a script ran')
    return wrong
  } finally {
    for (const { replica, container } of shown) {
      replica.destroy()
      container.remove()
    }
    window.focus()
  }
}

async function documentOf(replica: OpenReplica): Promise<Document> {
  while (!replica.document) await new Promise((resolve) => setTimeout(resolve, 5))
  return replica.document
}

/** A replica of one piece of markup; `answer` gives what it asked for so far: more of the same. */
function showOne(
  markup: string,
  way: Way,
  sink: string,
  frameUrl: string | undefined,
): { replica: OpenReplica; container: HTMLElement; answer: () => void } {
  const container = document.createElement('div')
  container.style.cssText = 'position:absolute;left:0;top:0;width:800px;height:600px'
  document.body.append(container)
  const answers: (() => void)[] = []
  const evil = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><script>top.ran=1</script><style>@import "${sink}";</style><image xlink:href="${sink}"/><use href="${sink}#x"/></svg>`
  const css = `@import "${sink}"; p,body{background:url(${sink})}`
  const replica = openReplica(
    { container, ...(frameUrl === undefined ? {} : { frameUrl }) },
    (requests) => {
      for (const request of requests) {
        if (!('id' in request)) continue
        answers.push(() => {
          const isCss = 'token' in request && request.request === 'sheetAsset'
          const bytes = new TextEncoder().encode(isCss ? css : evil)
          replica.receive({
            request: request.id,
            status: 'ok',
            type: isCss ? 'text/css' : 'image/svg+xml',
            hash: `hash ${request.id}`.padEnd(16),
            offset: 0,
            total: bytes.length,
            bytes,
          })
        })
      }
    },
  )
  const source = new DOMParser().parseFromString(markup, 'text/html')
  const numbers = { next: 100, ids: new Map<Node, NodeId>() }
  const records = recordsOf(source.documentElement, numbers)
  const below = (depth: number) => records.map((r) => ({ ...r, depth: r.depth + depth }))
  const nodes: NodeRecord[] = [documentRecord(node(1), 0, 'standards')]
  const host = [element(2, 1, 'html'), element(3, 2, 'body')]
  if (way === 'insert') nodes.push(...below(1))
  if (way === 'frame')
    nodes.push(
      ...host,
      element(4, 3, 'iframe'),
      documentRecord(node(5), 4, 'standards'),
      ...below(5),
    )
  if (way === 'shadow')
    nodes.push(
      ...host,
      element(4, 3, 'div'),
      {
        kind: 'shadow',
        id: node(5),
        depth: 4,
        mode: 'open',
        delegatesFocus: false,
        slotAssignment: 'named',
      },
      ...below(5),
    )
  const styles = [...numbers.ids].filter(([n]) => n instanceof Element && n.localName === 'style')
  const links = [...numbers.ids].filter(([n]) => n instanceof HTMLLinkElement)
  const ops: Op[] = [
    { op: 'reset' },
    { op: 'viewport', width: 800, height: 600, scrollbarWidth: 0, scrollbarHeight: 0 },
    { op: 'insert', parent: node(0), before: node(0), nodes },
  ]
  if (way === 'mutate') ops.push(...mutations(node(1), records))
  let sheet = 1
  const common = { baseUrl: sink, media: '', disabled: false, rules: 1, more: true }
  for (const [n, owner] of styles) {
    const id = sheet++ as SheetId
    ops.push({ op: 'sheet', sheet: id, owner, text: '', ...common, rules: 0 })
    ops.push({ op: 'insertRule', sheet: id, path: [], index: 0, text: n.textContent ?? '' })
    ops.push({ op: 'insertRule', sheet: id, path: [], index: 0, text: `@import "${sink}";` })
    ops.push({ op: 'sheet', sheet: id, owner, text: null, ...common })
    ops.push({ op: 'insertRule', sheet: id, path: [], index: 0, text: `@import "${sink}";` })
  }
  for (const [, owner] of links)
    ops.push({ op: 'sheet', sheet: sheet++ as SheetId, owner, text: css, ...common })
  ops.push({ op: 'sheet', sheet: sheet as SheetId, owner: node(0), text: css, ...common })
  ops.push({ op: 'adopt', root: node(1), sheets: [sheet as SheetId] })
  replica.applyOps(ops)
  const answer = () => {
    for (let i = 0; i < 200; i++) answers.shift()?.()
  }
  return { replica, container, answer }
}

/** The control: what the same markup does in frames that nothing contains, until they have loaded or hang. */
async function showOpen(markups: readonly string[]): Promise<void> {
  const frames = markups.map((markup) => {
    const frame = document.createElement('iframe')
    frame.srcdoc = markup
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    return { frame, loaded }
  })
  const hung = new Promise((resolve) => setTimeout(resolve, 2000))
  await Promise.race([Promise.all(frames.map(({ loaded }) => loaded)), hung])
  for (const { frame } of frames) frame.remove()
}

/** Leaves one replica on the page, for input tests. */
function leave(markup: string): void {
  const container = document.createElement('div')
  container.id = 'left'
  container.style.cssText = 'position:absolute;left:0;top:0;width:800px;height:600px'
  document.body.append(container)
  const replica = openReplica({ container }, () => {})
  const source = new DOMParser().parseFromString(markup, 'text/html')
  const records = recordsOf(source.documentElement, { next: 100, ids: new Map() })
  replica.applyOps([
    { op: 'reset' },
    { op: 'viewport', width: 800, height: 600, scrollbarWidth: 0, scrollbarHeight: 0 },
    {
      op: 'insert',
      parent: node(0),
      before: node(0),
      nodes: [
        documentRecord(node(1), 0, 'standards'),
        ...records.map((r) => ({ ...r, depth: r.depth + 1 })),
      ],
    },
  ])
}

Object.assign(window, { show, showOpen, leave })
