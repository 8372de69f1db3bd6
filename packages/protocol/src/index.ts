export { BACK_OFF, type BackOff, backOff } from './back-off.ts'
export {
  type Batch,
  type Cuttable,
  readBatch,
  readMessages,
  writeBatch,
  writeMessages,
} from './batch.ts'
export { ByteReader, ByteWriter } from './bytes.ts'
export {
  type AgentCertificate,
  certificateClaim,
  readCertificate,
  writeCertificate,
} from './certificate.ts'
export { must, ProtocolError, type ProtocolErrorCode } from './errors.ts'
export { NO_NODE, type NodeId, type RequestId, ROOT, type SheetId } from './ids.ts'
export {
  assetBytes,
  assetBytesPerSecond,
  assetChunkBytes,
  assetsBytes,
  fragmentBytes,
  hashChars,
  inflateFreeBytes,
  inflateRatio,
  LIMITS,
  largeImageBytes,
  localRequests,
  payloadBytes,
  stringBytes,
  surfacePixels,
  tileSide,
} from './limits.ts'
export {
  AWAY,
  type Away,
  HELD_REASONS,
  type HeldReason,
  type Message,
  type Place,
  readMessage,
  writeMessage,
} from './messages.ts'
export {
  CHECK_BLOCK,
  type Check,
  type LaidOut,
  type NodeState,
  type Sum,
  writeChecks,
} from './ops/check.ts'
export { describeFrame } from './ops/describe.ts'
export {
  type AssetPart,
  type Attribute,
  type DocumentMode,
  type Frame,
  type Motion,
  NAMESPACES,
  NOTE_REASONS,
  type NodeRecord,
  type NoteReason,
  type Op,
  type Playback,
  type Request,
  type SelectionDirection,
  type Tile,
  type TopLayerEntry,
  type TopLayerKind,
} from './ops/op.ts'
export { FrameReader, frameKind } from './ops/read.ts'
export { readRequests, writeRequests } from './ops/requests.ts'
export { innermost, readSubpage, writeSubpage } from './ops/subpage.ts'
export { attributeSum, nodeSum, sheetSum, sumOf, sumWith, textSum, total } from './ops/sums.ts'
export {
  tellAnimation,
  tellChecked,
  tellFiles,
  tellGutter,
  tellPlayback,
  tellSurface,
} from './ops/tell.ts'
export { type FlatAttributes, OpWriter } from './ops/write.ts'
export { type Payload, readPayload, writePayload } from './payload.ts'
export {
  END_REASONS,
  type EndReason,
  proposeSession,
  SESSION_LIMITS,
  type Session,
  type SessionEvent,
  type SessionLimits,
  type SessionState,
  transition,
  warningAt,
} from './session.ts'
export { PROTOCOL_VERSION } from './version.ts'
export {
  LANES,
  type Lane,
  RIGHTS,
  type Right,
  ROLES,
  type Role,
  readWireFrame,
  type WireFrame,
  writeWireFrame,
} from './wire.ts'
