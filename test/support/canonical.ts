import { authoredText } from '@alongside/replica'
import { outgoingAttribute } from '../../packages/capture/src/attributes.ts'
import {
  createClassifier,
  isOwn,
  maskText,
  type PrivacyRules,
} from '../../packages/capture/src/privacy.ts'
import { createRecogniser } from '../../packages/capture/src/recognise.ts'
import { liveState, type Seen } from './live-state.ts'

/**
 * The canonical text of a page and of its replica: one line a node, equal exactly when the replica is right. On the
 * page's side it shows what should have left (masks applied by the rules, comments and code dropped); on the
 * replica's side it undoes the conventions of tree.ts (authored values kept beside live ones).
 */
export function canonicalPage(
  page: Document,
  rules: PrivacyRules,
  styleText: StyleText = 'exact',
): string {
  const classifier = createClassifier(rules, createRecogniser())
  const isMasked = (element: Element | null): boolean =>
    element !== null && classifier.masked(element, isMasked(above(element)))
  const seenOf = (control: Element): Seen =>
    classifier.sensitive(control) || isMasked(control) ? 'masked' : 'page'
  return inOrder(page, (node, depth, masked) => {
    const type = node.nodeType
    if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) {
      const { data } = node as Text
      const text = masked ? maskText(data) : classifier.text(node, data)
      return { line: line(depth, `"${styleText === 'omit' && inStyle(node) ? 'css' : text}"`) }
    }
    if (type !== Node.ELEMENT_NODE) return {}
    const element = node as Element
    if (isOwn(element)) return {}
    const blocked = classifier.blocked(element)
    const sensitive = classifier.sensitive(element)
    const inner =
      (element.localName !== 'style' && classifier.masked(element, masked)) ||
      (sensitive && /^(select|textarea)$/.test(element.localName))
    const attributes: string[] = []
    for (const { name, value } of attributesOf(element)) {
      const out = blocked
        ? /^(class|id|slot|data-alongside-block)$/.test(name) ||
          (name === 'name' && element.localName === 'slot')
          ? value
          : null
        : outgoingAttribute(classifier, element, name, value, inner, sensitive)
      if (out !== null) attributes.push(`${name.toLowerCase()}=${unmarked(out)}`)
    }
    const said = `<${element.localName} ${attributes.sort().join(' ')}>`
    return {
      line: line(depth, said + liveState(element, inner || sensitive ? 'masked' : 'page', seenOf)),
      inside: blocked ? [] : insideOf(element, CHILDLESS.has(element.localName)),
      masked: inner,
    }
  })
}

export function canonicalReplica(replica: Document, styleText: StyleText = 'exact'): string {
  return inOrder(replica, (node, depth) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = authoredText(node as Text)
      return { line: line(depth, `"${styleText === 'omit' && inStyle(node) ? 'css' : text}"`) }
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return {}
    const element = node as Element
    const attributes = authoredAttributes(element)
    const name = element.getAttribute('data-alongside-name') ?? element.localName
    return {
      line: line(
        depth,
        `<${name} ${attributes.sort().join(' ')}>${liveState(element, 'replica', () => 'replica')}`,
      ),
      inside: element.hasAttribute('data-alongside-blocked') ? [] : insideOf(element, false),
    }
  })
}

/** Closed shadow roots of a page under test, which nothing else than who made them can reach. */
export const closedRoots: WeakMap<Element, ShadowRoot> = new WeakMap()

export function shadowRootOf(element: Element): ShadowRoot | null {
  return element.shadowRoot ?? closedRoots.get(element) ?? null
}

function above(element: Element): Element | null {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null
}

type Said = {
  line?: string
  inside?: readonly (readonly [heading: string, children: Iterable<Node>])[]
  masked?: boolean
}

/** The lines of a whole document in pre-order. Iterative, as pages nest deeper than a stack. */
function inOrder(
  page: Document,
  say: (node: Node, depth: number, masked: boolean) => Said,
): string {
  const lines = [`#document ${page.compatMode}`]
  const open: (string | readonly [node: Node, depth: number, masked: boolean])[] = []
  const push = (children: Iterable<Node>, depth: number, masked: boolean): void => {
    for (const child of [...children].reverse()) open.push([child, depth, masked])
  }
  push(childrenOf(page), 1, false)
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') {
      lines.push(next)
      continue
    }
    const [node, depth, masked] = next
    const said = say(node, depth, masked)
    if (said.line !== undefined) lines.push(said.line)
    for (const [heading, children] of [...(said.inside ?? [])].reverse()) {
      push(children, depth + (heading ? 2 : 1), said.masked ?? false)
      if (heading) open.push(line(depth + 1, heading))
    }
  }
  return lines.join('\n')
}

/** Shadow root, page of a frame, children: in this order. */
function insideOf(element: Element, childless: boolean): NonNullable<Said['inside']> {
  const inside: [string, Iterable<Node>][] = []
  const root = shadowRootOf(element)
  if (root) {
    const { slotAssignment, delegatesFocus } = root
    inside.push([`#shadow ${slotAssignment} ${delegatesFocus}`, childrenOf(root)])
  }
  const inner = frameDocument(element)
  // A frame of another origin is an empty one in the replica, with a note, or shows a page that is compared by itself.
  const isElsewhere =
    /\bframe\b/.test(element.getAttribute('data-alongside-note') ?? '') ||
    element.hasAttribute('data-alongside-subpage')
  if (inner && !isElsewhere) inside.push([`#document ${inner.compatMode}`, childrenOf(inner)])
  const isCode = element.localName === 'script'
  if (!childless || (element.namespaceURI !== XHTML && !isCode))
    inside.push(['', childrenOf(element)])
  return inside
}

/** A form or a document answers plain members with elements of that name: the page under test may have such names. */
function* childrenOf(node: Node): Generator<Node> {
  const first = Object.getOwnPropertyDescriptor(Node.prototype, 'firstChild')?.get
  const next = Object.getOwnPropertyDescriptor(Node.prototype, 'nextSibling')?.get
  for (let at: Node | null = first?.call(node); at; at = next?.call(at)) yield at
}

function attributesOf(element: Element): NamedNodeMap {
  return Object.getOwnPropertyDescriptor(Element.prototype, 'attributes')?.get?.call(element)
}

/**
 * The text of a `<style>` is live in a rewritten form; what was authored is known only inside the app that holds the
 * replica. A comparison from outside leaves it out: its effect shows in the pixels.
 */
export type StyleText = 'exact' | 'omit'

function inStyle(node: Node): boolean {
  return (node.parentNode as Element | null)?.localName === 'style'
}

const XHTML = 'http://www.w3.org/1999/xhtml'
const CHILDLESS = new Set(['script', 'noscript', 'iframe', 'frame', 'object', 'embed', 'noframes'])
const PREFIX = 'data-alongside-'
const KEPT = `${PREFIX}kept-`
/** Live attributes that are the replica's own where the page has none. */
const LIVE_OWN: Record<string, string[]> = {
  script: ['type'],
  img: ['src', 'srcset'],
  input: ['src'],
  video: ['src', 'poster'],
  image: ['href', 'xlink:href'],
  feImage: ['href', 'xlink:href'],
  link: ['rel', 'href'],
  iframe: ['tabindex', 'sandbox', 'inert'],
}

function authoredAttributes(element: Element): string[] {
  const kept = new Map<string, string>()
  for (const { name, value } of attributesOf(element)) {
    const lower = name.toLowerCase()
    if (lower.startsWith(KEPT)) kept.set(lower.slice(KEPT.length), value)
  }
  const own = LIVE_OWN[element.localName] ?? []
  for (const { name, value } of attributesOf(element)) {
    const lower = name.toLowerCase()
    // The kind of a popover is always kept; the live one is the replica's.
    if (kept.has(lower) || own.includes(lower) || lower === 'popover') continue
    if (!lower.startsWith(PREFIX) || /^data-alongside-(mask|unmask|block|own)$/.test(lower)) {
      kept.set(lower, value)
    }
  }
  return [...kept].map(([name, value]) => `${name}=${unmarked(value)}`)
}

function frameDocument(element: Element): Document | null {
  try {
    return element.localName === 'iframe' || element.localName === 'frame'
      ? (element as HTMLIFrameElement).contentDocument
      : null
  } catch {
    return null
  }
}

/** The mark that tells two withheld addresses apart is random in each page load. */
function unmarked(value: string): string {
  return value.replace(/([?:])~[a-z0-9]+$/, '$1')
}

/** Deep levels as a number: an indent for each would be longer than the page. */
function line(depth: number, text: string): string {
  return `${depth > 60 ? `${depth}: ` : ' '.repeat(depth)}${text}`
}

/** The first line on which two canonical texts differ, with what stands around it; null when they are equal. */
export function firstDifference(page: string, replica: string): string | null {
  if (page === replica) return null
  const a = page.split('\n')
  const b = replica.split('\n')
  const at = a.findIndex((text, i) => text !== b[i])
  const from = at < 0 ? a.length : at
  const show = (lines: string[]): string => lines.slice(Math.max(0, from - 3), from + 4).join('\n')
  return `line ${from}\npage:\n${show(a)}\nreplica:\n${show(b)}`
}
