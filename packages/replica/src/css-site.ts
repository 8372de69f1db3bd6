/**
 * A place in CSS text where the replica may write something else:
 * - `url` of `url(token)` in a value, `string` the same as a bare string in `image-set()`, `font` in an `@font-face`, `import` of an
 *   `@import`
 * - `attribute` the name in an attribute selector, `attr` that in `attr()`
 * - `selection` the pseudo-element with its colons
 * - `pseudo` a pseudo-class with its colon, `state` a custom state, `oldState` one as `:--token`
 * - `media` a parenthesis of a media query with its one feature, `test` the same without parentheses in `if(media())`
 */
export type Site = {
  readonly kind:
    | 'url'
    | 'string'
    | 'font'
    | 'import'
    | 'importString'
    | 'attribute'
    | 'attr'
    | 'selection'
    | 'pseudo'
    | 'state'
    | 'oldState'
    | 'media'
    | 'test'
  readonly from: number
  readonly to: number
  readonly token: string
}

/** Kinds that only the selector of a rule has. */
export function isOfSelector({ kind }: Site): boolean {
  return OF_SELECTOR.has(kind)
}

const OF_SELECTOR: ReadonlySet<Site['kind']> = new Set([
  'attribute',
  'selection',
  'pseudo',
  'state',
  'oldState',
])

/** A text cut once; what is written into it may change as assets come and the sharer's environment changes. */
export type Cut = {
  readonly text: string
  readonly sites: readonly Site[]
  /** The deepest nesting of blocks and parentheses. */
  readonly depth: number
  /** How many ways through nested selector lists the browser may have to try for one element. */
  readonly ways: number
}

/** Pseudo-classes that say what the customer does or what the replica's browser would answer for itself. */
export const PSEUDO_CLASSES: ReadonlySet<string> = new Set(
  (
    'hover active focus focus-visible focus-within target target-within user-valid user-invalid valid invalid ' +
    'autofill -webkit-autofill fullscreen -webkit-full-screen'
  ).split(' '),
)
/** Those of CSS 2 have one colon. */
export const OLD_PSEUDO_ELEMENTS: ReadonlySet<string> = new Set([
  'before',
  'after',
  'first-line',
  'first-letter',
])
export const SELECTION = '::selection'
/** No pseudo-class of the above is longer, its colon included. */
export const LONGEST_PSEUDO: number = ':-webkit-full-screen'.length
/** In a declaration `a:url(b)` these look like pseudo-classes up to their parenthesis. */
export const OF_VALUES: RegExp = /^(url|attr|if|src|(-webkit-)?image-set)$/
