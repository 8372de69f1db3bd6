import { type NodeId, ROOT, type SheetId } from '@alongside/protocol'
import type { Assets } from './assets.ts'
import { rewriteCss } from './css.ts'
import type { FidelityReason } from './fidelity.ts'
import type { Media } from './media.ts'
import { pageRewrite } from './page-rewrite.ts'
import type { Sheet } from './sheet.ts'
import type { Tree } from './tree.ts'

/** The text of sheets as it goes live: assets, imports and what is asked of the medium are others than at the sharer. */
export class SheetCss {
  readonly #tree: Tree
  readonly #assets: Assets
  readonly #media: Media
  readonly #note: (id: NodeId, reason: FidelityReason) => void
  readonly #find: (id: SheetId) => Sheet | undefined
  readonly #came: (sheet: Sheet) => void
  #empty: string | null = null

  /** `came`: an asset has come, and the sheet may be written anew. */
  constructor(parts: {
    tree: Tree
    assets: Assets
    media: Media
    note(id: NodeId, reason: FidelityReason): void
    find(id: SheetId): Sheet | undefined
    came(sheet: Sheet): void
  }) {
    this.#tree = parts.tree
    this.#assets = parts.assets
    this.#media = parts.media
    this.#note = parts.note
    this.#find = parts.find
    this.#came = parts.came
  }

  /** Without a sheet no asset can be asked for. */
  of(sheet: Sheet | undefined): (text: string) => string {
    const rewrite = pageRewrite(this.#media, (token, kind) => {
      if (kind === 'import') return this.#import(sheet, token)
      return sheet ? this.#asset(sheet, token, kind) : null
    })
    return (text) => rewriteCss(text, rewrite)
  }

  #asset(sheet: Sheet, url: string, kind: 'url' | 'font'): string | null {
    const live = this.#assets.inCss(
      {
        url,
        baseUrl: sheet.baseUrl || this.#tree.documentOf(sheet.owner)?.baseUrl || '',
        ask: { request: 'sheetAsset', sheet: sheet.id, token: url },
        owner: sheet,
        ready: () => this.#came(sheet),
      },
      kind,
    )
    const reason = this.#assets.reasonOf(live, kind === 'font' ? 'font' : 'image')
    if (reason) this.#note(sheet.ownerId || ROOT, reason)
    return live ?? null
  }

  #import(sheet: Sheet | undefined, token: string): string {
    this.#empty ??= this.#assets.publish([''], 'text/css')
    const id = sheet?.imports.get(token)
    return (id !== undefined && this.#find(id)?.url) || this.#empty
  }
}
