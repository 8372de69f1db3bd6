import { type Op, ProtocolError } from '@alongside/protocol'

/** What a text or a value becomes; an op that does not fit it is the sharer's fault. */
export function spliced(
  old: string,
  { id, at, remove, text }: Extract<Op, { op: 'splice' | 'valueSplice' }>,
): string {
  if (at + remove > old.length)
    throw new ProtocolError('bad_value', `a splice past the end of node ${id}`)
  return old.slice(0, at) + text + old.slice(at + remove)
}
