import type { NodeId, NoteReason, Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Parts } from './picture-parts.ts'
import { applyStates } from './states.ts'

/** To which part an op of the tree, of sheets or of state goes. */
export function applyOp(parts: Parts, op: Op): void {
  const { tree } = parts
  switch (op.op) {
    case 'insert':
      tree.insert(op.parent, op.before, op.nodes)
      if (op.nodes.some(({ kind }) => kind === 'ref')) parts.forms.moved()
      break
    case 'detach':
      parts.scroll.detached(tree.node(op.id))
      parts.texts.leaves(tree.node(op.id))
      tree.detach(op.id)
      break
    case 'attach':
      tree.attach(op.id, op.parent, op.before)
      parts.forms.moved()
      break
    case 'move': {
      const node = tree.node(op.id)
      const keeping = parts.state.isIn(node)
      if (!keeping) parts.scroll.moved(node)
      parts.texts.leaves(node)
      tree.move(op.id, op.parent, op.before, keeping)
      parts.forms.moved()
      break
    }
    case 'free':
      tree.free(op.id)
      break
    case 'text':
      parts.texts.set(op)
      parts.hidden.text(tree.text(op.id), op.text)
      break
    case 'attribute': {
      const element = tree.element(op.id)
      parts.elements.attribute(element, op.name, op.value)
      changed(parts, element, op.name)
      break
    }
    case 'removeAttribute': {
      const element = tree.element(op.id)
      parts.elements.removeAttribute(element, op.name)
      changed(parts, element, op.name)
      break
    }
    case 'sheet':
      parts.sheets.sheet(op)
      break
    case 'insertRule':
    case 'deleteRule':
      parts.sheets.rule(op)
      break
    case 'importSheet':
      parts.sheets.imported(op)
      break
    case 'sheetState':
      parts.sheets.state(op)
      break
    case 'freeSheet':
      parts.sheets.free(op.sheet)
      break
    case 'adopt':
      parts.sheets.adopt(op.root, op.sheets)
      break
    case 'value':
    case 'checked':
    case 'selected':
    case 'files':
      parts.forms.tell(op)
      if (op.op === 'value') parts.hidden.set(tree.element(op.id), op.masked)
      break
    case 'splice':
      parts.forms.splice(op)
      break
    case 'interaction':
    case 'caret':
    case 'selection':
      parts.presence.apply(op)
      break
    case 'popup':
      parts.popup.open(op.id)
      break
    case 'scroll':
      parts.scroll.scroll(op)
      break
    case 'image':
      parts.images.choose(op)
      break
    case 'states':
      applyStates(tree.element(op.id), op.names)
      parts.forms.states(tree.element(op.id), op.names)
      break
    case 'gutter':
      parts.gutters.set(op)
      break
    case 'animation':
      parts.motion.tell(op)
      break
    case 'surface':
      parts.surfaces.set(op)
      break
    case 'playback':
      parts.players.tell(tree.element(op.id), op)
      break
    case 'topLayer':
      parts.topLayer.set(op)
      break
    case 'note':
      note(parts, op.id, op.reason)
      break
    case 'define':
      parts.definitions.define(op.document, op.name)
      break
    case 'assign':
      tree.assign(op.slot, op.nodes)
      break
  }
}

function note(parts: Parts, id: NodeId, reason: NoteReason): void {
  const node = parts.tree.find(id)
  if (dom.isElement(node)) parts.elements.note(id, node, reason)
  else parts.fidelity.note(id, reason)
}

function changed(parts: Parts, element: Element, name: string): void {
  parts.forms.changed(element, name)
  // The browser makes a new sheet for another type, and sets the media of the one that there is.
  if (name === 'type' || name === 'media') parts.sheets.styleChildren(element)
}
