import { FrameReader, type Tile } from '@alongside/protocol'
import type { Joined } from './joined.ts'
import { until } from './joined.ts'
import { pixelDifference } from './pixels.ts'

/** The tiles that the capture has emitted since `from` frames. */
export function tilesOf({ frames }: Joined, from = 0): Tile[] {
  const reader = new FrameReader(true)
  return frames.slice(from).flatMap((bytes) => {
    const frame = reader.read(bytes)
    return frame.frame === 'tiles' ? frame.tiles : []
  })
}

/** Waits until page and replica look alike; what differs at last when they never do. */
export async function alike(joined: Joined, ms = 10_000): Promise<string | null> {
  const end = performance.now() + ms
  for (;;) {
    const wrong = joined.difference() ?? (await pixelDifference(joined))
    if (wrong === null || performance.now() > end) return wrong
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export function contextOf(page: Document, id: string): CanvasRenderingContext2D {
  const canvas = page.getElementById(id) as HTMLCanvasElement
  return canvas.getContext('2d') as CanvasRenderingContext2D
}

/** Something with edges, colours and transparency, over the whole canvas. */
export function paint(context: CanvasRenderingContext2D, hue = 0): void {
  const { width, height } = context.canvas
  context.clearRect(0, 0, width, height)
  for (let i = 0; i < 12; i++) {
    context.fillStyle = `hsl(${hue + i * 30} 80% 50% / ${0.4 + i / 20})`
    context.fillRect((i * width) / 14, (i * height) / 14, width / 3, height / 3)
  }
}

/** A frame of the page later, and those that a look at its canvases takes. */
export async function looked(joined: Joined, from: number): Promise<void> {
  await until(() => tilesOf(joined, from).length > 0)
}
