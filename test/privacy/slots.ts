import { draw } from './drawn.ts'

/**
 * Puts a secret into a place of this kind in `host`; called again with another secret, it changes that one place. As
 * markup: `$` stands for the secret.
 */
export type Put = (host: HTMLElement, secret: string) => void | Promise<void>
export type Slots = Readonly<Record<string, string | Put>>

/** The element of this name in `host`, made where there is none yet. */
export function the<Name extends keyof HTMLElementTagNameMap>(
  host: HTMLElement,
  name: Name,
  attributes = '',
): HTMLElementTagNameMap[Name] {
  if (!host.firstElementChild) host.innerHTML = `<${name} ${attributes}></${name}>`
  return host.firstElementChild as HTMLElementTagNameMap[Name]
}

/** The document in a frame of `host`. */
export function framed(host: HTMLElement): Document {
  const page = the(host, 'iframe').contentDocument
  if (!page) throw new Error('no page in a frame')
  return page
}

export function shadowOf(host: HTMLElement, init: ShadowRootInit): ShadowRoot {
  const outer = the(host, 'div')
  const root = outer.shadowRoot ?? closed.get(outer) ?? outer.attachShadow(init)
  closed.set(outer, root)
  return root
}
const closed = new WeakMap<Element, ShadowRoot>()

/** A drawing with a text in it, as an address of this page's own. */
export const drawing = (text: string): string =>
  URL.createObjectURL(
    new Blob(
      [`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!--${text}--></svg>`],
      {
        type: 'image/svg+xml',
      },
    ),
  )

/** Text that people read, wherever it may stand. */
export const TEXTS: Slots = {
  text: '<p>$</p>',
  'text beside elements': '<p>a<b>b</b>$<i>c</i></p>',
  'text far below': `${'<div>'.repeat(40)}$`,
  heading: '<h2>$</h2>',
  'link text': '<a href="#x">$</a>',
  'table cell': '<table><tr><td>$</table>',
  'table caption': '<table><caption>$</caption></table>',
  'list item': '<ul><li>$</ul>',
  legend: '<fieldset><legend>$</legend></fieldset>',
  'label text': '<label>$<input></label>',
  'button text': '<button>$</button>',
  output: '<output>$</output>',
  'meter fallback': '<meter value=.5>$</meter>',
  'open summary': '<details open><summary>$</summary></details>',
  'closed details': '<details><summary>s</summary>$</details>',
  'hidden text': '<p hidden>$</p>',
  'ruby text': '<ruby>a<rt>$</rt></ruby>',
  'preformatted text': '<pre>$</pre>',
  'closed dialog': '<dialog>$</dialog>',
  'closed popover': '<div popover>$</div>',
  contenteditable: '<div contenteditable>$</div>',
  option: '<select><option>a<option>$</select>',
  'option of a list': '<select multiple><option>$</select>',
  'option of a datalist': '<input list=l><datalist id=l><option>$</datalist>',
  'textarea child': '<textarea>$</textarea>',
  'text in an unknown element': '<x-unknown>$</x-unknown>',
  'text in a canvas': '<canvas>$</canvas>',
  'text in a video': '<video>$</video>',
  'text in <svg>': '<svg><text>$</text></svg>',
  'tspan in <svg>': '<svg><text><tspan>$</tspan></text></svg>',
  'title in <svg>': '<svg><title>$</title></svg>',
  'desc in <svg>': '<svg><desc>$</desc></svg>',
  'metadata in <svg>': '<svg><metadata>$</metadata></svg>',
  'foreignObject in <svg>': '<svg><foreignObject><p>$</p></foreignObject></svg>',
  'text in <math>': '<math><mtext>$</mtext></math>',
  'annotation in <math>':
    '<math><semantics><mi>x</mi><annotation encoding=tex>$</annotation></semantics></math>',
  'CDATA in an XML drawing'(host, secret) {
    const xml = new DOMParser().parseFromString('<a><![CDATA[x]]></a>', 'text/xml')
    if (!host.firstChild) the(host, 'div').append(xml.documentElement.firstChild as Node)
    ;(host.firstChild?.firstChild as Text).data = secret
  },
  'open modal dialog'(host, secret) {
    const dialog = the(host, 'dialog')
    dialog.textContent = secret
    if (!dialog.open) dialog.showModal()
    dialog.close()
    dialog.showModal()
    dialog.close()
    dialog.show()
  },
  'open popover'(host, secret) {
    const popover = the(host, 'div', 'popover=manual')
    popover.textContent = secret
    popover.showPopover()
  },
  'open shadow root'(host, secret) {
    shadowOf(host, { mode: 'open' }).innerHTML = `<p>${secret}</p>`
  },
  'declarative shadow root'(host, secret) {
    host.setHTMLUnsafe(`<div><template shadowrootmode=open><p>${secret}</p></template></div>`)
  },
  'slotted text'(host, secret) {
    const root = shadowOf(host, { mode: 'open' })
    root.innerHTML ||= '<slot></slot>'
    the(host, 'div').textContent = secret
  },
  'fallback of a slot'(host, secret) {
    shadowOf(host, { mode: 'open' }).innerHTML = `<slot>${secret}</slot>`
  },
  'slot by hand'(host, secret) {
    const root = shadowOf(host, { mode: 'open', slotAssignment: 'manual' })
    const slot = document.createElement('slot')
    root.replaceChildren(slot)
    const outer = the(host, 'div')
    outer.textContent = secret
    slot.assign(outer.firstChild as Text)
  },
  'page in a frame'(host, secret) {
    framed(host).body.textContent = secret
  },
  'title of a page in a frame'(host, secret) {
    framed(host).title = secret
  },
  'page in a page in a frame'(host, secret) {
    const page = framed(host)
    if (!page.body.firstChild) page.body.innerHTML = '<div></div>'
    framed(page.body.firstElementChild as HTMLElement).body.textContent = secret
  },
  'written page in a frame'(host, secret) {
    const page = framed(host)
    page.open()
    page.write(`<p>${secret}</p>`)
    page.close()
  },
  'parsed page in a frame': (host, secret) =>
    new Promise((loaded) => {
      const frame = the(host, 'iframe')
      frame.onload = () => loaded()
      frame.srcdoc = `<p>${secret}`
    }),
  'address of a page in a frame'(host, secret) {
    const { head } = framed(host)
    head.innerHTML = `<base href="/of/${secret}/">`
  },
  'form in a shadow root in a frame'(host, secret) {
    const page = framed(host)
    if (!page.body.firstChild) page.body.innerHTML = '<div></div>'
    const root = shadowOf(page.body.firstElementChild as HTMLElement, { mode: 'open' })
    root.innerHTML ||= '<input type=text>'
    ;(root.firstElementChild as HTMLInputElement).value = secret
  },
}

/** Pixels are looked at while they are in view. */
export const IN_VIEW = 'style="position:fixed;top:0;left:0"'

/** What is drawn. */
export const PIXELS: Slots = {
  'pixels of a canvas'(host, secret) {
    draw(the(host, 'canvas', `width=40 height=40 ${IN_VIEW}`), secret)
  },
  'bytes of an image'(host, secret) {
    the(host, 'img').src = drawing(secret)
  },
  'bytes of a source that was chosen'(host, secret) {
    the(host, 'img').srcset = `${drawing(secret)} 1x`
  },
  'bytes of an image button'(host, secret) {
    the(host, 'input', 'type=image').src = drawing(secret)
  },
  'bytes of a poster'(host, secret) {
    the(host, 'video').poster = drawing(secret)
  },
  'bytes of a background'(host, secret) {
    the(host, 'div').style.backgroundImage = `url("${drawing(secret)}")`
  },
  'bytes of an image in <svg>'(host, secret) {
    host.innerHTML ||= '<svg><image width=9 height=9></image></svg>'
    host.querySelector('image')?.setAttribute('href', drawing(secret))
  },
}

/** What only a capture sees that was there before. */
export const LATE: Slots = {
  'closed shadow root'(host, secret) {
    shadowOf(host, { mode: 'closed' }).innerHTML = `<p>${secret}</p>`
  },
}
