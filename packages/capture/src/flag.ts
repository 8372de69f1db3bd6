// What is known of a mirrored node besides its place, used as `FLAG.x`: constants of a module, so that bundles hold only the
// numbers.
export const alive = 1
/** Its text children are masked. */
export const masked = 2
/** Only its box leaves. */
export const blocked = 4
/** Its light children are not mirrored (script, blocked content). */
export const closed = 8
/** A field whose value never leaves. */
export const sensitive = 16
/** Only a first part of the children is mirrored so far, maybe none. */
export const pending = 32
/** Other parts of the capture follow its attributes and children (a control, a sheet, an image), or it is a root. */
export const watched = 64
