/** As the page would: anew, or where the same elements stand there, only what differs in them. */
export function write(host: HTMLElement, markup: string): void {
  const fresh = document.createElement('section')
  fresh.innerHTML = markup
  if (host.firstChild) change(host, fresh)
  else host.append(...fresh.childNodes)
}

function change(from: Node, to: Node): void {
  if (from instanceof CharacterData) from.data = to.nodeValue ?? ''
  if (from instanceof Element && to instanceof Element && to.localName !== 'section')
    for (const { namespaceURI, name, value } of to.attributes) {
      if (namespaceURI) from.setAttributeNS(namespaceURI, name, value)
      else if (from.getAttribute(name) !== value) from.setAttribute(name, value)
    }
  if (from instanceof HTMLTemplateElement && to instanceof HTMLTemplateElement)
    change(from.content, to.content)
  const others = [...to.childNodes]
  for (const [i, child] of [...from.childNodes].entries()) change(child, others[i] ?? child)
}
