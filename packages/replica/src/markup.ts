import { createElement, firstChildOf, HTML, isElement, ownerOf, setAttribute } from './dom.ts'

/**
 * The only three doors through which markup enters: the shells of a document, a tag, an attribute, each of
 * a fixed shape. Everything else of a page is built by DOM calls.
 */

type Policy = { createHTML(markup: string): string }
let policy: Policy | null = null

/** Trusted Types cover the frame too when it inherits the agent page's policy; all markup of ours passes here. */
function trusted(markup: string): string {
  if (!policy) {
    const factory: { createPolicy(name: string, rules: Policy): Policy } | undefined = Reflect.get(
      globalThis,
      'trustedTypes',
    )
    const rules: Policy = { createHTML: (fixed) => fixed }
    try {
      policy = factory?.createPolicy('alongside-replica', rules) ?? rules
    } catch {
      policy = rules // the page's CSP does not list the policy: the sinks will say so
    }
  }
  return policy.createHTML(markup)
}

/** Replaces all content of a document by what this markup parses to. */
export function writeDocument(target: Document, markup: string): void {
  const open: (this: Document) => Document = Document.prototype.open
  open.call(target)
  Document.prototype.write.call(target, trusted(markup))
  Document.prototype.close.call(target)
}

function parse(owner: Document, markup: string): Element | null {
  const template = createElement(owner, HTML, 'template')
  Reflect.set(Element.prototype, 'innerHTML', trusted(markup), template)
  const first = firstChildOf(Reflect.get(HTMLTemplateElement.prototype, 'content', template))
  return isElement(first) ? first : null
}

// HTML 13.2.5.8: a tag name is an ASCII letter, then anything up to white space, `/`, `>` or NUL.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the grammar names NUL
const TAG_NAME = /^[a-z][^\u0000\t\n\f\r />A-Z]*$/
// HTML 13.2.5.32: an attribute name ends at white space, `/`, `>` or `=`; NUL is replaced.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the grammar names NUL
const ATTRIBUTE_NAME = /^[^\u0000\t\n\f\r />=A-Z][^\u0000\t\n\f\r />=A-Z]*$/

/** An element of this name, also one that only a parser can make; else an inert one that carries the name. */
export function anyElement(owner: Document, namespace: string, name: string, is?: string): Element {
  try {
    return createElement(owner, namespace, name, is)
  } catch {
    // Not a name of XML; the HTML parser takes more.
  }
  const parsed = namespace === HTML && TAG_NAME.test(name) ? parse(owner, `<${name}>`) : null
  if (parsed) return parsed
  const unknown = createElement(owner, HTML, 'alongside-unknown')
  setAttribute(unknown, 'data-alongside-name', name)
  return unknown
}

/** Sets an attribute of any name that the parser would take; another is left out. */
export function setAnyAttribute(element: Element, name: string, value: string): void {
  try {
    setAttribute(element, name, value)
    return
  } catch {
    // As above.
  }
  if (!ATTRIBUTE_NAME.test(name)) return
  const holder = parse(ownerOf(element) ?? document, `<i ${name}>`)
  const attribute = holder?.attributes[0]
  if (!holder || !attribute) return
  Element.prototype.removeAttributeNode.call(holder, attribute)
  Reflect.set(Attr.prototype, 'value', value, attribute)
  Element.prototype.setAttributeNode.call(element, attribute)
}
