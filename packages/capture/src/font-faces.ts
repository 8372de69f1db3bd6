import { adoptedOf, typeOf, windowOf } from './natives.ts'
import * as TYPE from './node-type.ts'
import type { Host, Root } from './part.ts'

/** What a script made a face of: the value of `src`, or bytes. */
export type FaceSource = string | Blob

type Made = { readonly sheet: CSSStyleSheet; readonly told: string[] }

const DESCRIPTORS = (
  'font-style font-weight font-stretch unicode-range font-feature-settings font-variation-settings font-display ' +
  'ascent-override descent-override line-gap-override size-adjust'
).split(' ')

/**
 * The faces that scripts add to documents, as one more sheet of `@font-face` rules that each has adopted: so the replica
 * needs to know nothing of them, and asks for what its text needs. The sheet is on no page.
 */
export class FontFaces {
  readonly #host: Host
  readonly #sources: WeakMap<FontFace, FaceSource>
  readonly #made = new WeakMap<Root, Made>()
  readonly #addresses = new WeakMap<Blob, string>()
  /** Bytes by addresses of ours; the faces hold them. */
  readonly #bytes = new Map<string, WeakRef<Blob>>()

  constructor(host: Host, sources: WeakMap<FontFace, FaceSource>) {
    this.#host = host
    this.#sources = sources
    host.fonts = this.#bytes
    host.sheets.adoptedIn = (root) => {
      const made = this.#made.get(root)
      return made ? [...adoptedOf(root), made.sheet] : adoptedOf(root)
    }
  }

  /** What became of the faces of a document since the last look: of most no event tells. */
  look(root: Root): void {
    const view = typeOf(root) === TYPE.document && windowOf(root as Document)
    if (!view) return
    const faces: FontFaceSet = Reflect.get(Document.prototype, 'fonts', root)
    const rules = [...faces].flatMap((face) => this.#ruleOf(face) ?? [])
    let made = this.#made.get(root)
    if (!made && rules.length === 0) return
    if (!made) {
      made = { sheet: new view.CSSStyleSheet(), told: [] }
      this.#made.set(root, made)
      this.#host.sheets.adopting(root)
    }
    // Through the methods of the page's window, on which the hooks are.
    const { sheet, told } = made
    for (const [i, rule] of rules.entries()) {
      const rest = told.indexOf(rule, i)
      if (rest < 0) told.splice(sheet.insertRule(rule, i), 0, rule)
      else for (let gone = rest - i; gone > 0; gone--) remove(made, i)
    }
    while (told.length > rules.length) remove(made, rules.length)
  }

  #ruleOf(face: FontFace): string | null {
    const source = this.#sources.get(face)
    // What makes no face there made none here.
    if (source === undefined || face.status === 'error') return null
    const src = typeof source === 'string' ? source : `url("${this.#addressOf(source)}")`
    const descriptors = DESCRIPTORS.map((name) => {
      const own = name
        .replace('font-', '')
        .replace(/-./g, (dashed) => dashed.slice(1).toUpperCase())
      return `${name}:${Reflect.get(face, own)};`
    })
    return `@font-face{font-family:${quoted(face.family)};src:${src};${descriptors.join('')}}`
  }

  #addressOf(source: Blob): string {
    let address = this.#addresses.get(source)
    if (!address) {
      address = `blob:alongside-font/${this.#bytes.size}`
      this.#addresses.set(source, address)
      this.#bytes.set(address, new WeakRef(source))
    }
    return address
  }
}

function remove({ sheet, told }: Made, index: number): void {
  sheet.deleteRule(index)
  told.splice(index, 1)
}

/** Chromium says it as a string of CSS, others as it is. */
function quoted(family: string): string {
  return /^".*"$/.test(family) ? family : `"${family.replace(/["\\]/g, '\\$&')}"`
}
