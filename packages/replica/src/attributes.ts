import {
  isLiveName,
  isNarrow,
  isReservedName,
  keptName,
  liveValue,
  type NameRule,
} from './allow.ts'
import type { CssRewrite } from './css.ts'
import { isRewritten, rewriteCss, rewriteUrls } from './css.ts'
import * as dom from './dom.ts'
import { setAnyAttribute } from './markup.ts'
import { orNothing } from './page-rewrite.ts'

/** Live attributes, named in lower case, that another part sets: a withheld authored value must not take them away. */
function isManaged(element: Element, name: string): boolean {
  if (dom.isHtml(element, 'link')) return name === 'rel' || name === 'href'
  if (dom.localNameOf(element) === 'script') return name === 'type'
  if (name === 'popover' || isReservedName(name)) return true
  return assetAttribute(element) === name || (name === 'srcset' && dom.isHtml(element, 'img'))
}

/** The attribute by which an element names what it shows. */
export function assetAttribute(element: Element): 'src' | 'poster' | 'href' | 'background' | null {
  const name = dom.localNameOf(element)
  if (dom.namespaceOf(element) === dom.SVG)
    return name === 'image' || name === 'feImage' ? 'href' : null
  if (dom.namespaceOf(element) !== dom.HTML) return null
  if (name === 'img' || name === 'input') return 'src'
  if (name === 'video') return 'poster'
  return ['body', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'].includes(name)
    ? 'background'
    : null
}

/** Elements of which some authored value is kept aside. */
const keepers = /* @__PURE__ */ new WeakSet<Element>()

/** Sets an authored attribute: live as far as the allow-list goes, kept aside where the two differ. */
export function applyAttribute(
  element: Element,
  rule: NameRule,
  value: string,
  style: (element: Element) => CssRewrite,
): void {
  const { name } = rule
  if (rule.isPlain && !isNarrow(element)) {
    dom.setSimpleAttribute(element, name, value)
    return
  }
  let live = liveValue(element, rule, value)
  if (rule.lower === 'style' && live !== null && isRewritten(value))
    live = rewriteCss(value, style(element))
  else if (rule.isPaint && live !== null && dom.namespaceOf(element) === dom.SVG)
    live = rewriteUrls(value, orNothing)
  if (live !== value || !rule.isLive) {
    keepers.add(element)
    setAnyAttribute(element, rule.kept, value)
  } else if (keepers.has(element)) dom.removeAttribute(element, rule.kept)
  if (live === null) {
    if (!isManaged(element, rule.lower)) dom.removeAttribute(element, name)
  } else if (rule.isSimple) dom.setSimpleAttribute(element, name, live)
  else setAnyAttribute(element, name, live)
}

export function dropAttribute(element: Element, name: string): void {
  dom.removeAttribute(element, keptName(name))
  if (!isManaged(element, name.toLowerCase())) dom.removeAttribute(element, name)
}

/** The value that the page has, wherever it is kept. */
export function authoredAttribute(element: Element, name: string): string | null {
  return (
    dom.getAttribute(element, keptName(name)) ??
    (isLiveName(name) ? dom.getAttribute(element, name) : null)
  )
}

/** Adds one word of a mark that holds several. */
export function mark(element: Element, name: string, word: string): void {
  const full = `data-alongside-${name}`
  const words = new Set((dom.getAttribute(element, full) ?? '').split(' ').filter(Boolean))
  words.add(word)
  dom.setAttribute(element, full, [...words].join(' '))
}

export function unmark(element: Element, name: string, word: string): void {
  const full = `data-alongside-${name}`
  const words = (dom.getAttribute(element, full) ?? '').split(' ').filter((one) => one !== word)
  if (words.length > 0) dom.setAttribute(element, full, words.join(' '))
  else dom.removeAttribute(element, full)
}
