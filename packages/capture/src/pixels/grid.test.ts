import { expect, it } from 'vitest'
import { Grid, type Rect } from './grid.ts'

/** A picture of plain numbers, all transparent at first. */
function picture(width: number, height: number) {
  const pixels = new Uint32Array(width * height)
  return {
    set(x: number, y: number, to = 0xff0000ff) {
      pixels[y * width + x] = to
    },
    differences(grid: Grid): Rect[] {
      const found: Rect[] = []
      for (let y = 0; y < height; y += 256)
        found.push(
          ...grid.differences(y, (top, rows) => pixels.subarray(top * width, (top + rows) * width)),
        )
      return found
    },
  }
}

it('finds nothing in an empty picture, and nothing twice', () => {
  const grid = new Grid(300, 200)
  const at = picture(300, 200)
  expect(at.differences(grid)).toEqual([])
  expect(grid.isEmpty).toBe(true)
  at.set(299, 199)
  expect(at.differences(grid)).toEqual([{ x: 256, y: 192, width: 44, height: 8 }])
  expect(at.differences(grid)).toEqual([])
  expect(grid.isEmpty).toBe(false)
  at.set(299, 199, 0)
  expect(at.differences(grid)).toHaveLength(1)
  expect(grid.isEmpty).toBe(true)
})

it('joins what is near, and never more than the largest tile', () => {
  const grid = new Grid(600, 600)
  const at = picture(600, 600)
  at.set(5, 5)
  at.set(130, 70)
  at.set(590, 5)
  expect(at.differences(grid)).toEqual([
    { x: 0, y: 0, width: 192, height: 128 },
    { x: 576, y: 0, width: 24, height: 64 },
  ])
})

it('sees one bit of one pixel, wherever it is', () => {
  const grid = new Grid(64, 64)
  const at = picture(64, 64)
  at.set(0, 0, 0x80000000)
  expect(at.differences(grid)).toHaveLength(1)
  for (let bit = 0; bit < 32; bit++) {
    at.set(bit, bit, (1 << bit) >>> 0)
    expect(at.differences(grid)).toHaveLength(1)
  }
  // Two that differ in the highest bit only do not cancel each other.
  at.set(10, 40, 0x80000000)
  at.set(11, 40, 0x80000000)
  expect(at.differences(grid)).toHaveLength(1)
})
