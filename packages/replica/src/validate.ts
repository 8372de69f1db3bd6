import { type Op, ProtocolError } from '@alongside/protocol'

/**
 * Checks that every id of a batch is known when its op comes, before the first op is applied: a frame that names what
 * is not there leaves the replica as it was.
 */
export function validate(ops: readonly Op[], knows: (id: number) => boolean): void {
  // Ids go up, so nearly all new ones are one run.
  let from = 0
  let to = 0
  const others = new Set<number>()
  const add = (id: number) => {
    if (id === to) to++
    else if (from === to) [from, to] = [id, id + 1]
    else others.add(id)
  }
  const need = (id: number) => {
    if (!(id >= from && id < to) && !others.has(id) && !knows(id))
      throw new ProtocolError('unknown_node', `node ${id}`)
  }
  for (const op of ops) {
    switch (op.op) {
      case 'insert':
        if (op.parent !== 0) need(op.parent)
        else if (op.nodes[0]?.kind !== 'document')
          throw new ProtocolError('bad_value', 'a root that is no document')
        if (op.before !== 0) need(op.before)
        for (const record of op.nodes)
          if (record.kind === 'ref') need(record.id)
          else add(record.id)
        break
      case 'attach':
      case 'move':
        need(op.id)
        need(op.parent)
        if (op.before !== 0) need(op.before)
        break
      case 'sheet':
        if (op.owner !== 0) need(op.owner)
        break
      case 'adopt':
        need(op.root)
        break
      case 'detach':
      case 'free':
      case 'text':
      case 'splice':
      case 'attribute':
      case 'removeAttribute':
      case 'value':
      case 'checked':
      case 'selected':
      case 'scroll':
      case 'image':
      case 'caret':
      case 'states':
      case 'files':
      case 'gutter':
      case 'surface':
      case 'animation':
      case 'playback':
        need(op.id)
        break
      case 'interaction':
        for (const id of [op.hover, op.active, op.focus]) if (id !== 0) need(id)
        break
      case 'selection':
        if (op.anchor !== 0) for (const id of [op.anchor, op.focus]) need(id)
        break
      case 'topLayer':
        for (const { id } of op.entries) need(id)
        break
      case 'assign':
        for (const id of [op.slot, ...op.nodes]) need(id)
        break
      case 'define':
        need(op.document)
        break
      case 'popup':
        if (op.id !== 0) need(op.id)
        break
    }
  }
}
