import { describe as inClear } from '@alongside/capture'
import { FrameReader } from '@alongside/protocol'
import { afterEach, expect, it } from 'vitest'
import { type Joined, type JoinOptions, joinPage, until } from './joined.ts'
import { alike } from './pictures.ts'
import { pixelDifference } from './pixels.ts'

const FONT = new URL(
  '../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  import.meta.url,
).href
const MARKUP = `<!doctype html><html lang=en><title>t</title>
  <p style="font:40px X,monospace">Hamburgefonstiv</p><p style="font:bold 40px Y,monospace">Grotesk 123</p>`

let joined: Joined
afterEach(() => joined.close())

async function open(markup = MARKUP, options: JoinOptions = {}): Promise<void> {
  joined = await joinPage(markup, options)
  await until(() => joined.capture.stats)
}

/** As a script of the page would. */
function faceOf(
  family: string,
  source: string | BufferSource,
  more?: FontFaceDescriptors,
  view = joined.window,
): FontFace {
  return new view.FontFace(family, source, more)
}

const bytesOf = async (url: string): Promise<ArrayBuffer> => (await fetch(url)).arrayBuffer()

/** Bytes of fonts that have travelled so far. */
function fontBytes(): number {
  const reader = new FrameReader()
  let sum = 0
  for (const bytes of joined.frames) {
    const frame = reader.read(bytes)
    if (frame.frame === 'asset' && frame.part.type.startsWith('font/'))
      sum += frame.part.bytes.length
  }
  return sum
}

it('text is in the faces that scripts add, by address and of bytes, until they take them away', async () => {
  await open()
  const { page } = joined
  const faces = [
    faceOf('X', `url(${FONT})`, { weight: '200 800' }),
    faceOf('Y', await bytesOf(FONT), { weight: '200 800' }),
  ]
  for (const face of faces) page.fonts.add(face)
  await page.fonts.ready
  expect(faces.map(({ status }) => status)).toEqual(['loaded', 'loaded'])
  expect(await alike(joined)).toBeNull()
  // The same bytes, once.
  expect(fontBytes()).toBe((await bytesOf(FONT)).byteLength)

  for (const face of faces) face.unicodeRange = 'U+61-7A'
  expect(await alike(joined)).toBeNull()
  page.fonts.delete(faces[0] as FontFace)
  expect(await alike(joined)).toBeNull()
  page.fonts.clear()
  expect(await alike(joined)).toBeNull()
  expect(joined.replica.fidelity).toEqual([])
})

it('they would not be, were the sheet of them not adopted', async () => {
  await open(MARKUP, { through: (op) => (op.op === 'adopt' ? null : op) })
  joined.page.fonts.add(faceOf('X', `url(${FONT})`))
  await joined.page.fonts.ready
  await new Promise((resolve) => setTimeout(resolve, 400))
  joined.capture.flush()
  expect(await pixelDifference(joined)).toMatch(/pixels differ/)
})

it('a page in a frame has faces of its own', async () => {
  await open(`<!doctype html><title>t</title><iframe width=600 height=300></iframe>`)
  const { page } = joined
  const inner = page.querySelector('iframe')?.contentDocument as Document
  inner.body.innerHTML = MARKUP
  await until(() => joined.capture.idOf(inner.body))
  const view = inner.defaultView as Window & typeof globalThis
  inner.fonts.add(faceOf('X', `url(${FONT})`, {}, view))
  await inner.fonts.ready
  expect(await alike(joined)).toBeNull()
  expect(fontBytes()).toBeGreaterThan(0)
})

it('nothing of a font is sent that the agent needs no letter of', async () => {
  await open()
  joined.page.fonts.add(faceOf('Unused', await bytesOf(FONT)))
  joined.page.fonts.add(faceOf('X', await bytesOf(FONT), { unicodeRange: 'U+400-4FF' }))
  await until(() => joined.frames.some((bytes) => inClear(bytes).includes('U+400')))
  expect(await alike(joined)).toBeNull()
  expect(fontBytes()).toBe(0)
})

it('of a face that was there before sharing nobody can say what it is, which is noted', async () => {
  await open(
    `<!doctype html><title>t</title><style>@font-face{font-family:Y;src:url(${FONT})}</style>
    <p style="font:40px X">a<p style="font:40px Y">b`,
    {
      async before(page) {
        const { FontFace } = page.defaultView as Window & typeof globalThis
        page.fonts.add(new FontFace('X', `url(${FONT})`))
        await page.fonts.ready
      },
    },
  )
  await until(() => joined.replica.fidelity.length > 0)
  const id = joined.capture.idOf(joined.page)
  expect(joined.replica.fidelity).toEqual([{ id, reason: 'font' }])
  // What comes after is shown.
  joined.page.fonts.clear()
  joined.page.fonts.add(faceOf('X', `url(${FONT})`))
  await joined.page.fonts.ready
  expect(await alike(joined)).toBeNull()
})

it('the page sees the constructor of its browser, and has it back afterwards', async () => {
  let native: unknown
  await open(MARKUP, {
    before(page) {
      native = page.defaultView?.FontFace
    },
  })
  const hooked = joined.window.FontFace
  expect(hooked).not.toBe(native)
  const face = new hooked('X', 'local("x")')
  expect(face).toBeInstanceOf(hooked)
  expect(face).toBeInstanceOf(native)
  expect(face.constructor).toBe(hooked)
  expect([hooked.name, hooked.length]).toEqual(['FontFace', 2])
  expect(`${hooked}`).toMatch(/^function \w*\(\) \{ \[native code\] \}$/)
  class Own extends hooked {}
  expect(new Own('X', 'local("x")')).toBeInstanceOf(Own)
  expect(() => Reflect.apply(hooked, undefined, ['X', ''])).toThrow(joined.window.TypeError)
  joined.capture.stop()
  expect(joined.window.FontFace).toBe(native)
  expect(face.constructor).toBe(native)
})

it('a page that has frozen the constructor, or has none, is shared all the same', async () => {
  await open(`${MARKUP}<iframe></iframe>`, {
    before(page) {
      const view = page.defaultView as Window & typeof globalThis
      Object.freeze(view.FontFace.prototype)
      const inner = page.querySelector('iframe')?.contentWindow
      if (inner) Reflect.deleteProperty(inner, 'FontFace')
    },
  })
  expect(joined.difference()).toBeNull()
})
