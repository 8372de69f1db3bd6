export type Size = { readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }

/** fit: all of the page, never larger than it is; actual: 1 to 1; a number: that scale. */
export type FitMode = 'fit' | 'actual' | number

export type Layout = {
  readonly scale: number
  /** Where the page's top left corner lies in the mat. */
  readonly offset: Point
}

/** Room around the page for its shadow. */
const MARGIN = 16
const SCALES = { least: 0.05, most: 4 }

/** Where the page lies on the mat. `pan` is how far the agent has moved over a page larger than the mat. */
export function layOut(mat: Size, page: Size, mode: FitMode, pan: Point): Layout {
  const scale = scaleOf(mat, page, mode)
  return {
    scale,
    offset: {
      x: along(mat.width, page.width * scale, pan.x),
      y: along(mat.height, page.height * scale, pan.y),
    },
  }
}

/** How far one may pan: 0 to this in each direction. */
export function panLimit(mat: Size, page: Size, scale: number): Point {
  return {
    x: Math.max(0, page.width * scale + 2 * MARGIN - mat.width),
    y: Math.max(0, page.height * scale + 2 * MARGIN - mat.height),
  }
}

function scaleOf(mat: Size, page: Size, mode: FitMode): number {
  if (mode === 'actual') return 1
  if (mode !== 'fit') return Math.min(SCALES.most, Math.max(SCALES.least, mode))
  const wide = (mat.width - 2 * MARGIN) / page.width
  const high = (mat.height - 2 * MARGIN) / page.height
  return Math.max(SCALES.least, Math.min(1, wide, high))
}

/** Centred where there is room, otherwise from the margin. Whole px keep text as sharp as it can be. */
function along(mat: number, page: number, pan: number): number {
  const room = mat - page
  return Math.round(room >= 2 * MARGIN ? room / 2 : MARGIN - pan)
}
