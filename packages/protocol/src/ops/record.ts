// Kinds of the records of an inserted subtree, used as `RECORD.x`; an element adds its flags.
export const end = 0
export const html = 1
export const svg = 2
export const mathml = 3
export const otherNamespace = 4
export const text = 5
export const document = 6
export const shadow = 7
export const ref = 8
export const again = 9
