import { isLiveName, keptName } from './allow.ts'
import type { CssRewrite } from './css.ts'

/** Loads nothing and asks nobody: what stands where an asset is missing. */
export const NOTHING = 'data:,'

/** Pseudo-classes that are the customer's and not the agent's (states.ts). */
const TOLD: ReadonlySet<string> = new Set([
  'hover',
  'active',
  'focus',
  'focus-visible',
  'focus-within',
  'target',
])

/**
 * How all CSS of a page is rewritten: addresses become what `asset` answers; selectors on attributes that are not
 * live here mean the kept ones; custom elements, of which the frame defines none, count as defined.
 */
export function pageRewrite(
  asset: (token: string, kind: 'url' | 'import') => string | null,
): CssRewrite {
  return {
    url(token, kind) {
      const bare = token.trim()
      if (kind === 'import') return asset(bare, kind) ?? NOTHING
      if (bare === '' || bare.startsWith('#') || /^data:/i.test(bare)) return null
      return asset(bare, kind) ?? NOTHING
    },
    attribute: (name) => (isLiveName(name) ? null : CSS.escape(keptName(name))),
    // Of the same specificity as what it replaces.
    pseudo: (name) =>
      name === 'defined'
        ? ':not([data-alongside-none])'
        : TOLD.has(name)
          ? `[data-alongside-is-${name}]`
          : null,
  }
}

/** CSS that came through `@import`: its own addresses have no way to be asked for yet. */
export function importedCssRewrite(): CssRewrite {
  return pageRewrite((token) => (/^data:(image|font)/i.test(token) ? token : null))
}
