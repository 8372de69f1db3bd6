import { type AssetPart, FrameReader, LIMITS } from '@alongside/protocol'
import { createReplica } from '@alongside/replica'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'
import { alike } from './pictures.ts'

const WIDTH = 1600
const HEIGHT = 1200
/** As from a camera: large, and each part of it other than the next. */
let photo: Blob
let url: string
beforeAll(async () => {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
  const colors = context.createLinearGradient(0, 0, WIDTH, HEIGHT)
  for (let i = 0; i <= 6; i++) colors.addColorStop(i / 6, `hsl(${i * 60} 60% 50%)`)
  context.fillStyle = colors
  context.fillRect(0, 0, WIDTH, HEIGHT)
  const pixels = context.getImageData(0, 0, WIDTH, HEIGHT)
  // Grain that a smaller picture does not show.
  for (let i = 0; i < pixels.data.length; i++)
    if (i % 4 < 3) pixels.data[i] = (pixels.data[i] ?? 0) + ((i * 7919) % 31) - 15
  context.putImageData(pixels, 0, 0)
  photo = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
  url = URL.createObjectURL(photo)
  expect(photo.size).toBeGreaterThan(LIMITS.largeImageBytes)
})
afterAll(() => URL.revokeObjectURL(url))

let joined: Joined
afterEach(() => joined.close())

async function open(body: string, whole = false): Promise<void> {
  joined = await joinPage(`<!doctype html><html lang=en><title>t</title>${body}`, {
    before: (page) =>
      until(() => [...page.images].every(({ complete }) => complete)).then(() => {}),
    create: (options) => createReplica({ ...options, wholeImages: whole }),
  })
  await until(() => joined.replica.ready && arrived().length > 0)
}

/** The images that have come so far. */
function arrived(): AssetPart[] {
  const reader = new FrameReader()
  return joined.frames.flatMap((bytes) => {
    const frame = reader.read(bytes)
    const isLast =
      frame.frame === 'asset' &&
      frame.part.total > 0 &&
      frame.part.offset + frame.part.bytes.length === frame.part.total
    return isLast ? frame.part : []
  })
}

const copyOf = (id: string): HTMLImageElement =>
  joined.replica.document?.getElementById(id) as HTMLImageElement

it('of a large image that is seen small comes what is seen, with the size that it has', async () => {
  await open(
    `<img id=a src="${url}" width=200><p><img id=b src="${url}" style="max-width:180px"></p>`,
  )
  expect(await alike(joined)).toBeNull()
  const [part] = arrived()
  expect(part?.type).toMatch(/^image\/webp;density=0\.\d+$/)
  expect(part?.total).toBeLessThan(photo.size / 20)
  expect(arrived().map(({ type }) => type)).toEqual([part?.type])
  for (const id of ['a', 'b']) {
    expect(copyOf(id).naturalWidth).toBe(WIDTH)
    expect(copyOf(id).naturalHeight).toBe(HEIGHT)
  }
})

it('all of it comes once it is seen larger, on the page', async () => {
  await open(`<img id=a src="${url}" width=200>`)
  const image = joined.page.getElementById('a') as HTMLImageElement
  image.width = 780
  await until(() => arrived().some(({ total }) => total === photo.size))
  expect(await alike(joined)).toBeNull()
  expect(copyOf('a').srcset).toBe('')
})

it('or by the agent who zooms in', async () => {
  await open(`<img id=a src="${url}" width=100>`)
  const frame = joined.replica.document?.defaultView?.frameElement as HTMLElement
  frame.style.transform = 'scale(2)'
  await until(() => {
    joined.capture.flush()
    return arrived().some(({ total }) => total === photo.size)
  })
})

it('or as a background, whose size may be its own', async () => {
  await open(
    `<style>.b{height:300px;background:url(${url})}</style><img id=a src="${url}" width=200><div id=d>d</div>`,
  )
  await until(() => joined.replica.pendingAssets === 0)
  expect(arrived()).toHaveLength(1)
  joined.page.getElementById('d')?.classList.add('b')
  await until(() => arrived().some(({ total }) => total === photo.size))
  expect(await alike(joined)).toBeNull()
})

it('nothing is made smaller where the agent’s end wants all of it, or it is seen large', async () => {
  await open(`<img id=a src="${url}" width=200>`, true)
  expect(arrived().map(({ total }) => total)).toEqual([photo.size])
  joined.close()
  await open(`<img id=a src="${url}" width=1000>`)
  expect(arrived().map(({ total }) => total)).toEqual([photo.size])
})

it('and nothing of it leaves where it is masked', async () => {
  await open(
    `<style>p{background:url(data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=)}</style>
    <div data-alongside-mask><img id=a src="${url}" width=200></div><img src="${url}" width=10 height=10>`,
  )
  await until(() => joined.replica.pendingAssets === 0)
  expect(arrived()).toHaveLength(1)
  expect(copyOf('a').getAttribute('src') ?? '').not.toMatch(/^blob:/)
})
