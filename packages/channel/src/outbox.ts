import { LANES, type Lane, type Right } from '@alongside/protocol'
import { split } from './fragments.ts'
import type { DataHeader } from './seal.ts'

type Waiting = {
  readonly lane: Lane
  readonly right: Right
  readonly plain: Uint8Array<ArrayBuffer>
}
export type Sealed = DataHeader & { readonly sealed: Uint8Array<ArrayBuffer> }

/**
 * What the other end has not acknowledged: first a queue for each lane, then, once numbered and sealed, one list in
 * order. Numbers are given when a frame leaves, not when it is queued, so control overtakes a page that waits.
 */
export class Outbox {
  readonly #waiting: Record<Lane, Waiting[]> = { control: [], page: [], asset: [] }
  #waitingBytes = 0
  #sealed: Sealed[] = []
  #sealedBytes = 0
  /** Of these, what assets are. */
  #sealedAssetBytes = 0
  /** Taken but still being sealed. */
  #taken: Waiting | null = null
  #next = 1
  /** The last sequence that is sealed; one more may be taken and on its way here. */
  #kept = 0
  /** The first sequence not yet sent on the current socket. */
  #cursor = 1

  get assetsWait(): boolean {
    return this.#waiting.asset.length > 0
  }

  /** Bytes that the other end has not acknowledged, sent or not. */
  get bytes(): number {
    return this.#waitingBytes + this.inFlight
  }

  /** Bytes that were numbered: what a new frame would have to wait for. */
  get inFlight(): number {
    return (this.#taken?.plain.length ?? 0) + this.#sealedBytes
  }

  /** Those of assets among them. */
  get assetsInFlight(): number {
    const taken = this.#taken?.lane === 'asset' ? this.#taken.plain.length : 0
    return taken + this.#sealedAssetBytes
  }

  /** Bytes other than assets that a frame of the page, queued now, would have to wait for. */
  get ahead(): number {
    let bytes = this.inFlight - this.assetsInFlight
    for (const lane of ['control', 'page'] as const)
      for (const { plain } of this.#waiting[lane]) bytes += plain.length
    return bytes
  }

  add(waiting: Waiting): void {
    this.#waiting[waiting.lane].push(waiting)
    this.#waitingBytes += waiting.plain.length
  }

  /** The next to seal, with its number; null when nothing waits. Of an asset at most `piece` bytes, and nothing where that is 0. */
  take(piece: number = Number.POSITIVE_INFINITY): (Waiting & DataHeader) | null {
    for (const lane of LANES) {
      if (lane === 'asset' && piece === 0) continue
      const waiting = this.#waiting[lane].shift()
      if (!waiting) continue
      this.#waitingBytes -= waiting.plain.length
      const [plain, rest] = (lane === 'asset' && split(waiting.plain, piece)) || [waiting.plain]
      if (rest) {
        this.#waiting[lane].unshift({ ...waiting, plain: rest })
        this.#waitingBytes += rest.length
      }
      this.#taken = { ...waiting, plain }
      return { ...this.#taken, sequence: this.#next++ }
    }
    return null
  }

  /** What `take` gave, sealed. Kept as these very bytes: sealing again would use its nonce twice. */
  keep(sealed: Sealed): void {
    this.#taken = null
    this.#kept = sealed.sequence
    this.#sealed.push(sealed)
    this.#sealedBytes += sealed.sealed.length
    if (sealed.lane === 'asset') this.#sealedAssetBytes += sealed.sealed.length
  }

  /** The next frame for the current socket; null when all that is sealed was sent on it. */
  unsent(): Sealed | null {
    const first = this.#sealed[0]
    if (!first) return null
    const sealed = this.#sealed[this.#cursor - first.sequence]
    if (!sealed) return null
    this.#cursor++
    return sealed
  }

  /** The other end has everything up to and with `sequence`. What it cannot have is ignored. */
  acknowledge(sequence: number): void {
    if (sequence > this.#kept) return
    this.#cursor = Math.max(this.#cursor, sequence + 1)
    let count = 0
    for (const { sequence: kept, lane, sealed } of this.#sealed) {
      if (kept > sequence) break
      this.#sealedBytes -= sealed.length
      if (lane === 'asset') this.#sealedAssetBytes -= sealed.length
      count++
    }
    this.#sealed.splice(0, count)
  }

  /** Goes on from what the other end expects, on a new socket. False: that was never or is no longer here. */
  resume(expected: number): boolean {
    const first = this.#sealed[0]?.sequence ?? this.#kept + 1
    if (expected < first || expected > this.#kept + 1) return false
    this.#cursor = expected
    this.acknowledge(expected - 1)
    return true
  }
}
