import { parentheses } from './css-begin.ts'
import { cutCss } from './css-cut.ts'
import type { Cut, Site } from './css-site.ts'
import { cssString } from './css-text.ts'
import { cutMedia } from './media-query.ts'

/** What an address is for; `font`: the source of an `@font-face`. */
export type UrlKind = 'url' | 'font' | 'import'

/** What stands instead of what is written in CSS text; each answers null to leave the text as it is. */
export interface CssRewrite {
  /** The token of `url(token)`, `@import`, or a string in `image-set()`, unescaped. */
  url(token: string, kind: UrlKind): string | null
  /** The name in an attribute selector or in `attr()`. */
  attribute(name: string): string | null
  /** The name of a pseudo-class of PSEUDO_CLASSES, or SELECTION: the whole `:name` becomes the answer. */
  pseudo(name: string): string | null
  /** The name of a custom state; `isOld` for one written as a pseudo-class, `:--name`. */
  state(name: string, isOld: boolean): string | null
  /** One feature of a media query, without its parentheses. */
  media(feature: string): string | null
}

/** Short texts (rules, style attributes) are cut faster than they are found. */
const LONG = 256
const MOST_KEPT = 16 << 20
/** What addresses may add to one text: a hostile one names a long data: URL many thousand times. */
const MOST_GROWTH = 32 << 20
/** Far beyond any page, and far below what a browser's own parser survives. */
const DEEPEST = 500
/** Nested lists multiply: forty of `a,b` are a match that no browser ends. */
const MOST_WAYS = 100_000

const cuts = /* @__PURE__ */ new Map<string, Cut>()
let kept = 0

/** The sites of a text. Sheets are parsed again when their assets come, and pages share them: each is cut once. */
function cutOf(text: string): Cut {
  if (text.length < LONG) return cutCss(text)
  const known = cuts.get(text)
  if (known) return known
  const cut = cutCss(text)
  kept += text.length
  for (const old of kept > MOST_KEPT ? cuts.keys() : []) {
    if (kept <= MOST_KEPT) break
    cuts.delete(old)
    kept -= old.length
  }
  if (text.length <= MOST_KEPT) cuts.set(text, cut)
  else kept -= text.length
  return cut
}

/** Escapes, at-rules and blocks, and the functions with an address, a name of an attribute or a condition in them. */
const REWRITTEN = /[\\@{]|(?:url|src|image-set|attr|if)\(/i

/** false: these declarations stay as they are, as nearly all of elements do, and nobody has to look further. */
export function isRewritten(declarations: string): boolean {
  return declarations.length >= LONG || REWRITTEN.test(declarations)
}

/**
 * Authored CSS with what `rewrite` answers in its places, everything else copied as it stands. A text that is nested
 * beyond all reason becomes empty: it is an attack on the agent's browser.
 */
export function rewriteCss(text: string, rewrite: CssRewrite): string {
  const { sites, depth, ways } = cutOf(text)
  return depth > DEEPEST || ways > MOST_WAYS ? '' : written(text, sites, rewrite)
}

/** The same for a value or declarations of which only the addresses matter. */
export function rewriteUrls(text: string, url: CssRewrite['url']): string {
  return isRewritten(text) ? rewriteCss(text, { ...NOTHING, url }) : text
}

/** The same for a media query list by itself, as in an attribute. */
export function rewriteMedia(text: string, { rewrite }: { rewrite: CssRewrite['media'] }): string {
  const sites: Site[] = []
  cutMedia(text, 0, text.length, sites, false)
  if (parentheses(text, 0, text.length) > DEEPEST) return 'not all'
  return sites.length === 0 ? text : written(text, sites, { ...NOTHING, media: rewrite })
}

const leave = () => null
const NOTHING: CssRewrite = {
  url: leave,
  attribute: leave,
  pseudo: leave,
  state: leave,
  media: leave,
}

function written(text: string, sites: readonly Site[], rewrite: CssRewrite): string {
  let out = ''
  let copied = 0
  let growth = 0
  for (const site of sites) {
    if (site.from < copied) continue
    const by = answer(site, rewrite)
    if (by === null) continue
    growth += by.length
    if (growth > MOST_GROWTH) break
    out += text.slice(copied, site.from) + by
    copied = site.to
  }
  return copied === 0 ? text : out + text.slice(copied)
}

function answer({ kind, token }: Site, rewrite: CssRewrite): string | null {
  switch (kind) {
    case 'url':
    case 'font':
    case 'import': {
      const url = rewrite.url(token, kind)
      return url === null ? null : `url(${cssString(url)})`
    }
    case 'string':
    case 'importString': {
      const url = rewrite.url(token, kind === 'string' ? 'url' : 'import')
      return url === null ? null : cssString(url)
    }
    case 'attribute':
    case 'attr':
      return rewrite.attribute(token)
    case 'pseudo':
    case 'selection':
      return rewrite.pseudo(token)
    case 'state':
    case 'oldState':
      return rewrite.state(token, kind === 'oldState')
    case 'media':
    case 'test': {
      const feature = rewrite.media(token)
      return feature === null || kind === 'test' ? feature : `(${feature})`
    }
  }
}
