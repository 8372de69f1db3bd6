import { FrameReader } from './read.ts'

/**
 * A frame in clear, one op a line, for tests, audits and debugging. It shows every string that the frame carries; a
 * string that an earlier frame carried shows as `#index`. Bytes of assets and tiles show as Latin-1, so that a search for
 * planted text finds it there too.
 */
export function describeFrame(bytes: Uint8Array): string {
  const frame = new FrameReader(true).read(bytes)
  switch (frame.frame) {
    case 'ops':
      return [
        `ops epoch=${frame.epoch} sequence=${frame.sequence}`,
        ...frame.ops.map((op) => JSON.stringify(op)),
      ].join('\n')
    case 'requests':
      return ['requests', ...frame.requests.map((request) => JSON.stringify(request))].join('\n')
    case 'check':
      return ['check', ...frame.checks.map((check) => JSON.stringify(check))].join('\n')
    case 'asset': {
      const { bytes: content, ...part } = frame.part
      return `asset ${JSON.stringify(part)}\n${latin1(content)}`
    }
    case 'subpage': {
      const { host, content } = frame
      return `subpage host=${host}${content.length > 0 ? ` ${describeFrame(content)}` : ''}`
    }
    case 'tiles':
      return [
        `tiles surface=${frame.surface}${frame.last ? ' last' : ''}`,
        ...frame.tiles.map(({ image, ...tile }) => `${JSON.stringify(tile)}\n${latin1(image)}`),
      ].join('\n')
  }
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
