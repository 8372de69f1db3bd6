import { type Op, ProtocolError } from '@alongside/protocol'

/**
 * Checks that every id of a batch is known when its op comes, before the first op is applied: a frame that names what
 * is not there leaves the replica as it was.
 */
export function validate(ops: readonly Op[], knows: (id: number) => boolean): void {
  const added = new Set<number>()
  const need = (id: number) => {
    if (!added.has(id) && !knows(id)) throw new ProtocolError('unknown_node', `node ${id}`)
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
          else added.add(record.id)
        break
      case 'attach':
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
        need(op.id)
        break
    }
  }
}
