import { type Slots, the } from './slots.ts'

/** Names that sheets and references need, and paths of addresses: these leave from under a mask too (docs/SECURITY-MODEL.md). */
export const LAYOUT: Slots = {
  class: '<p class="$">a</p>',
  id: '<p id="$">a</p>',
  'name of a field': '<input name="$">',
  'reference to a field': '<label for="$">a</label>',
  'name of a part': '<p part="$">a</p>',
  'name of a slot': '<p slot="$">a</p>',
  'name of a font': '<style>.none{font-family:"$"}</style>',
  'name of an animation': '<style>@keyframes $ {}</style>',
  'word in a custom property': '<style>.none{--owner:$}</style>',
  'custom state'(host, secret) {
    if (!host.firstChild) host.append(document.createElement('x-stateful'))
    const { states } = (host.firstElementChild as Stateful).internals
    states.clear()
    states.add(secret)
  },
  'path of the page'(_host, secret) {
    history.replaceState(null, '', `/of/${secret}`)
  },
}

class Stateful extends HTMLElement {
  readonly internals: ElementInternals = this.attachInternals()
}
customElements.define('x-stateful', Stateful)

/** What is of the page as a whole, and masked with its root. */
export const PAGE: Slots = {
  'title of the page'(_host, secret) {
    document.title = secret
  },
  'text below <body>'(_host, secret) {
    const text = [...document.body.childNodes].find((node) => node instanceof Text)
    if (text) text.data = secret
    else document.body.append(secret)
  },
  'attribute of <body>'(_host, secret) {
    document.body.title = secret
  },
  'attribute of <html>'(_host, secret) {
    document.documentElement.dataset['owner'] = secret
  },
  'sheet that the page has adopted'(_host, secret) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`.none::before{content:"${secret}"}`)
    document.adoptedStyleSheets = [sheet]
  },
  'rule of a sheet that the page has adopted'(_host, secret) {
    const sheet = new CSSStyleSheet()
    document.adoptedStyleSheets.push(sheet)
    sheet.insertRule(`.none::before{content:"${secret}"}`)
  },
  'sheet of the page'(host, secret) {
    const style = document.head.querySelector('style.own') ?? the(host, 'style', 'class=own')
    document.head.append(style)
    style.textContent = `.none::before{content:"${secret}"}`
  },
}

/** As it was before any of it. */
export function clearPage(): void {
  document.title = 'test'
  document.body.title = ''
  for (const node of document.body.childNodes) if (node instanceof Text) node.data = ''
  delete document.documentElement.dataset['owner']
  document.adoptedStyleSheets = []
  document.head.querySelector('style.own')?.remove()
}
