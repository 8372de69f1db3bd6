import { observeCollapse } from './collapse.ts'
import { createCorners } from './corners.ts'
import { observeDrag } from './drag.ts'
import type { Stop } from './guard.ts'
import { savedCorner } from './saved-corner.ts'
import type { Toolbar } from './toolbar.ts'
import type { SharerWords } from './words.ts'

export type BarOptions = { readonly toolbar: Toolbar; readonly words: SharerWords }

/** What the bar can do beside Stop. It comes after the bar, which is there at once. */
export function completeBar({ toolbar: { parts }, words }: BarOptions): Stop {
  const saved = savedCorner(words.direction)
  const corners = createCorners(parts.bar, saved)
  const stops = [
    observeDrag(parts.bar, corners),
    observeCollapse(parts, words, corners, saved.collapsed),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
