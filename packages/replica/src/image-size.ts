/** Width and height that a PNG or WebP claims (PNG 11.2.2, RFC 9649); null: it is neither, and no decoder is asked. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < 30) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a && word(12) === 'IHDR')
    return { width: view.getUint32(16), height: view.getUint32(20) }
  if (word(0) !== 'RIFF' || word(8) !== 'WEBP') return null
  const low14 = 0x3fff
  switch (word(12)) {
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & low14,
        height: view.getUint16(28, true) & low14,
      }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & low14) + 1, height: ((bits >>> 14) & low14) + 1 }
    }
    case 'VP8X': {
      const low24 = 0xffffff
      return {
        width: (view.getUint32(24, true) & low24) + 1,
        height: (view.getUint32(26, true) >>> 8) + 1,
      }
    }
    default:
      return null
  }
}
