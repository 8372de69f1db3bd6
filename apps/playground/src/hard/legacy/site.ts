import type { Encoding } from './encoding.ts'

/** A small site of the time when each language had encodings of its own. */
export interface LegacySite {
  /** Its folder below `/encodings/`. */
  readonly folder: string
  readonly encoding: Encoding
  /** Where a browser learns that from. */
  readonly declared: 'header' | 'meta'
  /** Of the sheet that says so in its header. */
  readonly otherEncoding: Encoding
  readonly lang: string
  readonly look: {
    readonly paper: string
    readonly ink: string
    readonly accent: string
    readonly family: string
  }
  readonly title: string
  readonly tagline: string
  readonly intro: string
  /** Has characters that the encoding lacks. */
  readonly beyond: string
  readonly goods: readonly Goods[]
  /** Names of classes. */
  readonly names: { readonly card: string; readonly price: string; readonly note: string }
  /** What sheets write: beside each of the goods, a price, a note, and below the page. */
  readonly written: {
    readonly badge: string
    readonly tax: string
    readonly mark: string
    readonly bullet: string
    readonly end: string
  }
  /** Names of files, without their endings. */
  readonly files: {
    readonly sheet: string
    readonly utf8: string
    readonly imported: string
    readonly other: string
    readonly picture: string
    readonly pattern: string
    readonly seal: string
  }
  /** Names in queries, of a picture and of a pattern; the patterns of the sheets, in their order. */
  readonly asks: { readonly picture: string; readonly pattern: string }
  readonly patterns: readonly [own: string, utf8: string, other: string, inPage: string]
  readonly words: {
    readonly places: readonly string[]
    readonly search: string
    readonly where: string
    readonly find: string
    readonly book: string
    readonly name: string
    readonly which: string
    readonly wish: string
    readonly send: string
    readonly found: string
    readonly received: string
    readonly back: string
  }
}

export interface Goods {
  readonly name: string
  readonly text: string
  readonly price: string
}
