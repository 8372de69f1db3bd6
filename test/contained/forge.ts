import type { AssetPart, NodeId, NodeRecord, Op, Request, SheetId } from '@alongside/protocol'
import { documentRecord, recordsOf } from '../../packages/replica/test/open-page.ts'

/** How a hostile client may bring its markup. */
export const WAYS = ['together', 'frames', 'shadows', 'mutations', 'foreign'] as const
export type Way = (typeof WAYS)[number]

const HTML = 'http://www.w3.org/1999/xhtml'
const SVG = 'http://www.w3.org/2000/svg'
const node = (id: number): NodeId => id as NodeId
const END = node(0)
const ROOT = node(1)
const BODY = node(3)

interface Piece {
  readonly records: readonly NodeRecord[]
  /** The ids of the elements of this name, with the text in them. */
  named(name: string): (readonly [id: NodeId, text: string])[]
}

interface Numbers {
  next: number
  readonly ids: Map<Node, NodeId>
}

/**
 * What a client that masks nothing, leaves nothing out and obeys no rule sends of these pieces of markup: the first list
 * of ops is the picture, each further one a change.
 */
export function forge(markups: readonly string[], way: Way, address: string): Op[][] {
  const numbers: Numbers = { next: 10, ids: new Map() }
  const pieces = markups.map((markup) => pieceOf(markup, numbers))
  const nodes: NodeRecord[] = [
    documentRecord(ROOT, 0, 'standards'),
    element(2, 1, 'html'),
    element(3, 2, 'body'),
  ]
  const later: Op[][] = []
  for (const { records } of pieces) {
    const host = numbers.next++
    const inner = node(numbers.next++)
    nodes.push(element(host, 3, way === 'frames' ? 'iframe' : 'div'))
    if (way === 'frames') nodes.push(documentRecord(inner, 4, 'quirks'), ...below(records, 5))
    if (way === 'shadows') nodes.push(shadow(inner, 4), ...below(records, 5))
    if (way === 'together') nodes.push(...below(records, 4))
    if (way === 'mutations') later.push(mutations(node(host), records))
    if (way === 'foreign') later.push(mutations(node(host), records.map(asForeign)))
  }
  return renumbered([
    [
      { op: 'reset' },
      { op: 'viewport', width: 800, height: 40_000, scrollbarWidth: 0, scrollbarHeight: 0 },
      { op: 'insert', parent: END, before: END, nodes },
      { op: 'page', url: `javascript:"${address}"`, title: `<img src="${address}">` },
    ],
    ...later,
    ...sheets(pieces, address),
    ...images(pieces, address),
    ...pieces.map(({ records }) => moved(records[0])),
  ])
}

function pieceOf(markup: string, numbers: Numbers): Piece {
  const source = new DOMParser().parseFromString(markup, 'text/html')
  shadowsOf(source)
  const before = new Set(numbers.ids.keys())
  const records = recordsOf(source.documentElement, numbers)
  const mine = [...numbers.ids].filter(([each]) => !before.has(each))
  return {
    records,
    named: (name) =>
      mine.flatMap(([each, id]) =>
        each instanceof Element && each.localName === name
          ? [[id, Reflect.get(Node.prototype, 'textContent', each) ?? ''] as const]
          : [],
      ),
  }
}

/** `DOMParser` makes no shadow roots; the records of a `data-shadow` template are one. */
function shadowsOf(source: Document): void {
  for (const template of source.querySelectorAll('template[shadowrootmode]'))
    template.setAttribute('data-shadow', '')
}

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

function shadow(id: NodeId, depth: number): NodeRecord {
  return { kind: 'shadow', id, depth, mode: 'open', delegatesFocus: false, slotAssignment: 'named' }
}

function below(records: readonly NodeRecord[], depth: number): NodeRecord[] {
  return records.map((record) => ({ ...record, depth: record.depth + depth }))
}

/** The same tree by ops that each do one thing. */
function mutations(parent: NodeId, records: readonly NodeRecord[]): Op[] {
  const path: NodeId[] = [parent]
  return records.flatMap((record): Op[] => {
    path.length = record.depth + 1
    const into = path[record.depth] ?? parent
    path.push(record.id)
    const { id } = record
    const insert: Op = { op: 'insert', parent: into, before: END, nodes: [bare(record)] }
    if (record.kind === 'text') return [insert, { op: 'text', id, text: record.text }]
    if (record.kind !== 'element') return [insert]
    return [insert, ...record.attributes.map((each): Op => ({ op: 'attribute', id, ...each }))]
  })
}

function bare(record: NodeRecord): NodeRecord {
  const top = { ...record, depth: 0 }
  if (top.kind === 'element') return { ...top, attributes: [] }
  return top.kind === 'text' ? { ...top, text: '' } : top
}

/**
 * Names that no parser makes, and that are an element or an attribute all the same: `X:link` of HTML is a link, and `HREF`
 * its href.
 */
function asForeign(record: NodeRecord): NodeRecord {
  if (record.kind !== 'element') return record
  const attributes = record.attributes.map(({ name, value }) => ({
    name: record.namespace === HTML ? name.toUpperCase() : name,
    value,
  }))
  const name = record.namespace === SVG ? record.name : `X:${record.name}`
  return { ...record, name, attributes }
}

/** Every sheet by every op that there is for one: text in full, by rules, again, imported, adopted. */
function sheets(pieces: readonly Piece[], address: string): Op[][] {
  let last = 0
  const hostile = `@import "${address}";p,body,div{background:url(${address})}`
  const common = { baseUrl: address, media: 'all', disabled: false, rules: 1, more: true }
  const whole = (owner: NodeId, text: string | null, rules = 1): Op & { op: 'sheet' } => ({
    op: 'sheet',
    sheet: ++last as SheetId,
    owner,
    text,
    ...common,
    rules,
  })
  const styles = pieces.flatMap(({ named }) => named('style'))
  const links = pieces.flatMap(({ named }) => named('link'))
  const adopted: SheetId[] = []
  const ops = styles.flatMap(([owner, text]): Op[][] => {
    const own = whole(owner, '', 0)
    const { sheet } = own
    const constructed = whole(END, text)
    adopted.push(constructed.sheet)
    return [
      [own],
      [{ op: 'insertRule', sheet, path: [], index: 0, text }],
      [{ op: 'insertRule', sheet, path: [], index: 0, text: `@import "${address}";` }],
      [{ op: 'insertRule', sheet, path: [0], index: 0, text: `background:url(${address})` }],
      [{ ...own, text: null }],
      [{ ...own, text }],
      [constructed],
    ]
  })
  const linked = links.map(([owner]): Op[] => [whole(owner, hostile)])
  const imported = whole(END, hostile)
  const importer = whole(END, `@import "${address}";`)
  const told: Op = {
    op: 'importSheet',
    sheet: importer.sheet,
    href: address,
    imported: imported.sheet,
  }
  adopted.push(importer.sheet)
  return [
    ...ops,
    ...linked,
    [imported],
    [importer],
    [told],
    [{ op: 'adopt', root: ROOT, sheets: adopted }],
  ]
}

/** Everything that shows an image is said to have chosen one. */
function images(pieces: readonly Piece[], address: string): Op[][] {
  const names = ['img', 'input', 'video', 'image', 'feImage', 'body', 'td', 'a', 'iframe', 'script']
  const urls = [address, `data:text/html,<img src="${address}">`, `javascript:fetch("${address}")`]
  return pieces.flatMap(({ named }, at) =>
    names
      .flatMap((name) => named(name))
      .map(([id]): Op[] => [
        { op: 'image', id, url: urls[at % urls.length] ?? address, width: 9, height: 9 },
      ]),
  )
}

/** Away and back: a frame that is moved is another page, a link that is moved loads again. */
function moved(record: NodeRecord | undefined): Op[] {
  if (!record) return []
  const { id } = record
  return [
    { op: 'detach', id },
    { op: 'attach', id, parent: BODY, before: END },
  ]
}

/** On the wire, ids of an insert count up in the order of its nodes. */
function renumbered(frames: Op[][]): Op[][] {
  const ids = new Map<number, NodeId>([[0, END]])
  for (const op of frames.flat())
    if (op.op === 'insert') for (const { id } of op.nodes) ids.set(id, node(ids.size))
  const of = (id: NodeId): NodeId => ids.get(id) ?? END
  return frames.map((ops) =>
    ops.map((op) => {
      const out: Record<string, unknown> = { ...op }
      for (const name of ['id', 'parent', 'before', 'owner', 'root'])
        if (name in op) out[name] = of(Reflect.get(op, name))
      if (op.op === 'insert') out['nodes'] = op.nodes.map((each) => ({ ...each, id: of(each.id) }))
      return out as unknown as Op
    }),
  )
}

/** Answers that no honest capture gives: of every kind that is asked for nowhere, with more addresses in them. */
export function forgedAnswer(request: Request, address: string): AssetPart | null {
  if (!('id' in request)) return null
  const answers = answersOf(address)
  const [type = '', text = ''] = answers[request.id % answers.length] ?? []
  const bytes = new TextEncoder().encode(text)
  return {
    request: request.id,
    status: 'ok',
    type,
    hash: '',
    offset: 0,
    total: bytes.length,
    bytes,
  }
}

function answersOf(address: string): readonly (readonly string[])[] {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><script>top.ran=1</script>` +
    `<style>@import "${address}";</style><image xlink:href="${address}"/><use href="${address}#x"/></svg>`
  return [
    ['image/svg+xml', svg],
    ['text/html', `<script>top.ran=1</script><img src="${address}">`],
    ['text/css', `@import "${address}";*{background:url(${address})}`],
    ['font/woff2; x', 'no font'],
    ['image/png\r\nlocation: http://x', 'no image'],
  ]
}
