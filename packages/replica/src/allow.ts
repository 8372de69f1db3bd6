import { HTML, localNameOf, namespaceOf } from './dom.ts'

/**
 * What may be live in the replica: the allow-list. Everything else is kept in the element under
 * `data-alongside-kept-<name>`, where nothing reads it but a comparison and rewritten selectors.
 *
 * The list is of names that only describe or lay out. Names with a hyphen, digit or other sign (`x-foo`,
 * `@click`, `data-…`) belong to no feature of a browser and are live as well, but for those in WITHHELD_SIGNS.
 */
const LIVE: ReadonlySet<string> = new Set(
  `
  id class style title lang dir hidden translate inert tabindex draggable spellcheck contenteditable slot part
  exportparts name value type checked disabled selected multiple readonly required placeholder maxlength minlength
  max min step pattern size rows cols wrap for form list label open span colspan rowspan headers scope align valign
  bgcolor color face border cellpadding cellspacing width height hspace vspace frame rules nowrap noshade clear
  compact start reversed alt controls loop muted kind srclang default playsinline decoding sizes media usemap
  ismap shape coords rel rev hreflang datetime content property itemprop itemscope itemtype itemref typeof vocab
  resource about prefix role autocomplete autocapitalize enterkeyhint inputmode accept novalidate method enctype low
  high optimum summary abbr axis char charoff scrolling frameborder marginwidth marginheight text link vlink alink
  leftmargin topmargin rightmargin bottommargin behavior direction scrollamount scrolldelay truespeed
  popovertarget popovertargetaction command commandfor closedby anchor

  viewbox preserveaspectratio x y dx dy d points cx cy r rx ry fx fy fr transform offset fill stroke opacity mask
  filter clip cursor display overflow visibility font kerning spacing textlength lengthadjust rotate startoffset side
  gradientunits gradienttransform spreadmethod patternunits patterncontentunits patterntransform clippathunits
  maskunits maskcontentunits filterunits primitiveunits result in mode operator values azimuth elevation surfacescale
  diffuseconstant specularconstant specularexponent limitingconeangle pointsatx pointsaty pointsatz z order
  kernelmatrix divisor bias targetx targety edgemode kernelunitlength preservealpha radius scale xchannelselector
  ychannelselector stddeviation basefrequency numoctaves seed stitchtiles amplitude exponent intercept slope
  tablevalues markerunits markerwidth markerheight refx refy orient pathlength attributename attributetype begin dur
  end restart repeatcount repeatdur from to by calcmode keytimes keysplines additive accumulate keypoints path origin
  version baseprofile focusable systemlanguage requiredfeatures requiredextensions xmlns

  displaystyle scriptlevel mathvariant mathsize mathcolor mathbackground fence lspace rspace stretchy symmetric
  largeop movablelimits accent accentunder separator maxsize minsize linethickness notation columnalign rowalign
  columnlines rowlines columnspacing rowspacing framespacing columnspan depth voffset close separators encoding
  numalign denomalign bevelled subscriptshift superscriptshift selection
  `
    .trim()
    .split(/\s+/),
)

const WITHHELD_SIGNS: ReadonlySet<string> = new Set([
  'http-equiv',
  'accept-charset',
  'xlink:href',
  'xml:base',
])

/** Attributes of the product's own that a page may carry; the rest of this prefix is the replica's. */
const PAGE_OWN: ReadonlySet<string> = new Set(
  ['mask', 'unmask', 'block', 'own'].map((name) => `data-alongside-${name}`),
)

/** May an attribute of this name be live on elements in general? Also decides which selectors are rewritten. */
export function isLiveName(name: string): boolean {
  const lower = name.toLowerCase()
  if (lower.startsWith('on')) return false
  if (lower.startsWith('data-alongside-')) return PAGE_OWN.has(lower)
  if (LIVE.has(lower)) return true
  return /[^a-z]/.test(lower) && !WITHHELD_SIGNS.has(lower)
}

/** Apart from the replica's marks and from the product's own attributes, whose names pages use for other things. */
const KEPT = 'data-alongside-kept-'

/** Where the authored value of a withheld attribute is kept. */
export function keptName(name: string): string {
  return KEPT + name.toLowerCase()
}

/** The name of the attribute whose authored value is kept here; '' for a mark of the replica's, null for one of the page. */
export function keptOf(name: string): string | null {
  if (name.startsWith(KEPT)) return name.slice(KEPT.length)
  return isReservedName(name) ? '' : null
}

export function isReservedName(name: string): boolean {
  const lower = name.toLowerCase()
  return lower.startsWith('data-alongside-') && !PAGE_OWN.has(lower)
}

/**
 * Elements that load, run or steer something: of their attributes only these names (and data-, aria-) are
 * live. `<link>` gets its live `rel` and `href` from the sheets, never from an attribute.
 */
const NARROW: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    script: [],
    base: [],
    link: ['id', 'class', 'media', 'lang', 'dir', 'hidden', 'style'],
    // A title makes it one of a choice of sheets: which are chosen, the capture tells.
    style: ['id', 'class', 'media', 'type', 'lang', 'dir', 'hidden', 'style', 'part', 'slot'],
    meta: ['name', 'content', 'property', 'id', 'class'],
    iframe:
      'id class style title width height align hidden lang dir frameborder scrolling marginwidth marginheight slot part tabindex role hspace vspace'.split(
        ' ',
      ),
    frame: 'id class style title frameborder scrolling marginwidth marginheight'.split(' '),
    object:
      'id class style title width height align hidden lang dir border hspace vspace slot part tabindex role usemap'.split(
        ' ',
      ),
    embed:
      'id class style title width height align hidden lang dir hspace vspace slot part tabindex role'.split(
        ' ',
      ),
    applet: 'id class style title width height align hidden lang dir hspace vspace'.split(' '),
    portal: ['id', 'class', 'style'],
    fencedframe: ['id', 'class', 'style', 'width', 'height'],
  }).map(([name, live]) => [name, new Set(live)]),
)

/** Values that a person reads: a text that happens to begin with "javascript:" is no URL. */
const TEXTS: ReadonlySet<string> = new Set(
  'value title placeholder alt label content class id name for summary abbr pattern'.split(' '),
)

/**
 * SVG attributes that hold values of CSS, and those by which an animation gives them: each may name another document.
 * What is in this one stays.
 */
const PAINTS: ReadonlySet<string> = new Set(
  'fill stroke filter mask clip-path marker marker-start marker-mid marker-end cursor to from by values'.split(
    ' ',
  ),
)

/** SVG elements whose `href` means another element of the same document. */
const REFERRERS: ReadonlySet<string> = new Set(
  'use lineargradient radialgradient pattern filter textpath mpath mask clippath marker cursor'.split(
    ' ',
  ),
)

const LINKS: ReadonlySet<string> = new Set(['a', 'area'])

/**
 * The `href` of a link in the replica. It makes `:link` match and leads nowhere: a fragment that no
 * page has. (An address that does not parse makes Chromium replace the document by about:blank#blocked.)
 */
export const INERT_HREF = '#alongside-inert'

function isScriptUrl(value: string): boolean {
  let start = 0
  while (value.charCodeAt(start) <= 0x20) start++
  if (!'jvldJVLD'.includes(value.charAt(start))) return false
  // The URL parser drops tab and newline anywhere, and C0 controls and spaces in front.
  const bare = Array.from(value.slice(0, 200), (c) => (c <= ' ' ? '' : c))
    .join('')
    .toLowerCase()
  return /^(javascript|vbscript|livescript|data:text\/html|data:application\/xhtml)/.test(bare)
}

/** What follows from an attribute's name alone. */
export interface NameRule {
  readonly name: string
  readonly lower: string
  /** Of every kind of element it is an attribute of this very name, in no namespace. */
  readonly isSimple: boolean
  /** Live as it is, whatever the value, on every element but those of `isNarrow`. */
  readonly isPlain: boolean
  readonly isLive: boolean
  readonly isText: boolean
  /** Of an element of SVG its value may hold an address as CSS writes it. */
  readonly isPaint: boolean
  readonly kept: string
}

const rules = /* @__PURE__ */ new Map<string, NameRule>()
/** A page has some hundred names; a hostile one must not grow our memory. */
const MOST_RULES = 4096

export function ruleOf(name: string): NameRule {
  const known = rules.get(name)
  if (known) return known
  const lower = name.toLowerCase()
  const isSimple = /^[a-z][a-z0-9_-]*$/.test(name) && name !== 'xmlns'
  const isLive = isLiveName(lower)
  const isText = TEXTS.has(lower) || /^(data|aria)-/.test(lower)
  const rule = {
    name,
    lower,
    isSimple,
    isPlain: isSimple && isLive && isText,
    isLive,
    isText,
    isPaint: PAINTS.has(lower),
    kept: keptName(lower),
  }
  if (rules.size < MOST_RULES) rules.set(name, rule)
  return rule
}

/** Does this element load, run or steer something? */
export function isNarrow(element: Element): boolean {
  return NARROW.has(localNameOf(element))
}

/** The live value of an attribute, or null when it is withheld. Style and assets are decided by their own parts. */
export function liveValue(element: Element, rule: NameRule, value: string): string | null {
  const { lower } = rule
  const tag = localNameOf(element)
  if (lower === 'href' || lower === 'xlink:href') return liveHref(element, tag, lower, value)
  if (!rule.isLive) return null
  const narrow = NARROW.get(tag)
  if (narrow && !narrow.has(lower) && !/^(data|aria)-/.test(lower)) return null
  // A titled sheet is an alternative; the capture says which sheets apply.
  if (tag === 'style' && lower === 'title') return null
  if (lower === 'attributename' && ANIMATED_ADDRESS.test(value.trim())) return null
  if (!rule.isText && isScriptUrl(value)) return null
  return value
}

const ANIMATED_ADDRESS = /^(xlink:)?(href|src)$|^on|^(xml:)?base$/i

function liveHref(element: Element, tag: string, name: string, value: string): string | null {
  const foreign = namespaceOf(element) !== HTML
  if (LINKS.has(tag)) return name === 'href' || foreign ? INERT_HREF : null
  if (foreign && REFERRERS.has(tag.toLowerCase()) && value.trim().startsWith('#')) return value
  return null
}
