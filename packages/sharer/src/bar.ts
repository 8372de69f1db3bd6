import { observeCollapse } from './collapse.ts'
import { createCorners } from './corners.ts'
import { observeDrag } from './drag.ts'
import type { Stop } from './guard.ts'
import { iconButton } from './icon-button.ts'
import { offerPause } from './offer-pause.ts'
import { offerPreview, type PreviewParts } from './offer-preview.ts'
import { savedCorner } from './saved-corner.ts'
import { markTitle } from './title-mark.ts'

const DOTS = ['M9 6h.01', 'M15 6h.01', 'M9 12h.01', 'M15 12h.01', 'M9 18h.01', 'M15 18h.01']

export type BarOptions = PreviewParts & Parameters<typeof offerPause>[0]

/** What the bar can do beside Stop. It comes after the bar, which is there at once. */
export function completeBar(options: BarOptions): Stop {
  const { toolbar, words } = options
  const { parts } = toolbar
  const saved = savedCorner(words.direction)
  const corners = createCorners(parts.bar, saved)
  const grip = iconButton('grip', words.move, DOTS)
  parts.bar.prepend(grip)
  const stops = [
    () => grip.remove(),
    observeDrag(parts.bar, corners),
    observeCollapse(parts, words, corners, saved.collapsed),
    offerPreview(options),
    offerPause(options),
    markTitle(document),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
