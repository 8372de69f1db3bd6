import type { NodeId, Op, SheetId } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { RuleList, RuleOp } from './rules.ts'

/** A style sheet that the sharer has told of. */
export interface Sheet {
  readonly id: SheetId
  readonly owner: Element | null
  readonly ownerId: NodeId
  text: string | null
  baseUrl: string
  media: string
  disabled: boolean
  /** How many rules the sharer's browser makes of the text. */
  rules: number
  /** How many this browser makes of it. */
  made: number
  /** What scripts have made of them. */
  list: RuleList | null
  /** Rule ops that came before the browser had parsed the text. */
  waiting: RuleOp[]
  /** A `<link>` whose text is being parsed. */
  loading: boolean
  /** More rules are on their way. */
  more: boolean
  /** This browser makes other rules of the text: they were asked for one by one, and until then edits have no place. */
  lost: boolean
  /** What is live of the text, where it is not in text nodes. */
  live: string | null
  /** What an imported sheet is loaded from, and the one that imports it. */
  url: string | null
  importer: SheetId | null
  readonly imports: Map<string, SheetId>
  /** A constructed sheet, once for each document that adopts it. */
  readonly constructed: Map<Document, CSSStyleSheet>
}

type SheetOp = Extract<Op, { op: 'sheet' }>

type Content = 'text' | 'baseUrl' | 'media' | 'disabled' | 'rules' | 'more'
type Unmade = 'made' | 'lost' | 'live' | 'list'

/** What an op says of a sheet, and nothing made of it yet. */
export function contentOf(op: SheetOp): Pick<Sheet, Content | Unmade> {
  const { text, baseUrl, media, disabled, rules, more } = op
  const unmade = { made: 0, lost: false, live: null, list: null }
  return { text, baseUrl, media, disabled, rules, more, ...unmade }
}

export function newSheet(op: SheetOp, owner: Element | null, importer: SheetId | null): Sheet {
  return {
    id: op.sheet,
    owner,
    ownerId: op.owner,
    ...contentOf(op),
    waiting: [],
    loading: false,
    url: null,
    importer,
    imports: new Map(),
    constructed: new Map(),
  }
}

export function isStyle(node: Node | null): node is Element {
  return (
    dom.isElement(node) &&
    dom.localNameOf(node) === 'style' &&
    (dom.namespaceOf(node) === dom.HTML || dom.namespaceOf(node) === dom.SVG)
  )
}

export function isSheetOwner(element: Element): boolean {
  return isStyle(element) || dom.isHtml(element, 'link')
}

/** What the browser has made of the element's text. */
export function sheetOf(owner: Element): CSSStyleSheet | null {
  const proto = dom.isHtml(owner, 'link')
    ? HTMLLinkElement
    : dom.namespaceOf(owner) === dom.SVG
      ? SVGStyleElement
      : HTMLStyleElement
  return Reflect.get(proto.prototype, 'sheet', owner)
}
