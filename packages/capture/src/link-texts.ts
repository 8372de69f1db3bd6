import { importsOf } from './known-sheet.ts'
import { sheetsOf } from './natives.ts'
import { readSheetText } from './sheet-text.ts'

/** Authored texts of the sheets of links and imports, by address. */
export class LinkTexts {
  /** null while it is being read, false when it may not be. */
  readonly #texts = new Map<string, string | null | false>()
  readonly #came: () => void
  #ready: (() => void) | undefined
  #reading = 0

  constructor(came: () => void) {
    this.#came = came
  }

  /** null while it is being read, false when it may not be, undefined when nobody has asked for it. */
  get(href: string): string | null | false | undefined {
    return this.#texts.get(href)
  }

  async read(href: string, document: Document): Promise<void> {
    this.#reading++
    this.#texts.set(href, null)
    this.#texts.set(href, (await readSheetText(href, document)) ?? false)
    this.#reading--
    this.#came()
    this.#tell()
  }

  /** Starts reading the sheets of a document's links; `ready` when all are there, at once if there are none. */
  prepare(document: Document, ready: () => void): void {
    const read = (sheet: CSSStyleSheet): void => {
      if (sheet.href && !this.#texts.has(sheet.href)) void this.read(sheet.href, document)
      for (const { styleSheet } of importsOf(sheet)) if (styleSheet) read(styleSheet)
    }
    for (const sheet of sheetsOf(document)) read(sheet)
    this.#ready = ready
    this.#tell()
  }

  #tell(): void {
    if (this.#reading === 0) this.#ready?.()
  }
}
