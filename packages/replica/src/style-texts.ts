import { authoredText, setMadeText } from './authored.ts'
import * as dom from './dom.ts'
import { put } from './rules.ts'

type Rewrite = (text: string) => string

/**
 * The text nodes of a `<style>` as they go live now. Gives whether any was written: the browser then parses them all, which is why
 * only those that differ are, or with `force` one.
 */
export function refreshTexts(style: Element, rewrite: Rewrite, force: boolean): boolean {
  let written = false
  for (let node = dom.firstChildOf(style); node; node = dom.nextSiblingOf(node)) {
    if (!dom.isText(node)) continue
    const text = authoredText(node)
    const live = rewrite(text)
    if (live === dom.textOf(node) && (!force || written)) continue
    setMadeText(node, text, live)
    written = true
  }
  return written
}

/** Adds the rules that a text makes to an empty sheet whose own text is another. */
export function addRules(text: string, css: CSSStyleSheet): void {
  const parsed = new CSSStyleSheet()
  parsed.replaceSync(text)
  for (const [index, rule] of Array.from(parsed.cssRules).entries()) put(css, index, rule.cssText)
}
