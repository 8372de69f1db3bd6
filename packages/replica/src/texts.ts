import type { Op } from '@alongside/protocol'
import { authoredText, forgetAuthoredText } from './authored.ts'
import * as dom from './dom.ts'
import type { Forms } from './forms.ts'
import { isStyle } from './sheet.ts'
import type { Sheets } from './sheets.ts'
import type { Tree } from './tree.ts'

/** Texts, and what else follows from them: the rules of a `<style>`, the value of a text area. */
export class Texts {
  readonly #tree: Tree
  readonly #sheets: Sheets
  readonly #forms: Forms

  constructor(parts: { tree: Tree; sheets: Sheets; forms: Forms }) {
    this.#tree = parts.tree
    this.#sheets = parts.sheets
    this.#forms = parts.forms
  }

  set({ id, text }: Extract<Op, { op: 'text' }>): void {
    const node = this.#tree.text(id)
    const parent = dom.parentOf(node)
    if (isStyle(parent)) this.#sheets.styleText(node, text, parent)
    else dom.setText(node, text)
    if (parent) this.#forms.content(parent)
  }

  /** A node goes to another place: outside a `<style>` a text is what was authored. */
  leaves(node: Node): void {
    if (!dom.isText(node) || !isStyle(dom.parentOf(node))) return
    const text = authoredText(node)
    forgetAuthoredText(node)
    dom.setText(node, text)
  }
}
