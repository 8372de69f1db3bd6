/** The sheet of the first `<style>` or `<link>`, or of the one with this id. */
export function styleSheet(page: Document, id = 's'): CSSStyleSheet {
  const { sheet } = page.getElementById(id) as HTMLStyleElement
  if (!sheet) throw new Error(`#${id} has no sheet`)
  return sheet
}

/** A constructed sheet of the page's window. */
export function constructed(
  page: Document,
  text: string,
  options: CSSStyleSheetInit = {},
): CSSStyleSheet {
  const view = page.defaultView as Window & typeof globalThis
  const sheet = new view.CSSStyleSheet(options)
  sheet.replaceSync(text)
  return sheet
}

/** A style sheet of this content in a link, once it has loaded; `charset`: the encoding that the link says it has. */
export async function addLink(page: Document, content: BlobPart, charset?: string): Promise<void> {
  const link = page.createElement('link')
  link.rel = 'stylesheet'
  if (charset) link.charset = charset
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/css' }))
  const loaded = new Promise((resolve) => link.addEventListener('load', resolve))
  page.head.append(link)
  await loaded
}

/** The address of a style sheet that a link can load. */
export function sheetAddress(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/css' }))
}

/** The address of a red image. */
export function imageAddress(): string {
  const image =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="red"/></svg>'
  return URL.createObjectURL(new Blob([image], { type: 'image/svg+xml' }))
}
