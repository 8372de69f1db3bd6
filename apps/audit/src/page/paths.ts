/** The document, open shadow roots and the pages of frames that may be read. */
export function* rootsIn(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root
  for (const element of root.querySelectorAll('*')) {
    const inner = element.shadowRoot ?? pageOf(element)
    if (inner) yield* rootsIn(inner)
  }
}

function pageOf(element: Element): Document | null {
  return element.localName === 'iframe' ? (element as HTMLIFrameElement).contentDocument : null
}

/** A selector of an element for a person; `>>>` leads into a shadow root or a frame. */
export function pathOf(element: Element): string {
  const root = element.getRootNode() as Document | ShadowRoot
  const own = selectorOf(element)
  const host = 'host' in root ? root.host : element.ownerDocument.defaultView?.frameElement
  return host ? `${pathOf(host)} >>> ${own}` : own
}

function selectorOf(element: Element): string {
  const steps: string[] = []
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at.id) {
      steps.unshift(`#${CSS.escape(at.id)}`)
      break
    }
    const { localName } = at
    const same = [...(at.parentElement?.children ?? [])].filter(
      (each) => each.localName === localName,
    )
    steps.unshift(same.length > 1 ? `${localName}:nth-of-type(${same.indexOf(at) + 1})` : localName)
  }
  return steps.join(' > ')
}
