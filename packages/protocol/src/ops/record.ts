// Kinds of the records of an inserted subtree, used as `RECORD.x`; an element adds its flags.
export const end = 0
export const element = 1
export const text = 2
export const document = 3
export const shadow = 4
export const ref = 5
export const again = 6
/** Of no node: ids go on from here. */
export const from = 7
