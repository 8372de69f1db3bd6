import { bestCode, type Code, codeOf } from './huffman.ts'

/** How far back a match may lie, and how many positions the chains of equal hashes remember. */
const WINDOW = 32 << 10
/** Input is coded in blocks of this size at most: one fits a stored block (RFC 1951, 3.2.4). */
const BLOCK = 32 << 10
const MIN_MATCH = 3
const MAX_MATCH = 258
/** A match of three bytes from further away costs more than its letters. */
const FAR = 4096
/**
 * How hard it looks, about as level 5 of zlib does: candidates for a position, a length that ends the search, and one
 * after which the next position is not tried at all.
 */
const CHAIN = 32
const NICE = 32
const LAZY = 16

const END = 256
const MATCH = 257
/** The order in which the lengths of the code of lengths are written (RFC 1951, 3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
/** The code that every inflater knows (RFC 1951, 3.2.6). */
const FIXED_LENGTHS = (i: number): number => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)

/**
 * Raw DEFLATE (RFC 1951) as one endless stream: what `squeeze` returns can be inflated at once, and what was said before
 * is not said again. Browsers have the reverse; their own way to deflate cannot flush.
 */
export class Squeezer {
  readonly #window = new Uint8Array(WINDOW + 2 * BLOCK)
  /** Positions count from the start of the stream; the window begins at `#base`. */
  #base: number
  #end: number
  /** Positions before this one have entered the chains. */
  #entered: number
  /** The last position of each hash, and for each position the one before it of the same hash; 1 more, 0 is none. */
  readonly #last = new Int32Array(WINDOW)
  readonly #before = new Int32Array(WINDOW)
  /** Letters, and `length << 16 | distance`. */
  readonly #found = new Uint32Array(BLOCK)
  readonly #fixed = codeOf(Uint8Array.from({ length: 288 }, (_, i) => FIXED_LENGTHS(i)))
  readonly #fixedDistances = codeOf(new Uint8Array(30).fill(5))
  #out = new Uint8Array()
  #at = 0
  #bits = 0
  #bitCount = 0

  /** `position`: where in the stream it begins to count. */
  constructor(position = 0) {
    this.#base = this.#end = this.#entered = position
  }

  squeeze(input: Uint8Array): Uint8Array<ArrayBuffer> {
    // A block never takes more than its bytes as they are with five before them.
    this.#out = new Uint8Array(input.length + 8 * Math.ceil(input.length / BLOCK) + 8)
    this.#at = 0
    for (let at = 0; at < input.length; at += BLOCK) this.#block(input.subarray(at, at + BLOCK))
    // An empty stored block ends at a whole byte: all that is before it can be inflated.
    this.#stored(input.subarray(0, 0))
    return this.#out.slice(0, this.#at)
  }

  #block(input: Uint8Array): void {
    this.#take(input)
    const letters = new Uint32Array(286)
    const distances = new Uint32Array(30)
    const count = this.#search(this.#end - input.length, letters, distances)
    letters[END] = 1
    const fixed =
      sizeOf(letters, this.#fixed, letterExtra) +
      sizeOf(distances, this.#fixedDistances, distanceExtra)
    const stored = 40 + 8 * input.length
    // A code of its own has to be told; that cannot pay for a few words.
    if (fixed > 1000) {
      const code = bestCode(letters, 15)
      const distanceCode = bestCode(distances, 15)
      const head = headOf(code, distanceCode)
      const own =
        sizeOf(letters, code, letterExtra) +
        sizeOf(distances, distanceCode, distanceExtra) +
        head.reduce((sum, [, bits]) => sum + bits, 0)
      if (own < Math.min(fixed, stored)) {
        this.#put(4, 3)
        for (const [value, bits] of head) this.#put(value, bits)
        this.#write(count, code, distanceCode)
        return
      }
    }
    if (fixed < stored) {
      this.#put(2, 3)
      this.#write(count, this.#fixed, this.#fixedDistances)
    } else this.#stored(input)
  }

  /** Into the window, where a full window of what was before stays. */
  #take(input: Uint8Array): void {
    if (this.#end > 1 << 30) {
      // Positions are of 31 bits: forget all, once in a gigabyte.
      this.#last.fill(0)
      this.#base = this.#end = this.#entered = 0
    }
    if (this.#end + input.length - this.#base > this.#window.length) {
      const keep = this.#end - WINDOW
      this.#window.copyWithin(0, keep - this.#base, this.#end - this.#base)
      this.#base = keep
    }
    this.#window.set(input, this.#end - this.#base)
    this.#end += input.length
  }

  /** Letters and matches of what begins at `from`, counted; how many there are. */
  #search(from: number, letters: Uint32Array, distances: Uint32Array): number {
    const window = this.#window
    const base = this.#base
    const end = this.#end
    let count = 0
    const say = (letter: number, length = 0, distance = 0): void => {
      this.#found[count++] = (length << 16) | (length ? distance : letter)
      letters[letter] = (letters[letter] ?? 0) + 1
      if (!length) return
      const code = distanceCodeOf(distance)
      distances[code] = (distances[code] ?? 0) + 1
    }
    /** The match at the position before this one, which is said unless a longer one begins here. */
    let held = false
    let heldLength = 0
    let heldDistance = 0
    for (let at = from; at < end; ) {
      let length = 0
      let distance = 0
      const here = at - base
      const most = Math.min(MAX_MATCH, end - at)
      this.#enter(at)
      if (most >= MIN_MATCH && heldLength < LAZY) {
        length = Math.max(heldLength, MIN_MATCH - 1)
        const nice = Math.min(NICE, most)
        let candidate = (this.#last[this.#hash(here)] ?? 0) - 1
        for (
          let tries = CHAIN;
          tries > 0 && candidate >= base && at - candidate < WINDOW;
          tries--
        ) {
          const there = candidate - base
          if (window[there + length] === window[here + length]) {
            let same = 0
            while (same < most && window[there + same] === window[here + same]) same++
            if (same > length && (same > MIN_MATCH || at - candidate < FAR)) {
              length = same
              distance = at - candidate
              if (same >= nice) break
            }
          }
          const before = (this.#before[candidate & (WINDOW - 1)] ?? 0) - 1
          // Overwritten by a later position of the ring.
          if (before >= candidate) break
          candidate = before
        }
        if (!distance) length = 0
      }
      if (held && heldLength >= MIN_MATCH && length <= heldLength) {
        say(lengthCodeOf(heldLength), heldLength, heldDistance)
        at += heldLength - 1
        held = false
        heldLength = 0
        continue
      }
      if (held) say(window[here - 1] ?? 0)
      held = true
      heldLength = length
      heldDistance = distance
      at++
    }
    if (held) say(window[end - 1 - base] ?? 0)
    return count
  }

  /** All positions before `to` that have their three bytes enter the chains. */
  #enter(to: number): void {
    for (; this.#entered < to && this.#entered <= this.#end - MIN_MATCH; this.#entered++) {
      const hash = this.#hash(this.#entered - this.#base)
      this.#before[this.#entered & (WINDOW - 1)] = this.#last[hash] ?? 0
      this.#last[hash] = this.#entered + 1
    }
  }

  #hash(at: number): number {
    const window = this.#window
    const bytes = (window[at] ?? 0) | ((window[at + 1] ?? 0) << 8) | ((window[at + 2] ?? 0) << 16)
    return Math.imul(bytes, 0x9e3779b1) >>> 17
  }

  #write(count: number, code: Code, distanceCode: Code): void {
    const put = (of: Code, symbol: number): void =>
      this.#put(of.bits[symbol] ?? 0, of.lengths[symbol] ?? 0)
    for (let i = 0; i < count; i++) {
      const found = this.#found[i] ?? 0
      const length = found >> 16
      if (length) {
        const symbol = lengthCodeOf(length)
        put(code, symbol)
        this.#put(length - MIN_MATCH, letterExtra(symbol))
        const distance = found & 0xffff
        const distanceSymbol = distanceCodeOf(distance)
        put(distanceCode, distanceSymbol)
        this.#put(distance - 1, distanceExtra(distanceSymbol))
      } else put(code, found)
    }
    put(code, END)
  }

  #stored(bytes: Uint8Array): void {
    this.#put(0, 3)
    this.#put(0, -this.#bitCount & 7)
    this.#put(bytes.length, 16)
    this.#put(~bytes.length, 16)
    this.#out.set(bytes, this.#at)
    this.#at += bytes.length
  }

  /** The lowest bits of a value, up to 16; earlier ones are lower in a byte. */
  #put(value: number, bits: number): void {
    this.#bits |= (value & ((1 << bits) - 1)) << this.#bitCount
    this.#bitCount += bits
    while (this.#bitCount >= 8) {
      this.#out[this.#at++] = this.#bits
      this.#bits >>>= 8
      this.#bitCount -= 8
    }
  }
}

/** The lengths of both codes, run by run, in a code of their own: values and how many bits each takes. */
function headOf(code: Code, distanceCode: Code): [value: number, bits: number][] {
  const used = ({ lengths }: Code, least: number): number =>
    Math.max(least, lengths.findLastIndex((length) => length > 0) + 1)
  const letters = used(code, MATCH)
  const distances = used(distanceCode, 1)
  const lengths = [
    ...code.lengths.subarray(0, letters),
    ...distanceCode.lengths.subarray(0, distances),
  ]
  const counts = new Uint32Array(19)
  const runs: [symbol: number, extra: number, bits: number][] = []
  for (let i = 0; i < lengths.length; ) {
    const length = lengths[i] ?? 0
    let run = 1
    while (lengths[i + run] === length) run++
    const repeats = length === lengths[i - 1] && length > 0
    if (length === 0 && run > 2) {
      run = Math.min(run, 138)
      runs.push(run > 10 ? [18, run - 11, 7] : [17, run - 3, 3])
    } else if (repeats && run > 2) {
      run = Math.min(run, 6)
      runs.push([16, run - 3, 2])
    } else {
      run = 1
      runs.push([length, 0, 0])
    }
    i += run
  }
  for (const [symbol] of runs) counts[symbol] = (counts[symbol] ?? 0) + 1
  const { lengths: sizes, bits } = bestCode(counts, 7)
  const told = Math.max(4, ORDER.findLastIndex((symbol) => sizes[symbol]) + 1)
  return [
    [letters - MATCH, 5],
    [distances - 1, 5],
    [told - 4, 4],
    ...ORDER.slice(0, told).map((symbol): [number, number] => [sizes[symbol] ?? 0, 3]),
    ...runs.flatMap(([symbol, extra, extraBits]): [number, number][] => [
      [bits[symbol] ?? 0, sizes[symbol] ?? 0],
      [extra, extraBits],
    ]),
  ]
}

function sizeOf(counts: Uint32Array, { lengths }: Code, extra: (symbol: number) => number): number {
  return counts.reduce(
    (sum, count, symbol) => sum + count * ((lengths[symbol] ?? 0) + extra(symbol)),
    0,
  )
}

/** Symbols of lengths and distances (RFC 1951, 3.2.5): four, two to each power of two, so many extra bits after them. */
function lengthCodeOf(length: number): number {
  const more = length - MIN_MATCH
  if (length === MAX_MATCH) return 285
  const power = 31 - Math.clz32(more | 4)
  return MATCH + 4 * (power - 2) + (more >> (power - 2))
}

const letterExtra = (symbol: number): number =>
  symbol > 264 && symbol < 285 ? (symbol - 261) >> 2 : 0

function distanceCodeOf(distance: number): number {
  const power = 31 - Math.clz32((distance - 1) | 2)
  return 2 * (power - 1) + ((distance - 1) >> (power - 1))
}

const distanceExtra = (symbol: number): number => (symbol > 3 ? (symbol >> 1) - 1 : 0)
