import { FrameReader, frameKind, type NodeId, type Op } from '@alongside/protocol'
import { drawnIn } from './drawn.ts'

/** Letters that stand side by side nowhere else: no element, word, hash mark or file format has four of them in a row. */
const LETTERS = 'BCFGJKMPQVWXYZ'
/** Every canary begins so: what an encoder makes of it is known, whatever follows. */
const FRONT = 'QZXJVK'
const REST = 6
const GRAM = 4

/** What is planted, each in one place only, and what finds it again. */
export class Canaries {
  readonly #places = new Map<string, string>()
  readonly #grams = new Set<string>()

  /** A new one; `place` says where it will stand. */
  plant(place: string): string {
    let left = (this.#places.size + 1) * 0x9e3779b1
    let rest = ''
    for (let i = 0; i < REST; i++, left = Math.floor(left / LETTERS.length))
      rest += LETTERS[left % LETTERS.length]
    const canary = FRONT + rest
    if (this.#places.has(canary)) throw new Error('a canary of another place')
    this.#places.set(canary, place)
    for (const text of [canary, reversed(canary)])
      for (let at = 0; at + GRAM <= text.length; at++) this.#grams.add(text.slice(at, at + GRAM))
    return canary
  }

  get count(): number {
    return this.#places.size
  }

  /** The places whose canaries stand in a text as they are. */
  placesIn(text: string): Set<string> {
    const found = new Set<string>()
    for (const canary of this.wholeIn(text)) {
      const place = this.#places.get(canary)
      if (place) found.add(place)
    }
    return found
  }

  /** Those that stand in a text as they are. */
  wholeIn(text: string): string[] {
    return [...text.matchAll(WHOLE)].map(([canary]) => canary)
  }

  /** What stands of any of them in a text: four letters in a row, forwards or backwards, or an encoding of its front. */
  tracesIn(text: string): string[] {
    const found = new Set<string>()
    for (const { 0: run, index } of text.matchAll(RUN))
      for (let at = 0; at + GRAM <= run.length; at++)
        if (this.#grams.has(run.slice(at, at + GRAM))) found.add(around(text, index))
    return [...found, ...frontsIn(text)]
  }
}

const WHOLE = new RegExp(`${FRONT}[${LETTERS}]{${REST}}`, 'g')
const RUN = new RegExp(`[${LETTERS}]{${GRAM},}`, 'g')

/** The front as encoders write it, wherever in a text it stands: what surrounds it changes the outer letters of base64 only. */
const ENCODED: readonly string[] = [
  FRONT,
  reversed(FRONT),
  FRONT.toLowerCase(),
  btoa(FRONT),
  btoa(`-${FRONT}`).slice(2, -2),
  btoa(`--${FRONT}`).slice(3, -1),
  codes(FRONT, ''),
  codes(FRONT, '').toUpperCase(),
  codes(FRONT, '%').toUpperCase(),
  codes(FRONT, '\\u00'),
  // Both orders of UTF-16.
  [...FRONT].join('\0'),
]

/** Where the front of any canary stands in a text, in any form; long enough to stand in no bytes by chance. */
export function frontsIn(text: string): string[] {
  return ENCODED.flatMap((front) => {
    const index = text.indexOf(front)
    return index < 0 ? [] : around(text, index)
  })
}

function codes(text: string, mark: string): string {
  return [...text].map((letter) => mark + letter.charCodeAt(0).toString(16)).join('')
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 60), index + 40)
}

/** What of the canaries stands in frames, in their bytes or in what those say. */
export async function tracesIn(
  frames: readonly Uint8Array[],
  canaries: Canaries,
): Promise<string[]> {
  // Bytes of sums and images are any bytes; the front of a canary is too long to be among them by chance.
  const [ops, others] = [true, false].map((isOps) =>
    frames
      .filter((bytes) => (frameKind(bytes) === 'ops') === isOps)
      .map(latin1)
      .join('\n'),
  )
  return [
    ...canaries.tracesIn(ops ?? ''),
    ...frontsIn(others ?? ''),
    ...canaries.tracesIn(await clearOf(frames)),
  ]
}

/** Every op, check, asset and tile, in clear, with the letters of what is drawn. */
export async function clearOf(frames: readonly Uint8Array[]): Promise<string> {
  const clear = new Clear()
  const lines: string[] = []
  for (const bytes of frames) {
    const frame = frameKind(bytes) === 'tiles' ? new FrameReader().read(bytes) : null
    if (frame?.frame !== 'tiles') lines.push(clear.read(bytes))
    else for (const { image } of frame.tiles) lines.push(await drawnIn(image))
  }
  return lines.join('\n')
}

/** Reads the frames of one capture, in their order; what is typed key by key is put together. */
export class Clear {
  readonly #reader = new FrameReader()
  readonly #values = new Map<NodeId, string>()

  read(bytes: Uint8Array): string {
    const frame = this.#reader.read(bytes)
    if (frame.frame === 'ops') return frame.ops.map((op) => this.#say(op)).join('\n')
    if (frame.frame !== 'asset') return JSON.stringify(frame)
    // A hash says nothing of what it is of.
    const { bytes: content, hash: _, ...part } = frame.part
    return `${JSON.stringify(part)}\n${latin1(content)}`
  }

  #say(op: Op): string {
    if (op.op === 'value') this.#values.set(op.id, op.value)
    if (op.op !== 'splice') return JSON.stringify(op)
    const before = this.#values.get(op.id) ?? ''
    const value = before.slice(0, op.at) + op.text + before.slice(op.at + op.remove)
    this.#values.set(op.id, value)
    return `${JSON.stringify(op)}\n${value}`
  }
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
