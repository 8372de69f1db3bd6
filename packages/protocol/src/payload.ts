import { ProtocolError } from './errors.ts'
import { type Message, readMessage, writeMessage } from './messages.ts'

/** What one payload of the channel holds: a frame of the engine (still encoded) or a message. */
export type Payload =
  | { readonly kind: 'frame'; readonly frame: Uint8Array }
  | { readonly kind: 'message'; readonly message: Message }

const FRAME = 1
const MESSAGE = 2

/** payload := byte(1) • frame  |  byte(2) • message */
export function writePayload(payload: Payload): Uint8Array<ArrayBuffer> {
  const [kind, body] =
    payload.kind === 'frame' ? [FRAME, payload.frame] : [MESSAGE, writeMessage(payload.message)]
  const out = new Uint8Array(body.length + 1)
  out[0] = kind
  out.set(body, 1)
  return out
}

export function readPayload(bytes: Uint8Array): Payload {
  const body = bytes.subarray(1)
  switch (bytes[0]) {
    case FRAME:
      return { kind: 'frame', frame: body }
    case MESSAGE:
      return { kind: 'message', message: readMessage(body) }
    default:
      throw new ProtocolError('unknown_kind', 'a payload of an unknown kind')
  }
}
