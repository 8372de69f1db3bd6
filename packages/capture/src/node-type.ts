// Node.nodeType, used as `TYPE.x`.
export const element = 1
export const text = 3
export const cdata = 4
export const document = 9
export const fragment = 11
