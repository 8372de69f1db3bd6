// Flags of an element's record, used as `ELEMENT.x`, and what they leave of its byte.
export const blocked = 0x10
export const leaf = 0x20
/** All that is in it is one text, which follows. */
export const text = 0x40
export const recordMask = 0x0f
