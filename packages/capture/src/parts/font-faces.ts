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
  /** What the next audit is to look at, and since when. */
  const stale = new Map<Document, number>()
  /** null: it is on its way, or cannot be had. */
  let faces: FontFaces | null | undefined
  let running = true

  const bring = async (): Promise<void> => {
    if (faces !== undefined) return
    faces = null
    try {
      const { FontFaces } = await import('../font-faces.ts')
      if (!running) return
      faces = new FontFaces(host, sources)
      for (const root of host.roots) found(root)
    } catch {
      // No network: the agent sees other fonts.
    }
  }
  const found = (root: Root): void => {
    if (typeOf(root) === TYPE.document) stale.set(root as Document, performance.now())
  }
  return {
    found,
    hook(view, wrap) {
      hooks.push(new WeakRef(hookConstructor(view, sources)))
      const changed = (): void => found(view.document)
      for (const name of ['add', 'delete', 'clear'])
        wrap(view.FontFaceSet?.prototype, name, 'value', changed)
      const { prototype } = view.FontFace
      for (const name of Object.keys(prototype)) wrap(prototype, name, 'set', changed)
    },
    epoch() {
      for (const root of host.roots) found(root)
    },
    flush(settled) {
      if (!settled) return
      for (const [page, since] of stale) {
        // Of a frame that is gone.
        const all = windowOf(page) ? [...fontsOf(page)] : []
        if (all.some((face) => sources.has(face))) void bring()
        if (faces?.look(page, all)) host.sheets.adopting(page)
        // Those of the page that were made before.
        if (all.length > 0 && performance.now() < since + PATIENCE) continue
        stale.delete(page)
        const id = host.page.model.idOf(page)
        if (
          id &&
          all.some(
            (it) => it.status === 'loaded' && !sources.has(it) && !isOfSheet(it, host.sheets),
          )
        )
          host.out.note(id, 'font')
      }
    },
    stop() {
      running = false
      stale.clear()
      for (const hook of hooks) hook.deref()?.restore()
    },
  }
}

/** Not through the document, where a form may have that name. */
function fontsOf(page: Document): FontFaceSet {
  return Reflect.get(Document.prototype, 'fonts', page)
}

/** Keeps what faces are made of. To the page it is the constructor of its browser, and of `face.constructor` too. */
function hookConstructor(view: View, sources: WeakMap<FontFace, FaceSource>): Hook {
  const { FontFace: native } = view
  const { prototype } = native
  const hook: Hook = {
    construct(target, args, made) {
      const face: FontFace = Reflect.construct(target, args, made)
      const [, source] = args
      try {
        // Bytes may be others in a moment.
        sources.set(face, typeof source === 'string' ? source : new Blob([source]))
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
