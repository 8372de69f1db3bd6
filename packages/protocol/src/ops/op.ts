import type { NodeId, RequestId, SheetId } from '../ids.ts'
import type { Check } from './check.ts'

/** Namespaces with a byte of their own on the wire; any other travels as a string. */
export const NAMESPACES: readonly string[] = [
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1998/Math/MathML',
]

export type Attribute = { readonly name: string; readonly value: string }

/**
 * One node of an inserted subtree, in pre-order. `depth` is 0 for the subtree's root; every other
 * node is a child of the nearest earlier node whose depth is one less. Ids are implicit on the wire:
 * the op's `firstId`, plus one for each node that is not a `ref`.
 */
export type NodeRecord =
  | {
      readonly kind: 'element'
      readonly id: NodeId
      readonly depth: number
      readonly namespace: string
      /** The qualified name exactly as the page has it (case matters in SVG). */
      readonly name: string
      readonly attributes: readonly Attribute[]
      /** Content that the sharer withholds: an empty box of this size in CSS px, no children. */
      readonly blocked: { readonly width: number; readonly height: number } | null
    }
  | { readonly kind: 'text'; readonly id: NodeId; readonly depth: number; readonly text: string }
  /** The root of all, or the page in a frame element (then the child of that element). */
  | {
      readonly kind: 'document'
      readonly id: NodeId
      readonly depth: number
      readonly mode: DocumentMode
      /** What relative URLs of this document resolve against (its base URL, query withheld). */
      readonly baseUrl: string
      /** Whether the document has a doctype node at all: `document.doctype !== null`. */
      readonly doctype: boolean
    }
  /** Always the first child of its host. */
  | {
      readonly kind: 'shadow'
      readonly id: NodeId
      readonly depth: number
      readonly mode: 'open' | 'closed'
      readonly delegatesFocus: boolean
      readonly slotAssignment: 'named' | 'manual'
    }
  /** A node that the replica has already, detached earlier in this frame, placed here with its subtree. */
  | { readonly kind: 'ref'; readonly id: NodeId; readonly depth: number }

/** no-quirks, quirks, limited-quirks: decides the shell that the replica writes (HTML standard 13.2.6.4.1). */
export type DocumentMode = 'standards' | 'quirks' | 'limited-quirks'

/** The smallest changes of a replica. A frame's ops apply in order; ids refer to the state so far. */
export type Op =
  /** Everything before is void: forget all nodes, sheets and interned strings but keep the last picture. */
  | { readonly op: 'reset' }
  /** `before` 0 is the end of the children. A `document` record has parent 0 (the root) or a frame element. */
  | {
      readonly op: 'insert'
      readonly parent: NodeId
      readonly before: NodeId
      readonly nodes: readonly NodeRecord[]
    }
  /** Cut out of its parent; an `attach` or `ref` later in this frame places it again. */
  | { readonly op: 'detach'; readonly id: NodeId }
  | { readonly op: 'attach'; readonly id: NodeId; readonly parent: NodeId; readonly before: NodeId }
  /** The node and everything under it (not what was detached before) is gone; its ids are void. */
  | { readonly op: 'free'; readonly id: NodeId }
  | { readonly op: 'text'; readonly id: NodeId; readonly text: string }
  | { readonly op: 'attribute'; readonly id: NodeId; readonly name: string; readonly value: string }
  | { readonly op: 'removeAttribute'; readonly id: NodeId; readonly name: string }
  /**
   * A style sheet object. `owner` is its `<link>` or `<style>` element, 0 for a constructed sheet. `text` null:
   * the owner's own text nodes are the authored text (`<style>`). Sent again, it replaces the sheet's content
   * and clears its rule ops. `rules`: how many of the top level the sharer's browser makes of that text, which is what
   * indices of rule ops are about. `baseUrl` empty: that of the owner's document. `more`: rule ops that belong to it follow, in further frames too, until `sheetState`.
   */
  | {
      readonly op: 'sheet'
      readonly sheet: SheetId
      readonly owner: NodeId
      readonly text: string | null
      readonly baseUrl: string
      readonly media: string
      readonly disabled: boolean
      readonly rules: number
      readonly more: boolean
    }
  /** What the `@import` of this address in `sheet` stands for: a sheet of its own, of owner 0. Said before `sheet` or later. */
  | {
      readonly op: 'importSheet'
      readonly sheet: SheetId
      readonly href: string
      readonly imported: SheetId
    }
  /** CSSOM edits on top of the authored text, in order. `path` leads through nested rules; empty for the sheet. */
  | {
      readonly op: 'insertRule'
      readonly sheet: SheetId
      readonly path: readonly number[]
      readonly index: number
      readonly text: string
    }
  | {
      readonly op: 'deleteRule'
      readonly sheet: SheetId
      readonly path: readonly number[]
      readonly index: number
    }
  | {
      readonly op: 'sheetState'
      readonly sheet: SheetId
      readonly media: string
      readonly disabled: boolean
    }
  | { readonly op: 'freeSheet'; readonly sheet: SheetId }
  /** The whole adopted list of a document or shadow root, in order. */
  | { readonly op: 'adopt'; readonly root: NodeId; readonly sheets: readonly SheetId[] }
  /** The live value of a form control, whatever its attributes say. A masked one is already a mask. */
  | { readonly op: 'value'; readonly id: NodeId; readonly value: string; readonly masked: boolean }
  /** The value that was told last with `remove` UTF-16 units at `at` replaced by `text`; never of a masked one. */
  | {
      readonly op: 'splice'
      readonly id: NodeId
      readonly at: number
      readonly remove: number
      readonly text: string
    }
  | {
      readonly op: 'checked'
      readonly id: NodeId
      readonly checked: boolean
      readonly indeterminate: boolean
    }
  /** Indices of all selected options of a select, in order. */
  | { readonly op: 'selected'; readonly id: NodeId; readonly indices: readonly number[] }
  /** CSS px; a document's id scrolls its viewport. */
  | { readonly op: 'scroll'; readonly id: NodeId; readonly x: number; readonly y: number }
  /** The layout viewport of the shared tab in CSS px: innerWidth, innerHeight, and what a classic scroll bar takes. */
  | {
      readonly op: 'viewport'
      readonly width: number
      readonly height: number
      readonly scrollbarWidth: number
      readonly scrollbarHeight: number
    }
  /** What the agent's address line shows; query and fragment are withheld. */
  | { readonly op: 'page'; readonly url: string; readonly title: string }
  /** The image source the sharer's browser chose, when it is not the `src` attribute (srcset, picture). */
  | {
      readonly op: 'image'
      readonly id: NodeId
      readonly url: string
      readonly width: number
      readonly height: number
    }
  /** Something that the sharer knows to be unfaithful. */
  | { readonly op: 'note'; readonly id: NodeId; readonly reason: NoteReason }
  /** Placed elsewhere without leaving the document (`moveBefore`): its state stays. */
  | { readonly op: 'move'; readonly id: NodeId; readonly parent: NodeId; readonly before: NodeId }
  /**
   * What the customer points at, presses and has focused: the innermost element each, also in frames and shadow roots; 0
   * for none. Said whole whenever one of them changes.
   */
  | {
      readonly op: 'interaction'
      readonly hover: NodeId
      readonly active: NodeId
      readonly focus: NodeId
      readonly focusVisible: boolean
    }
  /**
   * The customer's selection or caret, as direction has it. An offset counts UTF-16 units in a text; of another node 0 is the
   * place before it and 1 the place after all that is in it. `anchor` 0: nothing is selected.
   */
  | {
      readonly op: 'selection'
      readonly anchor: NodeId
      readonly anchorOffset: number
      readonly focus: NodeId
      readonly focusOffset: number
    }
  /** The selection in the focused text control, in UTF-16 units of its value. */
  | {
      readonly op: 'caret'
      readonly id: NodeId
      readonly start: number
      readonly end: number
      readonly direction: SelectionDirection
    }
  /**
   * All states of an element that no attribute tells and the replica's browser cannot reach by itself: names of
   * pseudo-classes (`user-invalid`, `autofill`, `target`), `bad-input` for a field that holds what no script can read, and
   * `state(x)` for a custom state.
   */
  | { readonly op: 'states'; readonly id: NodeId; readonly names: readonly string[] }
  /** The whole top layer, lowest first. */
  | { readonly op: 'topLayer'; readonly entries: readonly TopLayerEntry[] }
  /** The nodes that a slot of a root with manual assignment shows. */
  | { readonly op: 'assign'; readonly slot: NodeId; readonly nodes: readonly NodeId[] }
  /** A custom element name that is defined in the window of this document: `name`, or `name/base` when it extends a built-in. */
  | { readonly op: 'define'; readonly document: NodeId; readonly name: string }
  /**
   * What holds of media features that the size of the viewport does not decide, as terms of a query
   * (`(prefers-color-scheme: dark)`, `(hover: none)`, `(resolution:1.5dppx)`). Said whole: of a feature that is not
   * named the customer's browser knows nothing.
   */
  | { readonly op: 'media'; readonly features: readonly string[] }
  /** How many files a file field holds; their names stay with the customer. */
  | { readonly op: 'files'; readonly id: NodeId; readonly count: number }
  /** The control whose native popup (list, calendar, palette) is open; 0: none is. */
  | { readonly op: 'popup'; readonly id: NodeId }
  /** The part of the layout viewport that is seen (pinch zoom, on-screen keyboard), in CSS px. */
  | {
      readonly op: 'visualViewport'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
    }
  /**
   * What borders and scroll bars take of an element's box, in CSS px: the outer size less the inner one. The root element
   * of a frame stands for the frame's viewport.
   */
  | { readonly op: 'gutter'; readonly id: NodeId; readonly width: number; readonly height: number }
  /**
   * What a canvas or video shows comes as tiles of the surface of this number, empty at first; its size is in pixels of its
   * own, of which each is `scale` of the element's wide. Numbers are never used again by a capture, so that tiles, which page ops overtake, name no other epoch's.
   */
  | {
      readonly op: 'surface'
      readonly id: NodeId
      readonly surface: number
      readonly width: number
      readonly height: number
      readonly scale: number
    }
  /** What a player is at; from then on it goes by itself. */
  | ({ readonly op: 'playback'; readonly id: NodeId } & Playback)
  /** How far a running animation is. What the replica's browser runs by itself is only set right. */
  | ({ readonly op: 'animation'; readonly id: NodeId } & Motion)

/** Of an `<audio>` or `<video>`. Times are milliseconds; a duration of 0 is not known, or has no end. */
export type Playback = {
  /** It goes on now: neither paused nor waiting for data. */
  readonly playing: boolean
  readonly muted: boolean
  readonly time: number
  readonly duration: number
  /** How fast, 1 as recorded; to a thousandth. */
  readonly rate: number
}

/** An animation of an element, by a number that the capture gives it. */
export type Motion = {
  readonly key: number
  readonly state: MotionState
  /** Its current time in milliseconds, and at which rate that goes. */
  readonly time: number
  readonly rate: number
  /** `::before` and the like; empty: the element itself. */
  readonly pseudo: string
  /** `animation NAME` or `transition PROPERTY` when style sheets made it; empty: a script did. */
  readonly of: string
  /** What a script made, as JSON: `{"keyframes": [...], "timing": {...}}`, as `Element.animate` takes them. */
  readonly effect: string
}
export type MotionState = 'idle' | 'running' | 'paused' | 'finished'
export type SelectionDirection = 'none' | 'forward' | 'backward'
export type TopLayerKind = 'modal' | 'popover' | 'fullscreen'
/** `source`: what opened a popover and is its anchor where its styles name none; 0: nothing of the page. */
export type TopLayerEntry = {
  readonly id: NodeId
  readonly kind: TopLayerKind
  readonly source: NodeId
}

/** Why something of the page is not faithful in the replica. */
export const NOTE_REASONS = [
  'canvas',
  'video',
  'audio',
  'frame', // of another origin
  'plugin', // embed, object
  'closed-shadow',
  'sheet', // a style sheet whose text cannot be read
  'image', // an image whose bytes cannot be read
  'font',
  'truncated', // over a limit
] as const
export type NoteReason = (typeof NOTE_REASONS)[number]

/** A rectangle of a surface in its pixels, as a PNG or WebP of this size. */
export type Tile = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly image: Uint8Array
}

/** What the replica asks of the capture. */
export type Request =
  /**
   * The bytes of what an element shows: `name` is the attribute that names it (`src`, `href`, `poster`, `style`), or `currentSrc` for
   * all of an image in whatever size it is shown.
   */
  | {
      readonly request: 'nodeAsset'
      readonly id: RequestId
      readonly node: NodeId
      readonly name: string
      readonly token: string
    }
  /** The bytes behind a `url(token)` of a sheet's text or rules; `token` exactly as written there, unescaped. */
  | {
      readonly request: 'sheetAsset'
      readonly id: RequestId
      readonly sheet: SheetId
      readonly token: string
    }
  /** The state of the replica is not to be trusted (an error, a new viewer): start over. */
  | { readonly request: 'epoch' }
  /** The text of this sheet makes other rules here: send them one by one, as the sharer's browser has them. */
  | { readonly request: 'rules'; readonly sheet: SheetId }
  /** Write this subtree anew. */
  | { readonly request: 'heal'; readonly node: NodeId }
  /** What the replica has of earlier pages, by content: `AssetPart.hash`es one after the other. */
  | { readonly request: 'have'; readonly hashes: string }
  /** Tell this node by itself, as it is: its place, its attributes or text (`Check`). */
  | { readonly request: 'tell'; readonly node: NodeId }
  /** Tell this sheet anew. */
  | { readonly request: 'sheet'; readonly sheet: SheetId }

/**
 * A piece of an answer to an asset request. `refused`: this slot may not be read. `unreadable`: the page shows it, and its script
 * cannot read it (no CORS). `known`: the replica has these bytes, and none follow.
 */
export type AssetPart = {
  readonly request: RequestId
  readonly status: 'ok' | 'refused' | 'known' | 'unreadable'
  /**
   * MIME type; of a part of an SVG file `image/svg+xml;fragment=ID`, of an image that was made smaller `image/webp;density=D`, its pixels
   * for each CSS px of the image.
   */
  readonly type: string
  /** The first 96 bits of the SHA-256 of all bytes, in base64url; empty when there are none. */
  readonly hash: string
  readonly offset: number
  readonly total: number
  readonly bytes: Uint8Array
}

/** One unit that `capture.emit` or `replica.emit` hands out. */
export type Frame =
  | {
      readonly frame: 'ops'
      readonly epoch: number
      readonly sequence: number
      readonly ops: readonly Op[]
    }
  | { readonly frame: 'asset'; readonly part: AssetPart }
  | { readonly frame: 'requests'; readonly requests: readonly Request[] }
  /** Of one look at a surface; `last`: all of it has come, and may be shown. */
  | {
      readonly frame: 'tiles'
      readonly surface: number
      readonly last: boolean
      readonly tiles: readonly Tile[]
    }
  | { readonly frame: 'check'; readonly checks: readonly Check[] }
  /** A frame of the page of another origin in an `<iframe>`, still encoded, either way; empty: that page has gone. */
  | { readonly frame: 'subpage'; readonly host: NodeId; readonly content: Uint8Array }
