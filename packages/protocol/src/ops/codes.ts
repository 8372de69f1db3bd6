import type { DocumentMode, Frame, Op, Request, SelectionDirection, TopLayerKind } from './op.ts'

/** Bytes of the wire. Appending is compatible; renumbering is a new protocol version. */
export const FRAMES: readonly Frame['frame'][] = ['ops', 'asset', 'requests']

export const OPS: readonly Op['op'][] = [
  'reset',
  'insert',
  'detach',
  'attach',
  'free',
  'text',
  'splice',
  'attribute',
  'removeAttribute',
  'sheet',
  'insertRule',
  'deleteRule',
  'sheetState',
  'freeSheet',
  'adopt',
  'value',
  'checked',
  'selected',
  'scroll',
  'viewport',
  'page',
  'image',
  'note',
  'move',
  'interaction',
  'selection',
  'caret',
  'states',
  'topLayer',
  'assign',
  'define',
  'media',
  'files',
  'popup',
  'visualViewport',
  'gutter',
]

export const REQUESTS: readonly Request['request'][] = ['nodeAsset', 'sheetAsset', 'epoch', 'heal']

/** Kinds of the records of an inserted subtree; an element adds its flags. */
export const RECORD = {
  end: 0,
  html: 1,
  svg: 2,
  mathml: 3,
  otherNamespace: 4,
  text: 5,
  document: 6,
  shadow: 7,
  ref: 8,
} as const

export const ELEMENT_FLAG = { blocked: 0x10, leaf: 0x20, bare: 0x40 } as const
export const RECORD_MASK = 0x0f

export const MODES: readonly DocumentMode[] = ['standards', 'quirks', 'limited-quirks']

export const DIRECTIONS: readonly SelectionDirection[] = ['none', 'forward', 'backward']
export const TOP_LAYER_KINDS: readonly TopLayerKind[] = ['modal', 'popover', 'fullscreen']

/** Sub-pixel positions travel as 1/16 px; engines lay out in 1/64 and scroll in device pixels. */
export const PX = 16
