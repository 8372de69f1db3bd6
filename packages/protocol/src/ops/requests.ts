import { ByteReader, ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { NodeId, RequestId, SheetId } from '../ids.ts'
import { FRAME_REQUESTS, REQUESTS } from './codes.ts'
import type { Request } from './op.ts'

/** A frame of what the replica asks of the capture. */
export function writeRequests(requests: readonly Request[]): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(64)
  out.byte(FRAME_REQUESTS)
  for (const request of requests) {
    out.byte(REQUESTS.indexOf(request.request) + 1)
    switch (request.request) {
      case 'nodeAsset':
        out.varUint(request.id)
        out.varUint(request.node)
        out.string(request.name)
        out.string(request.token)
        break
      case 'sheetAsset':
        out.varUint(request.id)
        out.varUint(request.sheet)
        out.string(request.token)
        break
      case 'heal':
      case 'tell':
        out.varUint(request.node)
        break
      case 'rules':
      case 'sheet':
        out.varUint(request.sheet)
        break
      case 'have':
        out.string(request.hashes)
        break
      case 'epoch':
        break
    }
  }
  return out.take()
}

/** The reverse; any other frame is a ProtocolError. Apart from the reader of ops, which the capture does not need. */
export function readRequests(bytes: Uint8Array): Request[] {
  const input = new ByteReader(bytes)
  if (input.byte() !== FRAME_REQUESTS) {
    throw new ProtocolError('unknown_kind', 'no requests')
  }
  const requests: Request[] = []
  while (!input.done) requests.push(readRequest(input))
  return requests
}

function readRequest(input: ByteReader): Request {
  const request = REQUESTS[input.byte() - 1]
  switch (request) {
    case 'nodeAsset':
      return {
        request,
        id: input.varUint() as RequestId,
        node: input.varUint() as NodeId,
        name: input.string(256),
        token: input.string(),
      }
    case 'sheetAsset':
      return {
        request,
        id: input.varUint() as RequestId,
        sheet: input.varUint() as SheetId,
        token: input.string(),
      }
    case 'heal':
    case 'tell':
      return { request, node: input.varUint() as NodeId }
    case 'have':
      return { request, hashes: input.string() }
    case 'rules':
    case 'sheet':
      return { request, sheet: input.varUint() as SheetId }
    case 'epoch':
      return { request }
    default:
      throw new ProtocolError('unknown_kind', 'no such request')
  }
}
