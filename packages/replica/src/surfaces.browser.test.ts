import { LIMITS, type Tile } from '@alongside/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { openPage, type TestPage, until } from '../test/open-page.ts'

let page: TestPage
afterEach(() => page.destroy())

async function image(
  color: string,
  width: number,
  height: number,
  type?: string,
): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
  context.fillStyle = color
  context.fillRect(0, 0, width, height)
  const blob = await canvas.convertToBlob(type ? { type } : {})
  return new Uint8Array(await blob.arrayBuffer())
}

async function tile(
  color: string,
  x: number,
  y: number,
  width: number,
  height: number,
): Promise<Tile> {
  return { x, y, width, height, image: await image(color, width, height) }
}

function show(surface: number, width: number, height: number): void {
  page.apply({ op: 'surface', id: page.id('#c'), surface, width, height, scale: 1 })
}

const send = (surface: number, tiles: readonly Tile[], last = true): void =>
  page.replica.tiles({ frame: 'tiles', surface, last, tiles })

/** The colour at a place of the picture that the canvas shows; null: it shows none. */
async function colorAt(x: number, y: number): Promise<number[] | null> {
  const url = /url\("(blob:.*)"\)/.exec(page.win.getComputedStyle(page.get('#c')).content)?.[1]
  if (!url) return null
  const bitmap = await createImageBitmap(await (await fetch(url)).blob())
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  return [...(context?.getImageData(x, y, 1, 1).data ?? [])]
}

async function becomes(x: number, y: number, color: number[] | null): Promise<void> {
  const end = Date.now() + 15_000
  while (`${await colorAt(x, y).catch(() => 'gone')}` !== `${color}` && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await colorAt(x, y)).toEqual(color)
}

const RED = [255, 0, 0, 255]
const BLUE = [0, 0, 255, 255]

describe('a canvas of the replica', () => {
  it('is noted until its pixels may come, and shows a look when all of it is there', async () => {
    page = openPage('<canvas id=c width=100 height=60></canvas>')
    expect(page.replica.fidelity).toEqual([{ id: page.id('#c'), reason: 'canvas' }])
    show(7, 100, 60)
    expect(page.replica.fidelity).toEqual([])
    send(7, [await tile('red', 0, 0, 64, 60)], false)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await colorAt(2, 2)).toBeNull()
    send(7, [await tile('blue', 64, 0, 36, 60)])
    await becomes(80, 10, BLUE)
    expect(await colorAt(2, 2)).toEqual(RED)
    send(7, [await tile('blue', 0, 0, 64, 60)])
    await becomes(2, 2, BLUE)
  })

  it('keeps its box at every update', async () => {
    page = openPage('<p>a<canvas id=c width=100 height=60></canvas>b</p>')
    show(1, 100, 60)
    const sizes = new Set<string>()
    const look = (): void => {
      const { width, height } = page.get('#c').getBoundingClientRect()
      sizes.add(`${width}x${height}`)
    }
    const watch = setInterval(look, 1)
    for (const color of ['red', 'blue', 'red', 'blue']) {
      send(1, [await tile(color, 0, 0, 100, 60)])
      await becomes(2, 2, color === 'red' ? RED : BLUE)
    }
    clearInterval(watch)
    expect([...sizes]).toEqual(['100x60'])
  })

  it('is empty again when it is given another size, and noted again when it is not to be read', async () => {
    page = openPage('<canvas id=c width=100 height=60></canvas>')
    show(1, 100, 60)
    send(1, [await tile('red', 0, 0, 100, 60)])
    await becomes(2, 2, RED)
    page.apply({ op: 'attribute', id: page.id('#c'), name: 'width', value: '120' })
    expect(await colorAt(2, 2)).toBeNull()
    expect(page.get('#c').getBoundingClientRect().width).toBe(120)
    show(2, 120, 60)
    send(1, [await tile('red', 0, 0, 100, 60)])
    send(2, [await tile('blue', 0, 0, 120, 60)])
    await becomes(110, 2, BLUE)
    page.apply({ op: 'note', id: page.id('#c'), reason: 'canvas' })
    expect(await colorAt(2, 2)).toBeNull()
    expect(page.replica.fidelity).toHaveLength(1)
  })

  it('lets its pictures go', async () => {
    const urls = new Set<string>()
    page = openPage('<canvas id=c width=100 height=60></canvas>')
    // Of the frame: those of another window need not load there.
    const of = page.win.URL
    const { createObjectURL, revokeObjectURL } = of
    of.createObjectURL = (blob) => {
      const url = createObjectURL.call(of, blob)
      urls.add(url)
      return url
    }
    of.revokeObjectURL = (url) => {
      urls.delete(url)
      revokeObjectURL.call(of, url)
    }
    try {
      show(1, 100, 60)
      for (const [color, seen] of [
        ['red', RED],
        ['blue', BLUE],
      ] as const) {
        send(1, [await tile(color, 0, 0, 100, 60)])
        await becomes(2, 2, seen)
      }
      await until(() => urls.size === 1)
      page.apply({ op: 'free', id: page.id('#c') })
      expect(urls.size).toBe(0)
    } finally {
      Object.assign(of, { createObjectURL, revokeObjectURL })
    }
  })
})

describe('hostile tiles', () => {
  const good = (): Promise<Tile> => tile('red', 0, 0, 64, 60)

  it.each<[string, () => Promise<Partial<Tile>>]>([
    ['beyond the edge', async () => ({ x: 50 })],
    ['far beyond it', async () => ({ y: 2 ** 50 })],
    ['of another size than they say', async () => ({ image: await image('blue', 64, 59) })],
    [
      'that are no image',
      async () => ({ image: new TextEncoder().encode('<svg onload=alert(1)>') }),
    ],
    ['that are cut off', async () => ({ image: (await image('blue', 64, 60)).slice(0, 60) })],
    ['that are a JPEG', async () => ({ image: await image('blue', 64, 60, 'image/jpeg') })],
  ])('%s are not drawn, and harm no others', async (_, wrong) => {
    page = openPage('<canvas id=c width=100 height=60></canvas>')
    show(1, 100, 60)
    const blue = await tile('blue', 0, 0, 64, 60)
    send(1, [await good(), { ...blue, ...(await wrong()) }, await tile('blue', 64, 0, 36, 60)])
    await becomes(80, 10, BLUE)
    expect(await colorAt(2, 2)).toEqual(RED)
  })

  it('of no surface, of one that is gone, and surfaces of what is no canvas do nothing', async () => {
    page = openPage('<canvas id=c width=100 height=60></canvas><p id=p>t</p>')
    send(5, [await good()])
    page.apply({ op: 'surface', id: page.id('#p'), surface: 5, width: 100, height: 60, scale: 1 })
    send(5, [await good()])
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(page.get('#p').getAttributeNames()).toEqual(['id'])
    show(6, 100, 60)
    page.apply({ op: 'free', id: page.id('#c') })
    send(6, [await good()])
  })

  it('take a bounded memory: surfaces that are too large, or too many, are not shown', () => {
    const side = Math.floor(Math.sqrt(LIMITS.surfacePixels))
    page = openPage(`<canvas id=c></canvas>${'<canvas class=more></canvas>'.repeat(5)}`)
    show(1, side + 1, side + 1)
    show(1, 0, 5)
    show(1, 2 ** 40, 2 ** 40)
    expect(page.replica.fidelity).toHaveLength(6)
    const ids = [...page.doc.querySelectorAll('.more')].map((_, i) => page.id('#c') + 1 + i)
    ids.forEach((id, i) => {
      page.apply({
        op: 'surface',
        id: id as never,
        surface: 10 + i,
        width: side,
        height: side,
        scale: 1,
      })
    })
    expect(page.replica.fidelity).toHaveLength(2)
  })
})
