import {
  type AssetPart,
  type Check,
  type Frame,
  FrameReader,
  type NodeId,
  type Op,
  ProtocolError,
} from '@alongside/protocol'

/** What shows a page: by whatever came of its capture. */
export interface Shows {
  apply(ops: readonly Op[]): void
  receive(part: AssetPart): void
  tiles(frame: Extract<Frame, { frame: 'tiles' }>): void
  check(checks: readonly Check[]): void
  /** A frame of the page in a frame element of this one; empty: it has gone. */
  subpage(host: NodeId, content: Uint8Array): void
}

/** Reads the frames of one capture, in their order, and hands them to what shows its page. */
export class Intake {
  readonly #reader = new FrameReader()
  #epoch = -1
  #sequence = -1

  /** Throws a ProtocolError on bytes that are no frame, and on one that is not the next. */
  take(bytes: Uint8Array, to: Shows): void {
    const frame = this.#reader.read(bytes)
    switch (frame.frame) {
      case 'asset':
        to.receive(frame.part)
        break
      case 'tiles':
        to.tiles(frame)
        break
      case 'check':
        to.check(frame.checks)
        break
      case 'subpage':
        to.subpage(frame.host, frame.content)
        break
      case 'ops': {
        const { epoch, sequence, ops } = frame
        const isNext = epoch === this.#epoch && sequence === this.#sequence + 1
        if (!isNext && !ops.some(({ op }) => op === 'reset'))
          throw new ProtocolError('bad_sequence', `frame ${sequence} after ${this.#sequence}`)
        this.#epoch = epoch
        this.#sequence = sequence
        to.apply(ops)
        break
      }
    }
  }
}
