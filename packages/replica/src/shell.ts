import type { DocumentMode } from '@alongside/protocol'
import { empty, remove, viewOf } from './dom.ts'
import { writeDocument } from './markup.ts'

/** What a replica document may load: what we put there ourselves, never an address. Same as static/replica.html. */
export const FRAME_CSP =
  "default-src 'none'; style-src 'unsafe-inline' blob:; img-src data: blob:; font-src data: blob:; media-src blob:"

/** The same, but for images that the customer's browser shows and cannot read. Same as static/replica-images.html. */
export const IMAGES_CSP: string = FRAME_CSP.replace('img-src', 'img-src https:')

/** Who is asked for an image is not told by whom: the policy of the document as it came is gone once it is written anew. */
const SILENT = '<meta name="referrer" content="no-referrer">'

// HTML 13.2.6.4.1: which doctype gives which mode. A document in quirks mode may have a doctype too.
const DOCTYPES: Readonly<Record<DocumentMode, string>> = {
  standards: '<!DOCTYPE html>',
  'limited-quirks':
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
  quirks: '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2//EN">',
}

/** Makes the document an empty one of this mode: a doctype or nothing, and the policy in force. */
export function openShell(
  target: Document,
  { mode, doctype, policy }: { mode: DocumentMode; doctype: boolean; policy: string },
): void {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`
  writeDocument(target, `${DOCTYPES[mode]}<head>${meta}${SILENT}</head>`)
  const written: DocumentType | null = Reflect.get(Document.prototype, 'doctype', target)
  // The mode and the policy stay with the document; the nodes that brought them do not have to.
  empty(target)
  if (doctype && written) Node.prototype.appendChild.call(target, written)
  else if (written) remove(written)
  openLayer(target)
}

const layers = /* @__PURE__ */ new WeakMap<Window, string>()

/**
 * The layer of the browser's own rules comes before all layers of the page. Adopted sheets are last in a document's order
 * and an element would be one too many, but a processing instruction brings a sheet, in HTML too (CSSOM 6.3.3).
 */
function openLayer(target: Document): void {
  const view = viewOf(target) ?? window
  // Of that window: see Assets. It goes with it.
  const layer =
    layers.get(view) ??
    view.URL.createObjectURL(new Blob(['@layer alongside;'], { type: 'text/css' }))
  layers.set(view, layer)
  const sheet = Document.prototype.createProcessingInstruction.call(
    target,
    'xml-stylesheet',
    `type="text/css" href="${layer}"`,
  )
  Node.prototype.appendChild.call(target, sheet)
}
