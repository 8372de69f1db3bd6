import { expect, test } from 'vitest'
import { pointIn, toEdge } from './place-geometry.ts'

test('a place is a point of the box, scaled and moved', () => {
  const rect = { x: 10, y: 20, width: 100, height: 50 }
  expect(pointIn(rect, { x: 0.5, y: 1 }, 1)).toEqual({ x: 60, y: 70 })
  expect(pointIn(rect, { x: 0.5, y: 1 }, 0.5, { x: 5, y: 7 })).toEqual({ x: 35, y: 42 })
})

test('a point in view stays where it is and has no direction', () => {
  expect(toEdge({ x: 0, y: 300 }, 400, 300, 20)).toEqual({ x: 0, y: 300, direction: null })
})

test.each([
  [
    { x: 900, y: 100 },
    { x: 380, y: 100, direction: 0 },
  ],
  [
    { x: 200, y: 900 },
    { x: 200, y: 280, direction: 90 },
  ],
  [
    { x: -500, y: 100 },
    { x: 20, y: 100, direction: 180 },
  ],
  [
    { x: 200, y: -1 },
    { x: 200, y: 20, direction: -90 },
  ],
])('%j is out of view: shown at %j', (point, edge) => {
  expect(toEdge(point, 400, 300, 20)).toEqual(edge)
})
