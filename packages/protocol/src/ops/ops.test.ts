import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProtocolError } from '../errors.ts'
import type { NodeId, RequestId, SheetId } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { type Check, writeChecks } from './check.ts'
import { OPS } from './codes.ts'
import { describeFrame } from './describe.ts'
import type { Motion, Op, Playback, Request } from './op.ts'
import { FrameReader } from './read.ts'
import { writeRequests } from './requests.ts'
import { innermost, readSubpage, writeSubpage } from './subpage.ts'
import {
  tellAnimation,
  tellChecked,
  tellFiles,
  tellGutter,
  tellPlayback,
  tellSurface,
} from './tell.ts'
import { OpWriter } from './write.ts'
import { writeAssetPart, writeTiles } from './write-pixels.ts'

const MOTION: Motion = {
  key: 2,
  state: 'paused',
  time: 1500,
  rate: -0.5,
  pseudo: '::before',
  of: 'animation pulse',
  effect: '',
}
const PLAYBACK: Playback = { playing: true, muted: true, time: 83_250, duration: 0, rate: 1.5 }
const id = (value: number): NodeId => value as NodeId
const sheet = (value: number): SheetId => value as SheetId

describe('a frame of ops', () => {
  it('reads back every op as it was written', () => {
    const out = new OpWriter()
    out.reset()
    out.insert(id(0), id(0), id(1))
    out.documentNode('limited-quirks', true, 'https://shop.example/')
    out.element('http://www.w3.org/1999/xhtml', 'html', ['lang', 'ja'], false)
    out.shadowRoot('closed', true, true)
    out.textNode('深い')
    out.end()
    out.element('http://www.w3.org/2000/svg', 'linearGradient', [], true)
    out.element('urn:x', 'x:y', ['a', ''], true)
    out.element('http://www.w3.org/1999/xhtml', 'div', [], true, { width: 12.5, height: 0 })
    out.ref(id(99))
    out.end()
    out.end()
    out.detach(id(3))
    out.attach(id(3), id(2), id(0))
    out.free(id(4))
    out.text(id(5), 'x')
    out.attribute(id(2), 'class', 'a')
    out.removeAttribute(id(2), 'class')
    const state = { media: 'print', disabled: true, rules: 3, more: true }
    out.sheet({ sheet: sheet(1), owner: id(2), text: null, baseUrl: 'b', ...state })
    out.sheet({ sheet: sheet(2), owner: id(0), text: 'a{}', baseUrl: 'b', ...state })
    out.importSheet(sheet(2), 'c.css', sheet(3))
    out.insertRule(sheet(2), [0, 300], 1, 'b{}')
    out.deleteRule(sheet(2), [], 0)
    out.sheetState(sheet(2), '', false)
    out.freeSheet(sheet(2))
    out.adopt(id(1), [sheet(2), sheet(3)])
    out.value(id(6), '••', true)
    out.splice(id(6), 1, 0, 'a')
    tellChecked(out, id(6), true, true)
    out.selected(id(6), [0, 4])
    out.scroll(id(1), -3.5, 1e6)
    out.viewport(1280, 800, 15, 0)
    out.page('https://a/', 'A')
    out.image(id(7), 'u', 10, 20)
    out.note(id(7), 'canvas')
    out.move(id(7), id(1), id(6))
    out.interaction(id(7), id(0), id(6), true)
    out.selection(id(5), 1, id(5), 0)
    out.caret(id(6), 0, 2, 'backward')
    out.states(id(6), ['user-invalid', 'state(busy)'])
    out.topLayer([
      { id: id(7), kind: 'modal', source: id(0) },
      { id: id(6), kind: 'popover', source: id(5) },
    ])
    out.assign(id(8), [id(5), id(7)])
    out.define(id(1), 'x-card')
    out.media(['hover:none', 'resolution:1.5dppx'])
    tellFiles(out, id(6), 3)
    out.popup(id(6))
    out.visualViewport(0, 40.5, 400, 300)
    tellGutter(out, id(7), 15, 0)
    tellSurface(out, id(7), 3, 640, 480, 2)
    tellAnimation(out, id(7), MOTION)
    tellPlayback(out, id(7), PLAYBACK)
    expect(out.count).toBe(OPS.length + 1)

    const frame = new FrameReader().read(out.take(3, 4))
    if (frame.frame !== 'ops') throw new Error('not ops')
    expect([frame.epoch, frame.sequence]).toEqual([3, 4])
    expect(new Set(frame.ops.map((op) => op.op))).toEqual(new Set(OPS))
    const insert = frame.ops[1] as Extract<Op, { op: 'insert' }>
    expect(insert.nodes.map((node) => [node.kind, node.id, node.depth])).toEqual([
      ['document', 1, 0],
      ['element', 2, 1],
      ['shadow', 3, 2],
      ['text', 4, 3],
      ['element', 5, 2],
      ['element', 6, 2],
      ['element', 7, 2],
      ['ref', 99, 2],
    ])
    expect(insert.nodes[6]).toMatchObject({ blocked: { width: 12.5, height: 0 } })
    const said = (name: Op['op']): Op | undefined => frame.ops.find(({ op }) => op === name)
    expect(said('selected')).toEqual({ op: 'selected', id: 6, indices: [0, 4] })
    expect(said('scroll')).toEqual({ op: 'scroll', id: 1, x: -3.5, y: 1e6 })
    expect(said('caret')).toEqual({ op: 'caret', id: 6, start: 0, end: 2, direction: 'backward' })
    expect(said('states')).toMatchObject({ names: ['user-invalid', 'state(busy)'] })
    expect(said('topLayer')).toMatchObject({ entries: [{ kind: 'modal' }, { id: 6, source: 5 }] })
    expect(said('animation')).toEqual({ op: 'animation', id: 7, ...MOTION })
    expect(said('playback')).toEqual({ op: 'playback', id: 7, ...PLAYBACK })
    expect(said('visualViewport')).toMatchObject({ y: 40.5, width: 400 })
  })

  it('sends a repeated name or value once, and again after a reset', () => {
    const out = new OpWriter()
    out.attribute(id(1), 'data-kind', 'quite-long-and-repeated')
    const first = out.take(1, 1)
    out.attribute(id(1), 'data-kind', 'quite-long-and-repeated')
    const second = out.take(1, 2)
    expect(second.length).toBeLessThan(12)
    const reader = new FrameReader()
    reader.read(first)
    expect(reader.read(second)).toMatchObject({ ops: [{ value: 'quite-long-and-repeated' }] })
    expect(() => new FrameReader().read(second)).toThrow(
      expect.objectContaining({ code: 'unknown_string' }),
    )
    out.reset()
    out.attribute(id(1), 'data-kind', 'quite-long-and-repeated')
    expect(reader.read(out.take(2, 1))).toMatchObject({
      ops: [{}, { value: 'quite-long-and-repeated' }],
    })
  })

  it('keeps the newest strings when there are more than the table holds', () => {
    const out = new OpWriter()
    const reader = new FrameReader()
    const send = (value: string): number => {
      out.attribute(id(2), 'class', value)
      const frame = out.take(1, 1)
      expect(reader.read(frame)).toMatchObject({ ops: [{ name: 'class', value }] })
      return frame.length
    }
    for (let n = 0; n < 3 * LIMITS.internedStrings; n++) send(`number-${n}`)
    expect(send(`number-${3 * LIMITS.internedStrings - 1}`)).toBeLessThan(10)
    expect(send('number-0')).toBeGreaterThan(10)
    expect(send('number-0')).toBeLessThan(10)
  })

  it('reads strings that go on from the one before, whatever their letters', () => {
    const strings = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 20 })
    fc.assert(
      fc.property(strings, fc.string({ unit: 'binary' }), (tails, head) => {
        const out = new OpWriter()
        const values = tails.map((tail) => head + tail)
        values.forEach((value, at) => {
          out.text(id(at * 3), value)
          out.attribute(id(5), 'title', value)
        })
        const frame = new FrameReader().read(out.take(1, 1))
        if (frame.frame !== 'ops') throw new Error('not ops')
        const read = frame.ops.filter((op) => op.op === 'text')
        expect(read.map(({ text }) => text)).toEqual(values)
        expect(read.map((op) => op.id)).toEqual(values.map((_, at) => at * 3))
        const attributes = frame.ops.filter((op) => op.op === 'attribute')
        expect(attributes.map(({ value }) => value)).toEqual(values)
      }),
    )
  })

  it('says each shape of an element once in a frame, and the ids of a subtree once', () => {
    const out = new OpWriter()
    for (let at = 0; at < 3; at++) {
      out.insert(id(1), id(0), id(2 + at * 2))
      out.element('http://www.w3.org/1999/xhtml', 'p', ['class', 'a'], false, null, `${at}`)
    }
    out.insert(id(1), id(0), id(90))
    out.textNode('late')
    const bytes = out.take(1, 1)
    expect(bytes.length).toBeLessThan(45)
    const frame = new FrameReader().read(bytes)
    if (frame.frame !== 'ops') throw new Error('not ops')
    const nodes = frame.ops.flatMap((op) => (op.op === 'insert' ? op.nodes : []))
    expect(nodes.map((node) => node.id)).toEqual([2, 3, 4, 5, 6, 7, 90])
    expect(nodes[2]).toMatchObject({ name: 'p', attributes: [{ name: 'class', value: 'a' }] })
    expect(nodes[3]).toMatchObject({ kind: 'text', depth: 1, text: '1' })
  })

  it('sends a text that repeats once, in text nodes and in sheets, while both ends remember it', () => {
    const css = (n: number, units: number): string => `p{--n:${n}}`.padEnd(units, ' ')
    const out = new OpWriter()
    const reader = new FrameReader()
    const send = (text: string): [bytes: number, read: unknown] => {
      out.insert(id(1), id(0), id(2))
      out.textNode(text)
      const state = { owner: id(0), baseUrl: '', media: '', disabled: false, rules: 1, more: false }
      out.sheet({ sheet: sheet(1), text, ...state })
      const frame = out.take(1, 1)
      const read = reader.read(frame)
      if (read.frame !== 'ops') throw new Error('not ops')
      expect(read.ops.at(-2)).toMatchObject({ nodes: [{ text }] })
      expect(read.ops.at(-1)).toMatchObject({ text, rules: 1 })
      return [frame.length, read]
    }
    const long = css(0, 20_000)
    expect(send(long)[0]).toBeLessThan(20_100)
    expect(send(long)[0]).toBeLessThan(40)
    expect(send('short')[0]).toBeLessThan(40)
    for (let n = 1; n < 60; n++) send(css(n, 20_000))
    expect(send(long)[0]).toBeGreaterThan(20_000)
    expect(send(css(59, 20_000))[0]).toBeLessThan(40)
    out.take(0, 0)
    out.reset()
    expect(send(long)[0]).toBeGreaterThan(20_000)
  })

  it('refuses a text that nobody sent, and a frame that a few bytes make too large', () => {
    const out = new OpWriter()
    out.insert(id(1), id(0), id(2))
    out.textNode('x'.repeat(1000))
    out.take(1, 1)
    out.insert(id(1), id(0), id(3))
    out.textNode('x'.repeat(1000))
    const again = out.take(1, 2)
    expect(() => new FrameReader().read(again)).toThrow(
      expect.objectContaining({ code: 'unknown_string' }),
    )
    const huge = 'x'.repeat(1 << 20)
    const many = new OpWriter()
    for (let i = 0; i < 200; i++) {
      many.insert(id(1), id(0), id(4 + i))
      many.textNode(huge)
    }
    expect(() => new FrameReader().read(many.take(1, 3))).toThrow(
      expect.objectContaining({ code: 'too_large' }),
    )
  })

  it('reads 50 000 levels without a stack', () => {
    const out = new OpWriter()
    out.insert(id(1), id(0), id(2))
    for (let i = 0; i < 50_000; i++) out.element('http://www.w3.org/1999/xhtml', 'p', [], false)
    for (let i = 0; i < 50_000; i++) out.end()
    const frame = new FrameReader().read(out.take(1, 1))
    expect(
      frame.frame === 'ops' && frame.ops[0]?.op === 'insert' && frame.ops[0].nodes.length,
    ).toBe(50_000)
  })
})

it('requests and asset parts read back as written', () => {
  const requests: Request[] = [
    { request: 'nodeAsset', id: 1 as RequestId, node: id(2), name: 'src', token: '/a.png' },
    { request: 'sheetAsset', id: 2 as RequestId, sheet: sheet(3), token: 'b.woff2' },
    { request: 'epoch' },
    { request: 'heal', node: id(9) },
    { request: 'rules', sheet: sheet(3) },
    { request: 'have', hashes: 'abcdefghijklmnop0123456789abcdef' },
    { request: 'tell', node: id(9) },
    { request: 'sheet', sheet: sheet(3) },
  ]
  expect(new FrameReader().read(writeRequests(requests))).toEqual({ frame: 'requests', requests })
  const part = {
    request: 7 as RequestId,
    status: 'ok' as const,
    type: 'image/png',
    hash: 'abcdefghijklmnop',
    offset: 2,
    total: 5,
    bytes: new Uint8Array([1, 2, 3]),
  }
  expect(new FrameReader().read(writeAssetPart(part))).toEqual({ frame: 'asset', part })
})

it('checks read back as written', () => {
  const checks: Check[] = [
    {
      check: 'nodes',
      from: 3,
      to: 90,
      sums: [
        { at: 3, sum: 0xffffffff },
        { at: 88, sum: 1 },
      ],
    },
    { check: 'sheets', from: 0, to: 1, sums: [] },
    { check: 'node', id: id(7), parent: id(3), before: id(0), state: { kind: 'text', text: 'é' } },
    { check: 'node', id: id(2), parent: id(1), before: id(9), state: { kind: 'root' } },
    { check: 'gone', id: id(8) },
    { check: 'round' },
    {
      check: 'boxes',
      boxes: [
        { id: id(3), x: 8, y: -7.5, width: 784, height: 18 },
        { id: id(90), x: 0, y: 100_000, width: 0, height: 0.5 },
      ],
    },
  ]
  expect(new FrameReader().read(writeChecks(checks))).toEqual({ frame: 'check', checks })
})

it('a check says no more sums, attributes and boxes than it has bytes for', () => {
  const read = (...bytes: number[]) => new FrameReader().read(Uint8Array.of(5, ...bytes))
  expect(() => read(1, 0, 2, 9, 0, 1, 2, 3, 4)).toThrow(/fewer sums/)
  expect(() => read(3, 5, 3, 0, 2, 0, 0, 0x7f)).toThrow(/fewer attributes/)
  expect(() => read(6, 9, 1, 0, 0, 0, 0)).toThrow(/fewer boxes/)
  expect(() => read(1, 4, 1, 1, 1, 0, 0, 0, 1)).toThrow(/past the end of its range/)
  expect(() => read(9)).toThrow(/no such check/)
})

it('describe shows every string a frame carries', () => {
  const state = {
    kind: 'element',
    namespace: 'canary-space',
    name: 'canary-tag',
    attributes: [{ name: 'canary-name', value: 'canary-value' }],
  } as const
  const told = { check: 'node', id: id(7), parent: id(3), before: id(0), state } as const
  const shown = describeFrame(writeChecks([told]))
  for (const word of ['space', 'tag', 'name', 'value']) expect(shown).toContain(`canary-${word}`)

  const out = new OpWriter()
  out.insert(id(1), id(0), id(2))
  out.element('http://www.w3.org/1999/xhtml', 'canary-tag', ['canary-name', 'canary-value'], false)
  out.textNode('canary-text')
  out.end()
  out.page('canary-url', 'canary-title')
  const text = describeFrame(out.take(1, 1))
  for (const word of ['tag', 'name', 'value', 'text', 'url', 'title']) {
    expect(text).toContain(`canary-${word}`)
  }
})

describe('the reader is total', () => {
  const total = (bytes: Uint8Array): void => {
    try {
      new FrameReader().read(bytes)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
    }
  }

  it('on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 3 }), (tail, kind) =>
        total(Uint8Array.of(kind, ...tail)),
      ),
      { numRuns: 20_000 },
    )
  })

  it('on a valid frame with one byte changed or cut off', () => {
    const out = new OpWriter()
    out.insert(id(1), id(0), id(2))
    out.element('http://www.w3.org/1999/xhtml', 'div', ['class', 'abc', 'id', 'd'], false)
    out.textNode('hello')
    out.end()
    out.adopt(id(1), [sheet(1), sheet(2)])
    out.insertRule(sheet(1), [1, 2], 0, 'a{}')
    const frame = out.take(1, 1)
    for (let at = 0; at < frame.length; at++) {
      total(frame.subarray(0, at))
      for (let value = 0; value < 256; value++) {
        const changed = frame.slice()
        changed[at] = value
        total(changed)
      }
    }
  })
})

describe('a frame of tiles', () => {
  const image = Uint8Array.of(1, 2, 3)
  const tile = { x: 64, y: 0, width: 256, height: 64, image }

  it('reads back as it was written', () => {
    const tiles = [tile, { ...tile, x: 2 ** 40, width: 1 }]
    for (const last of [true, false])
      expect(new FrameReader().read(writeTiles(7, last, tiles))).toEqual({
        frame: 'tiles',
        surface: 7,
        last,
        tiles,
      })
    expect(describeFrame(writeTiles(7, true, [tile]))).toContain('\u0001\u0002\u0003')
  })

  it.each([
    ['without pixels', { ...tile, width: 0 }, 'bad_value'],
    ['of too many pixels', { ...tile, height: LIMITS.tileSide + 1 }, 'bad_value'],
    ['of too many bytes', { ...tile, image: new Uint8Array(LIMITS.tileBytes + 1) }, 'too_large'],
  ])('is refused with a tile %s', (_, wrong, code) => {
    expect(() => new FrameReader().read(writeTiles(1, true, [wrong]))).toThrow(
      expect.objectContaining({ code }),
    )
  })
})

describe('a frame of a subpage', () => {
  const frame = (depth: number): Uint8Array =>
    Array.from({ length: depth }).reduce<Uint8Array>(
      (content, _, at) => writeSubpage((at + 1) as NodeId, content),
      writeRequests([{ request: 'epoch' }]),
    )

  it('reads back as it was written, at every depth', () => {
    for (let depth = 1; depth <= LIMITS.subpageDepth; depth++) {
      const read = new FrameReader().read(frame(depth))
      expect(read).toEqual({ frame: 'subpage', host: depth, content: frame(depth - 1) })
      expect(innermost(frame(depth))).toEqual(frame(0))
      expect(describeFrame(frame(depth))).toContain('"epoch"')
    }
    expect(innermost(writeSubpage(7 as NodeId, new Uint8Array()))).toHaveLength(0)
  })

  it('is refused deeper than that, and with what is no frame', () => {
    expect(() => new FrameReader().read(frame(LIMITS.subpageDepth + 1))).toThrow(
      expect.objectContaining({ code: 'too_large' }),
    )
    for (const content of [[0], [7], [255, 1]])
      expect(() =>
        new FrameReader().read(writeSubpage(1 as NodeId, Uint8Array.from(content))),
      ).toThrow(expect.objectContaining({ code: 'unknown_kind' }))
    expect(() => readSubpage(frame(0))).toThrow(expect.objectContaining({ code: 'unknown_kind' }))
  })
})
