import { authoredText, MARKS } from '@alongside/replica'
import { outgoingAttribute } from '../../packages/capture/src/attributes.ts'
import {
  createClassifier,
  isOwn,
  maskText,
  type PrivacyRules,
} from '../../packages/capture/src/privacy.ts'
import { liveState } from './live-state.ts'

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
  const classifier = createClassifier(rules)
  const lines: string[] = []
  const visit = (node: Node, depth: number, masked: boolean): void => {
    const type = node.nodeType
    if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) {
      const { data } = node as Text
      const text = masked ? maskText(data) : data
      lines.push(line(depth, `"${styleText === 'omit' && inStyle(node) ? 'css' : text}"`))
      return
    }
    if (type !== Node.ELEMENT_NODE) return
    const element = node as Element
    if (isOwn(element)) return
    const blocked = classifier.blocked(element)
    const sensitive = classifier.sensitive(element)
    const inner =
      (element.localName !== 'style' && classifier.masked(element, masked)) ||
      (sensitive && /^(select|textarea)$/.test(element.localName))
    const attributes: string[] = []
    for (const { name, value } of element.attributes) {
      const out = blocked
        ? /^(class|id|data-alongside-block)$/.test(name)
          ? value
          : null
        : outgoingAttribute(element, name, value, inner, sensitive)
      if (out !== null) attributes.push(`${name.toLowerCase()}=${unmarked(out)}`)
    }
    lines.push(
      line(
        depth,
        `<${element.localName} ${attributes.sort().join(' ')}>${liveState(element, inner || sensitive ? 'masked' : 'page')}`,
      ),
    )
    if (blocked) return
    if (element.shadowRoot) {
      lines.push(line(depth + 1, '#shadow'))
      for (const child of element.shadowRoot.childNodes) visit(child, depth + 2, inner)
    }
    visitFrame(element, depth, (child) => visit(child, depth + 2, inner))
    if (CHILDLESS.has(element.localName) && element.namespaceURI === XHTML) return
    for (const child of Array.from(element.childNodes)) visit(child, depth + 1, inner)
  }
  lines.push(`#document ${page.compatMode}`)
  for (const child of page.childNodes) visit(child, 1, false)
  return lines.join('\n')

  function visitFrame(element: Element, depth: number, each: (child: Node) => void): void {
    const inner = frameDocument(element)
    if (!inner) return
    lines.push(line(depth + 1, `#document ${inner.compatMode}`))
    for (const child of inner.childNodes) each(child)
  }
}

export function canonicalReplica(replica: Document, styleText: StyleText = 'exact'): string {
  const lines: string[] = []
  const visit = (node: Node, depth: number): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = authoredText(node as Text)
      lines.push(line(depth, `"${styleText === 'omit' && inStyle(node) ? 'css' : text}"`))
      return
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return
    const element = node as Element
    const attributes = authoredAttributes(element)
    const name = element.getAttribute('data-alongside-name') ?? element.localName
    lines.push(
      line(depth, `<${name} ${attributes.sort().join(' ')}>${liveState(element, 'replica')}`),
    )
    if (element.hasAttribute('data-alongside-blocked')) return
    if (element.shadowRoot) {
      lines.push(line(depth + 1, '#shadow'))
      for (const child of element.shadowRoot.childNodes) visit(child, depth + 2)
    }
    const inner = frameDocument(element)
    if (inner?.documentElement && !inner.documentElement.hasAttribute('data-alongside-shell')) {
      lines.push(line(depth + 1, `#document ${inner.compatMode}`))
      for (const child of inner.childNodes) visit(child, depth + 2)
    }
    for (const child of element.childNodes) visit(child, depth + 1)
  }
  lines.push(`#document ${replica.compatMode}`)
  for (const child of replica.childNodes) visit(child, 1)
  return lines.join('\n')
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
const CHILDLESS = new Set([
  'script',
  'noscript',
  'template',
  'iframe',
  'frame',
  'object',
  'embed',
  'noframes',
])
const PREFIX = 'data-alongside-'
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
  for (const { name, value } of element.attributes) {
    const lower = name.toLowerCase()
    if (lower.startsWith(PREFIX) && !/^data-alongside-(mask|unmask|block|own)$/.test(lower)) {
      const of = lower.slice(PREFIX.length)
      if (of.startsWith('is-')) continue
      if (!MARKS.includes(of) || element.hasAttribute(`${PREFIX}${PREFIX}${of}`))
        kept.set(of, value)
    }
  }
  const own = LIVE_OWN[element.localName] ?? []
  for (const { name, value } of element.attributes) {
    const lower = name.toLowerCase()
    if (kept.has(lower) || own.includes(lower)) continue
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

/** The mark that tells two withheld queries apart is random in each page load. */
function unmarked(value: string): string {
  return value.replace(/\?~[a-z0-9]+$/, '?')
}

function line(depth: number, text: string): string {
  return `${' '.repeat(depth)}${text}`
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
