import { observeCollapse } from './collapse.ts'
import { createCorners } from './corners.ts'
import { observeDrag } from './drag.ts'
import type { Stop } from './guard.ts'
import { offerPreview, type PreviewParts } from './offer-preview.ts'
import { savedCorner } from './saved-corner.ts'

export type BarOptions = PreviewParts

/** What the bar can do beside Stop. It comes after the bar, which is there at once. */
export function completeBar(options: BarOptions): Stop {
  const { toolbar, words } = options
  const { parts } = toolbar
  const saved = savedCorner(words.direction)
  const corners = createCorners(parts.bar, saved)
  const stops = [
    observeDrag(parts.bar, corners),
    observeCollapse(parts, words, corners, saved.collapsed),
    offerPreview(options),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
