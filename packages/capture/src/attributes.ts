import { attributeOf, HTML, nameOf, namespaceOf } from './natives.ts'
import { maskText } from './privacy.ts'

/**
 * Which attributes leave, and in which form. Balanced mode withholds what is not known (ENGINE.md, failure 54): an
 * unlisted name passes only with a value that looks like a style hook, not like data.
 */

/** Structure and layout: leave also from masked scope. */
const STRUCTURE = words(
  'class id dir lang xml:lang style type width height rows cols colspan rowspan span size sizes align valign border ' +
    'cellpadding cellspacing bgcolor color face noshade nowrap start reversed wrap hidden open disabled readonly required ' +
    'multiple checked selected indeterminate controls loop muted playsinline inert popover role tabindex slot part exportparts ' +
    'draggable contenteditable spellcheck translate name for form list min max step maxlength minlength pattern low high ' +
    'optimum shape coords ismap usemap scope headers abbr charset media rel as loading decoding fetchpriority crossorigin ' +
    'inputmode enterkeyhint autocomplete accept multiple novalidate method enctype data-alongside-mask data-alongside-unmask ' +
    'data-alongside-block is frameborder scrolling marginwidth marginheight allowfullscreen display mathvariant ' +
    'popovertarget popovertargetaction command commandfor writingsuggestions xmlns xmlns:xlink xml:space aria-hidden ' +
    'aria-expanded aria-selected aria-checked aria-pressed aria-current aria-disabled aria-invalid aria-busy aria-modal ' +
    'aria-orientation aria-level aria-sort aria-live aria-atomic aria-haspopup aria-controls aria-labelledby ' +
    'aria-describedby aria-owns aria-activedescendant aria-multiselectable aria-readonly aria-required aria-autocomplete ' +
    'aria-posinset aria-setsize aria-rowindex aria-colindex aria-rowcount aria-colcount aria-details aria-errormessage ' +
    'aria-flowto aria-multiline aria-relevant aria-colspan aria-rowspan',
)

/** What people read: withheld in masked scope. */
const TEXT = words(
  'title alt placeholder label summary value aria-label aria-valuetext aria-valuenow aria-valuemin aria-valuemax ' +
    'aria-roledescription aria-placeholder aria-description datetime cite-text content-label',
)

/** Of these, what says which field it is: stays on a field whose value is withheld. */
const NAMES_FIELD = words('placeholder aria-label label')

/** Addresses: the query and the fragment stay with the customer. */
const ADDRESS = words(
  'href src poster action formaction cite background data xlink:href longdesc ping manifest',
)

const NEVER = words('srcdoc nonce integrity srcset imagesrcset content http-equiv')

/** A style hook: a word or two with at most three digits in a row, as `data-state="open"` or `data-side="top-2"`. */
const HOOK = /^(?!.*\d{4})[A-Za-z0-9_-]{0,24}$/
const CUSTOM_NAME = /^[a-z_][\w.:-]*$/i

const SVG = 'http://www.w3.org/2000/svg'
const MATHML = 'http://www.w3.org/1998/Math/MathML'

/** The value that leaves, or null when the attribute stays. */
export function outgoingAttribute(
  element: Element,
  name: string,
  value: string,
  masked: boolean,
  sensitive: boolean,
): string | null {
  const lower = name.toLowerCase()
  if (lower.startsWith('on') || NEVER.has(lower)) return null
  if (masked && (lower === 'checked' || lower === 'selected')) return null
  if (STRUCTURE.has(lower)) return lower === 'style' ? value : shortened(lower, value)
  if (ADDRESS.has(lower)) return masked && !isStyleSheetLink(element) ? null : scrubUrl(value)
  if (TEXT.has(lower)) {
    if (!masked && (!sensitive || NAMES_FIELD.has(lower))) return value
    // What takes room, or is there or not for `:placeholder-shown`.
    return lower === 'placeholder' || lower === 'label' || isButton(element, lower)
      ? maskText(value)
      : null
  }
  const namespace = namespaceOf(element)
  // SVG and MathML draw with their attributes: geometry and paint, never form data.
  if (namespace === SVG || namespace === MATHML) {
    if (!lower.startsWith('data-') && !lower.startsWith('aria-')) return value
  }
  if (masked || sensitive || !CUSTOM_NAME.test(name)) return null
  return HOOK.test(value) ? value : null
}

/** Class lists and ids may be long; nothing else of structure is. */
function shortened(name: string, value: string): string {
  return name === 'class' || value.length <= 1024 ? value : ''
}

/** Whether the attribute is the label of a button, as `value` is for some inputs. */
function isButton(element: Element, name: string): boolean {
  return name === 'value' && /^(button|submit|reset)$/i.test(attributeOf(element, 'type') ?? '')
}

function isStyleSheetLink(element: Element): boolean {
  return nameOf(element) === 'link' && namespaceOf(element) === HTML
}

const salt = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1

/**
 * An address without its query and fragment. What was cut leaves a mark that tells two addresses apart (two images of
 * one script) and says nothing else: a 32-bit hash under a random salt that never leaves the page.
 * A lone fragment stays: it names an element of the same page.
 */
export function scrubUrl(url: string): string {
  const trimmed = url.trim()
  if (trimmed.startsWith('#')) return url
  if (/^javascript:/i.test(trimmed)) return 'javascript:'
  if (/^(data|blob):/i.test(trimmed))
    return trimmed.startsWith('data:image/') ? url : `${trimmed.slice(0, 5)}~${mark(trimmed)}`
  const cut = trimmed.search(/[?#]/)
  return cut < 0 ? url : `${trimmed.slice(0, cut)}?~${mark(trimmed.slice(cut))}`
}

/** FNV-1a over UTF-16 units, salted. */
function mark(text: string): string {
  let hash = 0x811c9dc5 ^ salt
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
