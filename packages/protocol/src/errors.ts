/** Stable codes of everything that a peer can do wrong on the wire. docs/PROTOCOL.md lists their meaning. */
export type ProtocolErrorCode =
  | 'truncated' // a read past the end of the bytes
  | 'varint_too_long' // a varUint of more than 53 bits
  | 'bad_utf8'
  | 'too_large' // a frame, a string or a list over its limit
  | 'too_deep' // an element nested deeper than LIMITS.depth
  | 'unknown_kind' // a frame, op or message kind this version does not know
  | 'unknown_string' // a reference to an interned string that was never defined
  | 'unknown_node' // an op that names a node the replica does not have
  | 'bad_value' // a field outside its domain
  | 'bad_sequence' // a frame out of order within its epoch
  | 'version_mismatch'
  | 'bad_transition' // an event the session's state does not allow

/** An error of the protocol with a stable code; the text is for logs and engineers. */
export class ProtocolError extends Error {
  readonly code: ProtocolErrorCode

  constructor(code: ProtocolErrorCode, message: string) {
    super(message)
    this.name = 'ProtocolError'
    this.code = code
  }
}

/** The value, or an error that says why it had to be there. */
export function must<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new Error(`must: ${why}`)
  return value
}
