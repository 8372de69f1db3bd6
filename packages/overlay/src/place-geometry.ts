import type { Place } from '@alongside/protocol'

export type Point = { x: number; y: number }

/** Where a place lies in the layer; null when its node is not there (any more). */
export type Locate = (place: Place) => Point | null

/** The point of a place in a box that is drawn scaled and moved. */
export function pointIn(
  rect: { x: number; y: number; width: number; height: number },
  place: Pick<Place, 'x' | 'y'>,
  scale: number,
  offset: Point = { x: 0, y: 0 },
): Point {
  return {
    x: offset.x + (rect.x + rect.width * place.x) * scale,
    y: offset.y + (rect.y + rect.height * place.y) * scale,
  }
}

export type Edge = Point & {
  /** Degrees clockwise from "to the right", or null when the point is in view. */
  direction: number | null
}

/** Keeps a point that is out of view visible at the edge, with the direction in which it lies. */
export function toEdge(point: Point, width: number, height: number, margin: number): Edge {
  if (point.x >= 0 && point.y >= 0 && point.x <= width && point.y <= height) {
    return { x: point.x, y: point.y, direction: null }
  }
  const x = clamp(point.x, margin, width - margin)
  const y = clamp(point.y, margin, height - margin)
  return { x, y, direction: (Math.atan2(point.y - y, point.x - x) * 180) / Math.PI }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(Math.max(low, high), value))
}
