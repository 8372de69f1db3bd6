import { describe, expect, it } from 'vitest'
import { ByteWriter } from '../bytes.ts'
import { ProtocolError } from '../errors.ts'
import type { NodeId } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { writeChecks } from './check.ts'
import { OPS } from './codes.ts'
import { FrameReader } from './read.ts'
import { writeSubpage } from './subpage.ts'
import { OpWriter } from './write.ts'

/**
 * The reader before hostile bytes (SECURITY.md S15): whatever comes, it returns a frame or throws a ProtocolError. One
 * million inputs: random ones, and valid frames of all ops that were bent.
 */
const INPUTS = 1_000_000

/** mulberry32: a failure is replayed by its number. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** What the reader made of it: a frame, or the code of its refusal. Anything else fails the test. */
function outcome(bytes: Uint8Array): string {
  try {
    const frame = new FrameReader().read(bytes)
    // As the replica of that page will.
    if (frame.frame === 'subpage' && frame.content.length > 0) outcome(frame.content)
    return frame.frame
  } catch (error) {
    if (error instanceof ProtocolError) return error.code
    throw new Error(`${String(error)} from ${Buffer.from(bytes).toString('hex')}`)
  }
}

/** Bytes that look like ops: codes, small numbers, numbers at the edges, strings, lists. */
function opsLike(random: (below: number) => number): Uint8Array {
  const out = new ByteWriter(64)
  out.byte(1)
  out.varUint(random(3))
  out.varUint(random(3))
  for (let i = random(6); i >= 0; i--) {
    out.byte((1 + random(OPS.length + 1)) | ((random(4) & 3) << 6))
    for (let j = random(8); j >= 0; j--) {
      const roll = random(12)
      if (roll < 6) out.varUint(random(40))
      else if (roll === 6) out.varUint(2 ** random(54) - 1)
      else if (roll === 7) out.string('x'.repeat(random(5)))
      else if (roll === 8)
        out.byte([0x00, 0x01, 0x41, 0x21, 0x11, 0x04, 0x03, 0x07][random(8)] ?? 0)
      else if (roll === 9) out.byte(0x80 | random(128))
      else out.byte(random(256))
    }
  }
  return out.take()
}

function bent(frame: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = Uint8Array.from(frame)
  for (let i = random(3); i >= 0; i--) bytes[random(bytes.length)] = random(256)
  const roll = random(4)
  if (roll === 0) return bytes.subarray(0, random(bytes.length))
  if (roll > 1) return bytes
  const at = random(bytes.length)
  return Uint8Array.of(...bytes.subarray(0, at), ...frame.subarray(random(frame.length)))
}

/** A frame in which every op occurs: an example of the protocol's page would do, but this one is whole. */
function everyOp(): Uint8Array {
  const id = (value: number): NodeId => value as NodeId
  const out = new OpWriter()
  out.reset()
  out.insert(id(0), id(0), id(1))
  out.documentNode('standards', true, 'https://shop.example/')
  out.element('http://www.w3.org/1999/xhtml', 'html', ['lang', 'en', 'class', 'a b'], false)
  out.shadowRoot('open', false, false)
  out.textNode('text')
  out.end()
  out.element('urn:x', 'x:y', [], true, { width: 12.5, height: 3 })
  out.end()
  out.end()
  out.attribute(id(2), 'class', 'c')
  out.attribute(id(4), 'class', 'cd')
  out.text(id(4), 'item 41')
  out.text(id(6), 'item 42')
  out.splice(id(2), 1, 0, 'a')
  out.attach(id(6), id(2), id(4))
  out.insertRule(1 as never, [1, 0], 2, 'a{}')
  out.adopt(id(1), [1 as never])
  out.selected(id(2), [1, 2])
  out.scroll(id(1), -4, 1e4)
  out.topLayer([{ id: id(2), kind: 'modal', source: id(1) }])
  out.states(id(2), ['invalid', 'state(x)'])
  out.caret(id(2), 0, 4, 'forward')
  out.media(['hover:none'])
  out.note(id(2), 'font')
  return out.take(1, 1)
}

/** A frame in which every check occurs. */
function everyCheck(): Uint8Array {
  const id = (value: number): NodeId => value as NodeId
  const attributes = [{ name: 'class', value: 'a' }]
  const place = { check: 'node', parent: id(2), before: id(0) } as const
  return writeChecks([
    { check: 'sheets', from: 0, to: 9, sums: [{ at: 4, sum: 77 }] },
    { check: 'nodes', from: 1, to: 9, sums: [{ at: 1, sum: 2 ** 31 }] },
    { ...place, id: id(3), state: { kind: 'text', text: 'text' } },
    { ...place, id: id(4), state: { kind: 'element', namespace: '', name: 'a', attributes } },
    { ...place, id: id(5), state: { kind: 'root' } },
    { check: 'gone', id: id(6) },
    { check: 'round' },
    { check: 'boxes', boxes: [{ id: id(7), x: 1, y: -1, width: 2.5, height: 3 }] },
  ])
}

/** Frames of pages in pages. */
function inSubpages(frame: Uint8Array): Uint8Array {
  return writeSubpage(300 as NodeId, writeSubpage(4 as NodeId, frame))
}

describe('the reader before hostile bytes', () => {
  it(`gives a frame or a coded refusal for ${INPUTS} inputs`, () => {
    const random = randomFrom(20_261_122)
    const frame = everyOp()
    const checks = everyCheck()
    const subpages = inSubpages(frame)
    expect(outcome(frame)).toBe('ops')
    const outcomes: Record<string, number> = {}
    for (let i = 0; i < INPUTS; i++) {
      const kind = i % 5
      const bytes =
        kind === 0
          ? Uint8Array.from({ length: random(60) }, (_, at) => (at ? random(256) : 1 + random(6)))
          : kind === 1
            ? opsLike(random)
            : bent(([frame, checks, subpages] as const)[kind - 2] ?? frame, random)
      const found = outcome(bytes)
      outcomes[found] = (outcomes[found] ?? 0) + 1
    }
    // It reached deep: frames came out, and refusals of every kind that bytes alone can bring about.
    expect(outcomes).toMatchObject({
      ops: expect.any(Number),
      subpage: expect.any(Number),
      truncated: expect.any(Number),
      unknown_kind: expect.any(Number),
      unknown_string: expect.any(Number),
      bad_value: expect.any(Number),
      bad_utf8: expect.any(Number),
      varint_too_long: expect.any(Number),
    })
    console.log(`reader: ${INPUTS} inputs, 0 untyped errors,`, JSON.stringify(outcomes))
  }, 120_000)

  it('takes memory in proportion to the input, whatever its counts say', () => {
    const bytes = new ByteWriter(1 << 22)
    bytes.byte(1)
    bytes.varUint(1)
    bytes.varUint(1)
    bytes.byte(OPS.indexOf('adopt') + 1)
    bytes.varUint(1)
    bytes.varUint(2 ** 40)
    expect(outcome(bytes.take())).toBe('truncated')
  })

  it('stops at the limit of items: nodes, ops, attributes, list entries', () => {
    // insert at 1 before 0 from id 2, an element with children, then leaves of its shape without end.
    const leaves = new Uint8Array(LIMITS.items * 2 + 64).map((_, at) => (at % 2 ? 0x21 : 1))
    leaves.set([1, 1, 1, 2, 2, 0, 7, 2, 1, 0, 1, 2, 0])
    expect(outcome(leaves)).toBe('too_large')
    // The first one frees 1, the others go on in steps of one.
    const frees = new Uint8Array(LIMITS.items * 2 + 64).fill((OPS.indexOf('free') + 1) | 0x40)
    frees.set([1, 1, 1, OPS.indexOf('free') + 1, 2])
    expect(outcome(frees)).toBe('too_large')
    const names = new ByteWriter()
    for (const byte of [1, 1, 1, 2, 2, 0, 7, 2, 1, 0, 1, 2]) names.byte(byte)
    names.varUint(LIMITS.items)
    expect(outcome(names.take())).toBe('truncated')
  })

  it('counts what is taken over from the string before, which no byte stands for', () => {
    const out = new OpWriter()
    const text = 'x'.repeat(1 << 20)
    for (let i = 0; i < 200; i++) out.text(2 as NodeId, text)
    const frame = out.take(1, 1)
    expect(frame.length).toBeLessThan(1.1 * 2 ** 20)
    expect(outcome(frame)).toBe('too_large')
  })

  it('refuses steps to no number, and more of a string than there was', () => {
    expect(outcome(Uint8Array.of(1, 1, 1, OPS.indexOf('free') + 1, 3))).toBe('bad_value')
    expect(outcome(Uint8Array.of(1, 1, 1, OPS.indexOf('text') + 1, 2, 5, 0))).toBe('bad_value')
  })

  it('never lets a name reach a prototype', () => {
    const out = new OpWriter()
    out.insert(1 as NodeId, 0 as NodeId, 2 as NodeId)
    out.element(
      'http://www.w3.org/1999/xhtml',
      '__proto__',
      ['__proto__', 'x', 'constructor', 'y'],
      true,
    )
    const frame = new FrameReader().read(out.take(1, 1))
    expect(Object.getPrototypeOf(frame)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(JSON.stringify(frame)).toContain('__proto__')
  })
})
