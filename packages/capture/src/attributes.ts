import * as FLAG from './flag.ts'
import { attributeOf, attributesOf, isHtml, nameOf, namespaceOf } from './natives.ts'
import { type Classifier, maskCss, maskText } from './privacy.ts'

/**
 * Which attributes leave, and in which form. Balanced mode withholds what is not known (ENGINE.md, failure 54): an
 * unlisted name passes only with a value that looks like a style hook, not like data.
 */
type Kind = keyof typeof LISTS | 'aria' | 'custom'

const LISTS = {
  /** Structure and layout of any length: leave also from masked scope. */
  layout: 'class style',
  /** Structure that nobody needs to be long. */
  structure:
    'id dir lang xml:lang type width height rows cols colspan rowspan span size sizes align valign border ' +
    'cellpadding cellspacing bgcolor color face noshade nowrap start reversed wrap hidden open disabled readonly required ' +
    'multiple controls loop muted playsinline inert popover role tabindex slot part exportparts ' +
    'contenteditable name for form list min max step maxlength minlength pattern low high ' +
    'optimum shape coords usemap scope charset media rel ' +
    'autocomplete accept data-alongside-mask data-alongside-unmask ' +
    'data-alongside-block is frameborder scrolling marginwidth marginheight allowfullscreen ' +
    'popovertarget commandfor xmlns',
  /** What people read: withheld in masked scope. */
  text: 'title alt summary value datetime',
  /** What a person chose, and what says which field it is: stays on a field whose value is withheld. */
  shown: 'checked selected aria-label',
  /** The same, but it takes room, or is there or not for `:placeholder-shown`. */
  label: 'placeholder label',
  /** Addresses: the query and the fragment stay with the customer. */
  address: 'href src poster action formaction cite background data xlink:href',
  never: 'srcdoc nonce integrity srcset imagesrcset content http-equiv',
} as const

/** Kinds of names as pages spell them; the lists at first, then what was met. */
const kinds = /* @__PURE__ */ new Map(
  (Object.keys(LISTS) as (keyof typeof LISTS)[]).flatMap((kind) =>
    LISTS[kind].split(' ').map((name): [string, Kind] => [name, kind]),
  ),
)
/** A page that makes up names without end shall not fill the memory. */
const MAX_KINDS = 2000

/** Of ARIA, what people hear; the rest are states and relations between elements. */
const ARIA_TEXT = /^aria-(?!.*by$)(label|value|roled|placeh|descri|braille)/
/** A style hook: a word or two with at most three digits in a row, as `data-state="open"` or `data-side="top-2"`. */
const HOOK = /^(?!.*\d{4})[A-Za-z0-9_-]{0,24}$/
const SCHEME = /^(light|dark|only| )+$/i
const CUSTOM_NAME = /^[a-z_][\w.:-]*$/i

/** The value that leaves of an element with these flags, or null when the attribute stays or is not there. */
export function leavingAttribute(
  classifier: Classifier,
  element: Element,
  name: string,
  flags: number,
): string | null {
  const value =
    attributeOf(element, name) ??
    // Of an HTML element that asks in lower case; a script or an XML page may have set another.
    [...attributesOf(element)].find((attribute) => attribute.name === name)?.value ??
    null
  if (value === null) return null
  const masked = (flags & FLAG.masked) !== 0
  return outgoingAttribute(classifier, element, name, value, masked, (flags & FLAG.sensitive) !== 0)
}

/** The form in which a value leaves, or null when it stays. */
export function outgoingAttribute(
  classifier: Classifier,
  element: Element,
  name: string,
  value: string,
  masked: boolean,
  sensitive: boolean,
): string | null {
  switch (kindOf(name)) {
    case 'layout':
      return name === 'style' && masked ? maskCss(value) : value
    case 'structure':
      return value.length <= 1024 ? value : ''
    case 'shown':
      return masked ? null : classifier.text(null, value)
    case 'label':
      return masked ? maskText(value) : classifier.text(null, value)
    case 'text':
      if (!masked && !sensitive) return classifier.text(null, value)
      return isButton(element, name) ? maskText(value) : null
    case 'aria':
      // A state is a word: `true`, `descending`.
      return masked && !/^[a-z]*$/.test(value) ? null : value
    case 'address':
      // A drawing may refer to its own page by the whole address.
      return masked
        ? null
        : scrubUrl(
            isDrawn(element)
              ? value.replace(`${element.ownerDocument.URL.split('#')[0]}#`, '#')
              : value,
          )
    case 'never':
      // The content of a `<meta>` stays, unless it is no more than a colour scheme.
      return isHtml(element, 'meta') && SCHEME.test(value) ? value : null
    case 'custom':
      // SVG and MathML draw with their attributes: geometry and paint, never form data.
      if (isDrawn(element) && !/^data-/i.test(name) && (!masked || draws(element, name)))
        return value
      return masked || sensitive || !CUSTOM_NAME.test(name) || !HOOK.test(value) ? null : value
  }
}

/** SVG or MathML. */
function isDrawn(element: Element): boolean {
  return /svg$|MathML$/.test(namespaceOf(element) ?? '')
}

/** Whether it is an attribute of such an element that the browser knows, and not one of the page's. */
function draws(element: Element, name: string): boolean {
  const { style = element } = element as SVGElement
  return name === 'd' || name in element || name in style || /^(set|anim)/.test(nameOf(element))
}

/** Whether the attribute is the label of a button, as `value` is for some inputs. */
function isButton(element: Element, name: string): boolean {
  return name === 'value' && /^(button|submit|reset)$/i.test(attributeOf(element, 'type') ?? '')
}

function kindOf(name: string): Kind {
  let kind = kinds.get(name)
  if (!kind) {
    const lower = name.toLowerCase()
    kind =
      kinds.get(lower) ??
      (lower.startsWith('on')
        ? 'never'
        : ARIA_TEXT.test(lower)
          ? 'text'
          : lower.startsWith('aria-')
            ? 'aria'
            : 'custom')
    if (kinds.size < MAX_KINDS) kinds.set(name, kind)
  }
  return kind
}

const salt = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1

/**
 * An address without its query and fragment. What was cut leaves a mark that tells two addresses apart (two images of
 * one script) and says nothing else: a 32-bit hash under a random salt that never leaves the page.
 * A lone fragment stays: it names an element of the same page.
 */
export function scrubUrl(url: string): string {
  const trimmed = url.trim()
  if (/^(#|data:image\/)/.test(trimmed)) return url
  if (/^javascript:/i.test(trimmed)) return 'javascript:'
  if (/^(data|blob):/i.test(trimmed)) return `${trimmed.slice(0, 5)}~${mark(trimmed)}`
  return url.replace(/[?#].*/s, (cut) => `?~${mark(cut)}`)
}

/** FNV-1a over UTF-16 units, from the salt on. */
function mark(text: string): string {
  let hash = salt
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
