/**
 * A place in CSS text where the replica may write something else:
 * - `url` of `url(token)` in a value, `string` the same as a bare string in `image-set()`, `import` of an `@import`
 * - `attribute` the name in an attribute selector, `attr` that in `attr()`
 * - `selection` the pseudo-element with its colons
 * - `pseudo` a pseudo-class with its colon, `state` a custom state, `oldState` one as `:--token`
 * - `media` a parenthesis of a media query with its one feature, `test` the same without parentheses in `if(media())`
 */
export type Site = {
  readonly kind:
    | 'url'
    | 'string'
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
