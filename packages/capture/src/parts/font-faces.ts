import { rulesOf } from '../containers.ts'
import type { FaceSource, FontFaces } from '../font-faces.ts'
import { typeOf, windowOf } from '../natives.ts'
import * as TYPE from '../node-type.ts'
import type { Host, Part, Root } from '../part.ts'
import type { Sheets } from '../sheets.ts'

type View = Window & typeof globalThis

/** Handlers of proxies, which hold them: a window that has gone is not held by us. */
type Hook = ProxyHandler<typeof FontFace> & { restore(): void }

/** By then the texts of the sheets that a page came with are there. Milliseconds. */
const PATIENCE = 1000
const RULE = /@font-face\s*{[^}]*/gi

/**
 * Fonts that scripts make. What a face was made of no browser says later, so that is kept from here on; the code that tells
 * of faces comes with the first. One that was there before is noted.
 */
export function fontFaces(host: Host): Part {
  const sources = new WeakMap<FontFace, FaceSource>()
  const hooks: WeakRef<Hook>[] = []
  /** Documents that may have faces from before, and since when they are known. */
  const fresh = new Map<Document, number>()
  /** null: it is on its way, or cannot be had. */
  let faces: FontFaces | null | undefined
  let running = true

  const keep = (face: FontFace, source: string | BufferSource): void => {
    // Bytes may be others in a moment.
    sources.set(face, typeof source === 'string' ? source : new Blob([source]))
    if (faces === undefined) void bring()
  }
  const bring = async (): Promise<void> => {
    faces = null
    try {
      const { FontFaces } = await import('../font-faces.ts')
      if (running) faces = new FontFaces(host, sources)
    } catch {
      // No network: the agent sees other fonts.
    }
  }
  const found = (root: Root): void => {
    if (typeOf(root) === TYPE.document) fresh.set(root as Document, performance.now())
  }
  return {
    found,
    hook(view) {
      try {
        hooks.push(new WeakRef(hookConstructor(view, keep)))
      } catch {
        // A page that has frozen it.
      }
    },
    epoch() {
      for (const root of host.roots) found(root)
    },
    flush(settled) {
      if (!settled) return
      for (const root of host.roots) faces?.look(root)
      for (const [page, since] of fresh) {
        // Of a frame that is gone there are none.
        const all = windowOf(page) ? [...fontsOf(page)] : []
        if (all.length > 0 && performance.now() < since + PATIENCE) continue
        fresh.delete(page)
        const id = host.page.model.idOf(page)
        const isUnknown = (face: FontFace): boolean =>
          face.status === 'loaded' && !sources.has(face) && !isOfSheet(face, host.sheets)
        if (id && all.some(isUnknown)) host.out.note(id, 'font')
      }
    },
    stop() {
      running = false
      faces = null
      fresh.clear()
      for (const hook of hooks) hook.deref()?.restore()
    },
  }
}

/** Not through the document, where a form may have that name. */
function fontsOf(page: Document): FontFaceSet {
  return Reflect.get(Document.prototype, 'fonts', page)
}

/** Keeps what faces are made of. To the page it is the constructor of its browser, and of `face.constructor` too. */
function hookConstructor(
  view: View,
  keep: (face: FontFace, source: string | BufferSource) => void,
): Hook {
  const { FontFace: native } = view
  const { prototype } = native
  const hook: Hook = {
    construct(target, args, made) {
      const face: FontFace = Reflect.construct(target, args, made)
      try {
        keep(face, args[1])
      } catch {
        // Nothing that a font is made of.
      }
      return face
    },
    restore() {
      if (prototype.constructor === hooked) prototype.constructor = native
      try {
        if (view.FontFace === hooked) view.FontFace = native
      } catch {
        // A frame that has gone to another origin.
      }
    },
  }
  const hooked = new Proxy(native, hook)
  view.FontFace = prototype.constructor = hooked
  return hook
}

/** Whether a rule made it, by its family: nothing leads from a face to its rule. */
function isOfSheet({ family }: FontFace, sheets: Sheets): boolean {
  const name = family.replace(/["']/g, '')
  for (const known of sheets.all) {
    const rules =
      sheets.textOf(known)?.match(RULE) ??
      Array.from(rulesOf(known.sheet) ?? [], (rule) =>
        rule.type === CSSRule.FONT_FACE_RULE ? rule.cssText : '',
      )
    if (rules.some((text) => text.includes(name))) return true
  }
  return false
}
