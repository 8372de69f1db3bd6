import { viewOf } from './dom.ts'

/**
 * The replica's own style sheet, adopted first in every document and shadow root: boxes for what cannot be shown,
 * and the differences of a frame without scripts put right.
 */

const HATCH = `repeating-linear-gradient(-45deg, #e8eaee 0 6px, #f3f4f6 6px 12px)`

// What Chromium's own style sheet says of states that cannot be had here. The shell names this layer before any other, so
// that every rule of the page goes before it. A host is told from inside: from outside its own `:host` would not.
const TOLD = `@layer alongside{
:root::highlight(alongside-selection){background-color:Highlight;color:HighlightText}
[data-alongside-is-focus-visible]:not(:where([data-alongside-shadow])),:host([data-alongside-is-focus-visible]){outline:auto 1px -webkit-focus-ring-color}
:any-link[data-alongside-is-focus-visible]{outline-offset:1px}
input:is([type=checkbox i],[type=radio i])[data-alongside-is-focus-visible]{outline-offset:2px}
:is(html,body)[data-alongside-is-focus-visible]{outline:none}
:is(svg,svg *)[data-alongside-is-focus-visible]{outline-width:5px}
:any-link[data-alongside-is-active]{color:-webkit-activelink}
:is(button,input:is([type=button i],[type=submit i],[type=reset i])):enabled[data-alongside-is-active]{border-style:inset}}`

/** What a bar of the browser's own is made of; ours (players.ts) is drawn behind it. */
const PLAYER_PARTS =
  'play-button current-time-display time-remaining-display timeline mute-button fullscreen-button'
    .split(' ')
    .map((part) => `[data-alongside-player]::-webkit-media-controls-${part}`)

// Scrollers have bars of no size but for what gutters.ts says. In Chromium the width of a text area depends on whether its
// style allows a bar, also where it has none, so its bars are made empty in another way.
// Where the customer's browser keeps a scroller when content above it grows is told: this one must not move by itself.
// A frame without scripts renders <noscript>, gives every video controls, and lays a <canvas> out as its fallback.
const BASE = `
@namespace html "http://www.w3.org/1999/xhtml";
html|noscript{display:none!important}
video:not([controls])::-webkit-media-controls{display:none!important}
[data-alongside-player]::-webkit-media-controls-panel{background:var(--alongside-player) 0 0/100% 100%!important}
${PLAYER_PARTS}{visibility:hidden!important}
canvas[data-alongside-picture][data-alongside-box]{content:var(--alongside-picture)!important}
embed[data-alongside-kept-src],object[data-alongside-kept-data]{display:inline-block}
[data-alongside-note~=frame],[data-alongside-note~=plugin],[data-alongside-note~=closed-shadow],
[data-alongside-note~=canvas],[data-alongside-note~=video]{background:${HATCH}}
[data-alongside-blocked]{background:${HATCH}!important;border-color:transparent!important;box-shadow:none!important;
  box-sizing:border-box!important;overflow:hidden!important;padding:0!important;min-width:0!important;min-height:0!important;
  max-width:none!important;max-height:none!important}
[data-alongside-is-fullscreen]:not(:root){position:fixed!important;inset:0!important;margin:0!important;
  box-sizing:border-box!important;min-width:0!important;max-width:none!important;min-height:0!important;
  max-height:none!important;width:100%!important;height:100%!important;transform:none!important}
:root[data-alongside-is-fullscreen-ancestor]{overflow:hidden!important}
:where([data-alongside-is-fullscreen]:not(:root)){border:0;padding:0;overflow:visible;color:inherit;background:none;object-fit:contain;user-select:text}
:where([data-alongside-is-fullscreen])::backdrop{background:#000}
input:is([data-alongside-masked],[data-alongside-is-bad-input]){-webkit-text-security:disc!important}
:not(textarea){scrollbar-width:none!important}
textarea:not([data-alongside-gutter])::-webkit-scrollbar{width:0!important;height:0!important}
[data-alongside-gutter]{scrollbar-width:auto!important;scrollbar-color:auto!important}
:where([data-alongside-gutter])::-webkit-scrollbar{background:#f4f4f5}
:where([data-alongside-gutter])::-webkit-scrollbar-thumb{background:#b9bdc4;border-radius:8px;border:3px solid #f4f4f5}
[data-alongside-scrolled]{scroll-snap-type:none!important}
*{overflow-anchor:none!important}
[data-alongside-blocked][data-alongside-inline]{display:inline-block!important}
${TOLD}
`

/** While a page is being built nothing of it moves from how it was half built to how it is. */
const STILL = '*,::before,::after{transition:none!important}'

/** Sizes come from the page: a hostile one must not grow our sheet without end. */
const MOST_SIZES = 2000

/** An image of this size and nothing else, for a box that needs intrinsic dimensions. */
export function blankImage(width: number, height: number, fill = 'none'): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${fill}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

function positive(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.round(Math.min(value, 1e5) * 100) / 100 : 0
}

/** How a size is written in a mark: `120x50`. */
export function sizeMark(width: number, height: number): string {
  return `${positive(width)}x${positive(height)}`
}

/** How often it is looked whether the sheet of openLayer (shell.ts) is there, and how many times. */
const LOOK_MS = 10
const MOST_LOOKS = 500

function isLayerNamed(owner: Document): boolean {
  const sheets: StyleSheetList = Reflect.get(Document.prototype, 'styleSheets', owner)
  return sheets[0]?.ownerNode?.nodeType === Node.PROCESSING_INSTRUCTION_NODE
}

export class OwnSheet {
  readonly #sheets = new Map<Document, CSSStyleSheet>()
  readonly #rules = new Set<string>()
  #topRule = ''
  #isStill = true
  readonly #top: Document

  constructor(top: Document) {
    this.#top = top
  }

  /** The sheet object for this document: constructed sheets belong to one document each. */
  in(owner: Document): CSSStyleSheet | null {
    const known = this.#sheets.get(owner)
    if (known) return known
    const view = viewOf(owner)
    if (!view) return null
    const sheet = new view.CSSStyleSheet()
    this.#sheets.set(owner, sheet)
    this.#write(owner, sheet)
    if (!isLayerNamed(owner)) this.#order(owner, sheet, MOST_LOOKS)
    return sheet
  }

  /** The page is built. */
  release(): void {
    if (!this.#isStill) return
    this.#isStill = false
    for (const [owner, sheet] of this.#sheets) if (viewOf(owner)) this.#write(owner, sheet)
  }

  forget(owner: Node): void {
    this.#sheets.delete(owner as Document)
  }

  /** Sees to it that elements with this mark get their size. */
  size(kind: 'blocked' | 'canvas' | 'gutter', mark: string): void {
    const [width = 0, height = 0] = mark.split('x').map(Number)
    const marked = `[data-alongside-${kind === 'canvas' ? 'box' : kind}="${mark}"]`
    const size = `width:${width}px!important;height:${height}px!important`
    if (kind === 'canvas')
      this.#add(`canvas${marked}{content:url("${blankImage(width, height)}")!important}`)
    else this.#add(`${marked}${kind === 'gutter' ? '::-webkit-scrollbar' : ''}{${size}}`)
  }

  /** The sharer's scroll bars: a classic one takes exactly this room in the page's viewport, 0 takes none. */
  scrollbars(width: number, height: number): void {
    const rule =
      width > 0 || height > 0
        ? `:root,:root>body{scrollbar-width:auto!important;scrollbar-color:auto!important}
:root::-webkit-scrollbar{width:${positive(width)}px!important;height:${positive(height || width)}px!important;background:#f4f4f5}
:root::-webkit-scrollbar-thumb{background:#b9bdc4;border-radius:8px;border:3px solid #f4f4f5}`
        : ':root,:root>body{scrollbar-width:none!important}'
    if (rule === this.#topRule) return
    this.#topRule = rule
    const sheet = this.#sheets.get(this.#top)
    if (sheet) this.#write(this.#top, sheet)
  }

  /**
   * The sheet that names our layer loads by itself and tells nobody, and Chromium 156 puts layers in their order only when a sheet
   * that has some is written: once that is there, ours is written again.
   */
  #order(owner: Document, sheet: CSSStyleSheet, looks: number): void {
    if (this.#sheets.get(owner) !== sheet || !viewOf(owner) || looks === 0) return
    if (!isLayerNamed(owner)) setTimeout(() => this.#order(owner, sheet, looks - 1), LOOK_MS)
    // While the page is being built, the end of that will write it.
    else if (!this.#isStill) this.#write(owner, sheet)
  }

  #add(rule: string): void {
    if (this.#rules.has(rule) || this.#rules.size >= MOST_SIZES) return
    this.#rules.add(rule)
    for (const [owner, sheet] of this.#sheets) {
      // It lost its frame on the way to another place. Chromium 156 may crash when the sheet of such a document is edited.
      if (!viewOf(owner)) this.#sheets.delete(owner)
      else sheet.insertRule(rule, sheet.cssRules.length)
    }
  }

  #write(owner: Document, sheet: CSSStyleSheet): void {
    const top = owner === this.#top ? this.#topRule : ''
    const still = this.#isStill ? STILL : ''
    sheet.replaceSync(`${BASE}${still}${top}\n${[...this.#rules].join('\n')}`)
  }
}
