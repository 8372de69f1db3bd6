// Flags beside the code in the byte of an op, used as `OP_FLAG.x`, and what they leave of it for the code.
/** The op's own node, or where an insert goes before, is one more step of the last length away. */
export const sameStep = 0x40
/** The parent is one more step of the last length away; of an attribute: the name is the last one again. */
export const sameMore = 0x80
export const codeMask = 0x3f
