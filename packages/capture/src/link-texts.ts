import { importsOf } from './known-sheet.ts'
import { sheetsOf } from './natives.ts'
import { readSheetText, type SheetText } from './sheet-text.ts'

/** Authored texts of the sheets of links and imports, by address. */
export class LinkTexts {
  readonly #texts = new Map<string | undefined | null, SheetText | null | false>()
  readonly #came: () => void
  #ready: (() => void) | undefined
  #reading = 0

  constructor(came: () => void) {
    this.#came = came
  }

  /** null while it is being read, false when it may not be, undefined when nobody has asked for it. */
  get(href: string): SheetText | null | false | undefined {
    return this.#texts.get(href)
  }

  /** Of a sheet, then of what it imports, which may be in its encoding. */
  async read(sheet: CSSStyleSheet, document: Document): Promise<void> {
    const { href, parentStyleSheet } = sheet
    this.#reading++
    if (href && !this.#texts.has(href)) {
      this.#texts.set(href, null)
      const outer = this.#texts.get(parentStyleSheet?.href)
      this.#texts.set(href, (await readSheetText(sheet, document, outer)) ?? false)
    }
    for (const { styleSheet } of importsOf(sheet))
      if (styleSheet) void this.read(styleSheet, document)
    this.#reading--
    this.#came()
    this.#tell()
  }

  /** Starts reading the sheets of a document's links; `ready` when all are there, at once if there are none. */
  prepare(document: Document, ready: () => void): void {
    for (const sheet of sheetsOf(document)) void this.read(sheet, document)
    this.#ready = ready
    this.#tell()
  }

  #tell(): void {
    if (this.#reading === 0) this.#ready?.()
  }
}
