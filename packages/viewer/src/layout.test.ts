import { expect, test } from 'vitest'
import { layOut, panLimit } from './layout.ts'

const still = { x: 0, y: 0 }

test('a page that is larger than the mat is scaled to fit and centred', () => {
  const { scale, offset } = layOut(
    { width: 832, height: 632 },
    { width: 1600, height: 900 },
    'fit',
    still,
  )
  expect(scale).toBe(0.5)
  expect(offset).toEqual({ x: 16, y: 91 })
})

test('a small page is not blown up', () => {
  const { scale, offset } = layOut(
    { width: 1000, height: 900 },
    { width: 390, height: 700 },
    'fit',
    still,
  )
  expect(scale).toBe(1)
  expect(offset).toEqual({ x: 305, y: 100 })
})

test('at actual size one pans over what does not fit, and no further', () => {
  const mat = { width: 800, height: 600 }
  const page = { width: 1280, height: 500 }
  expect(panLimit(mat, page, 1)).toEqual({ x: 512, y: 0 })
  expect(layOut(mat, page, 'actual', { x: 512, y: 0 }).offset).toEqual({ x: -496, y: 50 })
})

test('a scale stays within reason', () => {
  const page = { width: 100, height: 100 }
  expect(layOut(page, page, 0, still).scale).toBeGreaterThan(0)
  expect(layOut(page, page, 1e9, still).scale).toBeLessThanOrEqual(4)
  expect(layOut({ width: 0, height: 0 }, page, 'fit', still).scale).toBeGreaterThan(0)
})
