import { allMatching, attributeOf, rootOf, sheetsOf, typeOf } from './natives.ts'
import * as TYPE from './node-type.ts'

/**
 * Whether the browser applies a sheet, as far as its title goes; `byScript`: owners that a script has switched. Sheets with a title are a choice: Chromium
 * says of none that it is disabled, and applies those of the first title that is no alternate (HTML standard, 4.6.7.8), and
 * links that a script has enabled; others are disabled then.
 */
export function isChosen(
  { title }: CSSStyleSheet,
  owner: Element | undefined,
  byScript: WeakSet<Element>,
): boolean {
  if (!owner || byScript.has(owner)) return true
  if (!title) return !isAlternate(owner)
  const root = rootOf(owner)
  if (typeOf(root) !== TYPE.document) return true
  const first = [...sheetsOf(root as Document)].find(
    (sheet) => sheet.title && !isAlternate(sheet.ownerNode as Element),
  )
  const isOff = '[title][rel~=stylesheet i][disabled]'
  return (
    first?.title === title ||
    (isAlternate(owner) && allMatching(root as Document, isOff).length > 0)
  )
}

function isAlternate(owner: Element): boolean {
  return /\balternate\b/i.test(attributeOf(owner, 'rel') ?? '')
}
