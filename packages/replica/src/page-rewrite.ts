import { isLiveName, keptName } from './allow.ts'
import type { CssRewrite, UrlKind } from './css.ts'
import { SELECTION } from './css-site.ts'
import { cssString } from './css-text.ts'
import type { Media } from './media.ts'

/** Loads nothing and asks nobody: what stands where an asset is missing. */
export const NOTHING = 'data:,'

/** Of an address for which nothing is fetched: null where it is of this document or holds its own bytes. */
export function orNothing(token: string): string | null {
  const bare = token.trim()
  return bare === '' || bare.startsWith('#') || /^data:/i.test(bare) ? null : NOTHING
}

/** Pseudo-classes of an older or a vendor's name, and the state that they mean. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  '-webkit-autofill': 'autofill',
  '-webkit-full-screen': 'fullscreen',
}

const supported = /* @__PURE__ */ new Map<string, boolean>()

/** A selector that this browser refuses is refused with its whole list, as at the customer's: it stays as it is. */
function isSupported(pseudo: string): boolean {
  const known = supported.get(pseudo)
  if (known !== undefined) return known
  const is = CSS.supports(`selector(:${pseudo})`)
  supported.set(pseudo, is)
  return is
}

/**
 * How all CSS of a page is rewritten: addresses become what `asset` answers; selectors on attributes that are not
 * live here mean the kept ones.
 */
export function pageRewrite(
  media: Media,
  asset: (token: string, kind: UrlKind) => string | null,
): CssRewrite {
  return {
    url(token, kind) {
      if (kind === 'url' && orNothing(token) === null) return null
      return asset(token.trim(), kind) ?? NOTHING
    },
    attribute: (name) => (isLiveName(name) ? null : CSS.escape(keptName(name))),
    // Of the same specificity as what it replaces.
    pseudo(name) {
      // The customer's, painted by us (selection.ts).
      if (name === SELECTION) return '::highlight(alongside-selection)'
      return isSupported(name) ? `[data-alongside-is-${OTHER_NAMES[name] ?? name}]` : null
    },
    state: (name, isOld) =>
      isOld && !isSupported('--x') ? null : `[data-alongside-is-state~=${cssString(name)}]`,
    media: media.rewrite,
  }
}
