import { attributeOf, closestOf, isHtml, matchesOf, nameOf } from './natives.ts'
import type { MakePart } from './part.ts'

/** What a deployment says about privacy. An invalid selector is refused: nothing is shared on half a rule. */
export type PrivacyRules = {
  /** strict: only unmasked parts show; balanced: text shows, sensitive fields never; open: as balanced. */
  readonly mode: 'strict' | 'balanced' | 'open'
  readonly maskSelectors: readonly string[]
  readonly unmaskSelectors: readonly string[]
}

export const DEFAULT_RULES: PrivacyRules = {
  mode: 'balanced',
  maskSelectors: [],
  unmaskSelectors: [],
}

/** `code` is `rules_invalid`: a selector that this browser cannot read. */
export class PrivacyRulesError extends Error {
  readonly code = 'rules_invalid'
}

/** Knows sensitive data by its looks. A chunk of its own (`@alongside/capture/recognise`): without it nothing is shared. */
export interface Recogniser {
  /** `floor`: what no rule lifts (passwords, cards, one-time codes); `personal`: what a site may unmask. Once, and for good. */
  field(field: Element): 'floor' | 'personal' | null
  /** The text of a node, with marks in place of what is sensitive in it, also where only its neighbours make it so; of no node: by itself. */
  text(node: Node | null, text: string): string
  /** Tells again what a later change makes sensitive. */
  readonly part: MakePart
}

/** The one place that decides what may leave. Every emitter asks it; when it fails, the answer is no. */
export interface Classifier {
  /** Whether the content of an element is masked, given its parent's answer. */
  masked(element: Element, parentMasked: boolean): boolean
  /** Whether only the element's box may leave. */
  blocked(element: Element): boolean
  /** A field whose value never leaves, whatever the rules say: once sensitive, always (a toggled password). */
  sensitive(field: Element): boolean
  /** A text that is not masked, of a node or of none, as it may leave. */
  text(node: Node | null, text: string): string
  /** Whether any rule could say something of an element besides what its parent's scope says. */
  mayMatter(element: Element): boolean
  /** Whether a change of an attribute of this name may change these answers for its element. */
  decides(attribute: string): boolean
  /** Whether a change of an attribute may change these answers for other elements than its own. */
  readonly farReaching: boolean
  /** Whether they may change without any change of the tree: a rule names a state (`:checked`). */
  readonly stateful: boolean
  /** Selectors of everything that the rules name, for finding what a far-reaching change touched. */
  readonly selector: string
}

const MASK = '[data-alongside-mask]'
const UNMASK = '[data-alongside-unmask]'
const BLOCK = '[data-alongside-block]'

export function createClassifier(rules: PrivacyRules, recogniser: Recogniser): Classifier {
  const maskSelector = checked([...rules.maskSelectors, MASK])
  const unmaskSelector = checked([...rules.unmaskSelectors, UNMASK])
  const strict = rules.mode === 'strict'

  const named = [...rules.maskSelectors, ...rules.unmaskSelectors].join(',')
  const selector = `${maskSelector}, ${unmaskSelector}, ${BLOCK}`
  return {
    selector,
    farReaching: /[\s>+~:]/.test(named),
    stateful: named.includes(':'),

    decides: (name) =>
      named.includes(':') ||
      (name === 'class' && named.includes('.')) ||
      /^(data-alongside-.*|type|autocomplete|name|id|aria-label|placeholder)$/.test(name) ||
      named.toLowerCase().includes(name.toLowerCase()),

    mayMatter(element) {
      try {
        return strict || isField(element) || matchesOf(element, selector)
      } catch {
        return true
      }
    },

    masked(element, parentMasked) {
      try {
        if (matchesOf(element, maskSelector)) return true
        if (matchesOf(element, unmaskSelector)) return false
        return parentMasked || (strict && isHtml(element, 'html'))
      } catch {
        return true
      }
    },

    blocked(element) {
      try {
        return matchesOf(element, BLOCK)
      } catch {
        return true
      }
    },

    sensitive(field) {
      try {
        const kind = isField(field) && recogniser.field(field)
        return kind === 'floor' || (kind === 'personal' && !closestOf(field, unmaskSelector))
      } catch {
        return true
      }
    },

    text(node, text) {
      if (rules.mode === 'open') return text
      try {
        return recogniser.text(node, text)
      } catch {
        return maskText(text)
      }
    },
  }
}

function isField(element: Element): boolean {
  const name = nameOf(element)
  return name === 'input' || name === 'textarea' || name === 'select'
}

/** One selector of many, each proved on its own: a broken one would silently switch off all others. */
function checked(selectors: readonly string[]): string {
  const probe = new DocumentFragment()
  for (const selector of selectors) {
    try {
      probe.querySelector(selector)
    } catch {
      throw new PrivacyRulesError(`not a selector: ${selector}`)
    }
  }
  return selectors.join(', ')
}

/**
 * Text that stands for masked text: its length falls in a bucket, so that it tells only none, short, medium or long.
 */
export function maskText(text: string): string {
  const length = text.trim().length
  if (length === 0) return text.length > 0 ? ' ' : ''
  return '•'.repeat(length <= 8 ? 6 : length <= 32 ? 16 : 40)
}

/**
 * Where CSS has text: comments, strings, addresses. The first group is kept: references within the page, fonts, areas of
 * grids, imports, strings of selectors.
 */
const CSS_TEXT =
  /(url\(["']?#[^)]*|@font-face[^}]*|(?:@[in]\w+|=|(?<![\w-])(?:font|grid|syntax)[\w-]*:)(?:"[^"]*"|'[^']*'|[^;{}"'])*)|\/\*.*?(?:\*\/|$)|(["'])((?:\\.|(?!\2).)*)\2?|(url\()(?:"[^"]*"|'[^']*'|[^)])*/gis
/** Icons of fonts, punctuation and spaces, as sheets write them. */
const ICON = /\\(0*a0|20..|[ef]\w{3,4})/gi

/** Rules and declarations that look the same and say nothing. */
export function maskCss(css: string): string {
  return css.replace(CSS_TEXT, (_, kept, quote, text, bare = '/**/') =>
    quote ? quote + maskString(text) + quote : (kept ?? bare),
  )
}

function maskString(text: string): string {
  return /[\p{L}\p{N}]/u.test(text.replace(ICON, '')) ? maskText(text) : text
}

/** Elements of the product itself, on the customer's page but no part of it. */
export function isOwn(element: Element): boolean {
  return attributeOf(element, 'data-alongside-own') !== null
}
