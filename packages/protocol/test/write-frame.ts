import { writeChecks } from '../src/ops/check.ts'
import type { Frame, NodeRecord, Op } from '../src/ops/op.ts'
import { writeRequests } from '../src/ops/requests.ts'
import { writeSubpage } from '../src/ops/subpage.ts'
import {
  tellAnimation,
  tellChecked,
  tellFiles,
  tellGutter,
  tellPlayback,
  tellSurface,
} from '../src/ops/tell.ts'
import { OpWriter } from '../src/ops/write.ts'
import { writeAssetPart, writeTiles } from '../src/ops/write-pixels.ts'

/** Writes a frame that was read, or told as data; with a string table of its own, or that of `out`. */
export function writeFrame(frame: Frame, out: OpWriter = new OpWriter()): Uint8Array {
  switch (frame.frame) {
    case 'asset':
      return writeAssetPart(frame.part)
    case 'check':
      return writeChecks(frame.checks)
    case 'requests':
      return writeRequests(frame.requests)
    case 'tiles':
      return writeTiles(frame.surface, frame.last, frame.tiles)
    case 'subpage':
      return writeSubpage(frame.host, frame.content)
    case 'ops': {
      for (const op of frame.ops) writeOp(out, op)
      return out.take(frame.epoch, frame.sequence)
    }
  }
}

function writeOp(out: OpWriter, op: Op): void {
  switch (op.op) {
    case 'reset':
      out.reset()
      break
    case 'insert':
      writeInsert(out, op)
      break
    case 'detach':
      out.detach(op.id)
      break
    case 'attach':
      out.attach(op.id, op.parent, op.before)
      break
    case 'free':
      out.free(op.id)
      break
    case 'text':
      out.text(op.id, op.text)
      break
    case 'splice':
      out.splice(op.id, op.at, op.remove, op.text)
      break
    case 'attribute':
      out.attribute(op.id, op.name, op.value)
      break
    case 'removeAttribute':
      out.removeAttribute(op.id, op.name)
      break
    case 'sheet':
      out.sheet(op)
      break
    case 'importSheet':
      out.importSheet(op.sheet, op.href, op.imported)
      break
    case 'insertRule':
      out.insertRule(op.sheet, op.path, op.index, op.text)
      break
    case 'deleteRule':
      out.deleteRule(op.sheet, op.path, op.index)
      break
    case 'sheetState':
      out.sheetState(op.sheet, op.media, op.disabled)
      break
    case 'freeSheet':
      out.freeSheet(op.sheet)
      break
    case 'adopt':
      out.adopt(op.root, op.sheets)
      break
    case 'value':
      out.value(op.id, op.value, op.masked)
      break
    case 'checked':
      tellChecked(out, op.id, op.checked, op.indeterminate)
      break
    case 'selected':
      out.selected(op.id, op.indices)
      break
    case 'scroll':
      out.scroll(op.id, op.x, op.y)
      break
    case 'viewport':
      out.viewport(op.width, op.height, op.scrollbarWidth, op.scrollbarHeight)
      break
    case 'page':
      out.page(op.url, op.title)
      break
    case 'image':
      out.image(op.id, op.url, op.width, op.height)
      break
    case 'note':
      out.note(op.id, op.reason)
      break
    case 'move':
      out.move(op.id, op.parent, op.before)
      break
    case 'interaction':
      out.interaction(op.hover, op.active, op.focus, op.focusVisible)
      break
    case 'selection':
      out.selection(op.anchor, op.anchorOffset, op.focus, op.focusOffset)
      break
    case 'caret':
      out.caret(op.id, op.start, op.end, op.direction)
      break
    case 'states':
      out.states(op.id, op.names)
      break
    case 'topLayer':
      out.topLayer(op.entries)
      break
    case 'assign':
      out.assign(op.slot, op.nodes)
      break
    case 'define':
      out.define(op.document, op.name)
      break
    case 'media':
      out.media(op.features)
      break
    case 'files':
      tellFiles(out, op.id, op.count)
      break
    case 'popup':
      out.popup(op.id)
      break
    case 'visualViewport':
      out.visualViewport(op.x, op.y, op.width, op.height)
      break
    case 'gutter':
      tellGutter(out, op.id, op.width, op.height)
      break
    case 'playback':
      tellPlayback(out, op.id, op)
      break
    case 'animation':
      tellAnimation(out, op.id, op)
      break
    case 'surface':
      tellSurface(out, op.id, op.surface, op.width, op.height, op.scale)
      break
  }
}

/** Depths become ends: a node closes what is open below its own depth. */
function writeInsert(
  out: OpWriter,
  { parent, before, nodes }: Extract<Op, { op: 'insert' }>,
): void {
  const first = nodes.find(({ kind }) => kind !== 'ref')
  out.insert(parent, before, first?.id ?? parent)
  let open = 0
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]
    if (!node) continue
    for (; open > node.depth; open--) out.end()
    const next = nodes[i + 1]
    const inside = next && next.depth > node.depth
    const after = nodes[i + 2]
    const lone = inside && next.kind === 'text' && !(after && after.depth > node.depth)
    if (lone && node.kind === 'element') {
      writeElement(out, node, false, next.text)
      i++
    } else if (writeRecord(out, node, !inside)) open++
  }
  for (; open > 0; open--) out.end()
}

function writeElement(
  out: OpWriter,
  { namespace, name, attributes, blocked }: Extract<NodeRecord, { kind: 'element' }>,
  isLeaf: boolean,
  text: string | null = null,
): void {
  const flat = attributes.flatMap((attribute) => [attribute.name, attribute.value])
  out.element(namespace, name, flat, isLeaf, blocked, text)
}

/** Whether an `end` has to follow. */
function writeRecord(out: OpWriter, node: NodeRecord, isLeaf: boolean): boolean {
  switch (node.kind) {
    case 'element':
      writeElement(out, node, isLeaf)
      return !isLeaf
    case 'text':
      out.textNode(node.text)
      return false
    case 'document':
      out.documentNode(node.mode, node.doctype, node.baseUrl)
      return true
    case 'shadow':
      out.shadowRoot(node.mode, node.delegatesFocus, node.slotAssignment === 'manual')
      return true
    case 'ref':
      out.ref(node.id)
      return false
  }
}
