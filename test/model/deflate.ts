// What stands for the channel's compression, whose contexts are large and which takes a thread to undo.

type Whole = { readonly bytes: Uint8Array<ArrayBuffer>; readonly inflated: number }

export class Deflater {
  deflate = (payload: Uint8Array): Whole => ({
    bytes: new Uint8Array(payload),
    inflated: payload.length,
  })
}

export class Inflater {
  inflate = async ({ bytes }: Whole): Promise<Uint8Array> => bytes
  stop = (): void => {}
}
