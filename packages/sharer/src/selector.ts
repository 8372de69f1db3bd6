/** What programs make of names changes with the next build; states change with the next click. */
const GENERATED =
  /\d{3,}|\d[a-z]+\d|[a-z]\d[A-Z]|^(css|sc|jsx|svelte|ember|react|radix)(-|$)|__?[\w-]*\d[\w-]*$/i
const STATE =
  /^(is|has|js)-|^(active|open|opened|focus|hover|selected|current|show|shown|visible|disabled|error|valid|invalid)$/
/** Said of an element for tests and tools, and so the last to change. */
const TOLD = ['data-testid', 'data-test', 'data-test-id', 'data-qa', 'data-cy', 'data-field']
const MOST_LENGTH = 40
const MOST_LIKE = 100

export type Selectors = {
  /** Of this element alone, in its document or shadow tree. */
  readonly one: string
  /** Of this one and others like it; null: no name says so. */
  readonly all: { readonly selector: string; readonly count: number } | null
}

/** Short selectors that are likely to be true tomorrow: by id, attribute or class, else by the place in what has one. */
export function selectorsOf(element: Element): Selectors {
  const root = element.getRootNode() as Document | ShadowRoot
  const count = (selector: string): number => root.querySelectorAll(selector).length
  const like = namesOf(element).find((it) => count(it) > 1 && count(it) <= MOST_LIKE)
  const all = like ? { selector: like, count: count(like) } : null
  const path: string[] = []
  // Rules are for all pages of a site: tags alone are the last resort.
  let tags: string | undefined
  for (let at: Element | null = element; at; at = at.parentElement) {
    const one = namesOf(at)
      .map((name) => [name, ...path].join(' > '))
      .find((selector) => count(selector) === 1)
    if (one) return { one, all }
    path.unshift(placeOf(at))
    const selector = path.join(' > ')
    if (!tags && count(selector) === 1) tags = selector
  }
  return { one: tags ?? path.join(' > '), all }
}

/** The best first. */
function namesOf(element: Element): string[] {
  const tag = CSS.escape(element.localName)
  // Through the prototype: a form may have a control named `id`.
  const read = (name: string): string => Element.prototype.getAttribute.call(element, name) ?? ''
  const id = read('id')
  const told = [...TOLD, ...(element.localName === 'form' ? [] : ['name'])].flatMap((name) => {
    const value = read(name)
    return isStable(value) ? [`${tag}[${name}="${CSS.escape(value)}"]`] : []
  })
  const classes = read('class')
    .split(/\s+/)
    .filter(isStable)
    .map((it) => `.${CSS.escape(it)}`)
  const pairs = classes.flatMap((first, at) => classes.slice(at + 1).map((it) => first + it))
  const alone = /^(html|head|body|main|nav|address)$/.test(tag) ? [tag] : []
  return [
    ...(isStable(id) ? [`#${CSS.escape(id)}`] : []),
    ...told,
    ...classes,
    ...classes.map((it) => tag + it),
    ...pairs,
    ...alone,
  ]
}

function placeOf(element: Element): string {
  const tag = CSS.escape(element.localName)
  const { parentElement: parent } = element
  const alike = [...(parent?.children ?? [])].filter((it) => it.localName === element.localName)
  return alike.length > 1 ? `${tag}:nth-of-type(${alike.indexOf(element) + 1})` : tag
}

function isStable(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= MOST_LENGTH &&
    !GENERATED.test(name) &&
    !STATE.test(name) &&
    !/\s/.test(name)
  )
}
