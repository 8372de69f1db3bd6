import type {
  AssetPart,
  DocumentMode,
  Frame,
  MotionState,
  Op,
  Request,
  SelectionDirection,
  TopLayerKind,
} from './op.ts'
import * as OP from './op-code.ts'

/** Bytes of the wire. Appending is compatible; renumbering is a new protocol version. */
export const FRAMES: readonly Frame['frame'][] = [
  'ops',
  'asset',
  'requests',
  'tiles',
  'check',
  'subpage',
]

export const FRAME_OPS = 1
export const FRAME_REQUESTS = 3
export const FRAME_TILES = 4
export const FRAME_SUBPAGE = 6

/** The names of the ops in the order of their codes. */
export const OPS: readonly Op['op'][] = /* @__PURE__ */ namesInOrder()

export const REQUESTS: readonly Request['request'][] = [
  'nodeAsset',
  'sheetAsset',
  'epoch',
  'heal',
  'rules',
  'have',
  'tell',
  'sheet',
]

export const ASSET_STATES: readonly AssetPart['status'][] = ['refused', 'ok', 'known', 'unreadable']

export const MODES: readonly DocumentMode[] = ['standards', 'quirks', 'limited-quirks']

export const DIRECTIONS: readonly SelectionDirection[] = ['none', 'forward', 'backward']
export const MOTION_STATES: readonly MotionState[] = ['idle', 'running', 'paused', 'finished']
export const TOP_LAYER_KINDS: readonly TopLayerKind[] = ['modal', 'popover', 'fullscreen']

/** Sub-pixel positions travel as 1/16 px; engines lay out in 1/64 and scroll in device pixels. */
export const PX = 16

function namesInOrder(): Op['op'][] {
  const codes = Object.entries(OP) as [Op['op'], number][]
  return codes.sort(([, a], [, b]) => a - b).map(([op]) => op)
}
