/** What shows pixels that no markup tells. */
export type Pictured = HTMLCanvasElement | HTMLVideoElement

/** Of a video no more are looked at: it moves, and nobody reads the small print in it. */
const MOST_PIXELS = 640 * 480

export function isVideo(element: Pictured): element is HTMLVideoElement {
  return 'videoWidth' in element
}

/** In pixels of its own, each of them `scale` of the element's wide; nothing while a video has no picture. */
export function sizeOf(element: Pictured): { width: number; height: number; scale: number } {
  if (!isVideo(element)) return { width: element.width, height: element.height, scale: 1 }
  const { videoWidth, videoHeight, readyState, HAVE_CURRENT_DATA } = element
  if (readyState < HAVE_CURRENT_DATA) return { width: 0, height: 0, scale: 1 }
  // A part of it would change the box: a size that does not divide is not made smaller.
  const scales = [1, 2, 3, 4].filter((by) => videoWidth % by === 0 && videoHeight % by === 0)
  const fits = (by: number): boolean => (videoWidth * videoHeight) / by ** 2 <= MOST_PIXELS
  const scale = scales.find(fits) ?? scales.at(-1) ?? 1
  return { width: videoWidth / scale, height: videoHeight / scale, scale }
}
