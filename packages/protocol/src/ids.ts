/** A number given by the capture to a DOM node; unique in an epoch, never reused in it. 0 is no node. */
export type NodeId = number & { readonly __brand: 'NodeId' }
/** A number given by the capture to a style sheet object; its own space. */
export type SheetId = number & { readonly __brand: 'SheetId' }
/** A number given by the replica to something it asked for. */
export type RequestId = number & { readonly __brand: 'RequestId' }

export const NO_NODE: NodeId = 0 as NodeId
/** The top document of the shared page. */
export const ROOT: NodeId = 1 as NodeId
