import { type CSSProperties, useState } from 'react'
import { readPreference, writePreference } from '../state/preferences.ts'

/** How wide the conversation beside the stage may be, in px. */
export const BESIDE = { least: 280, most: 560, step: 24 } as const

export type Beside = {
  readonly width: number
  readonly style: CSSProperties
  /** `keep` remembers it for the next time. */
  setWidth(width: number, keep: boolean): void
}

export function useBesideWidth(): Beside {
  const [width, setWidth] = useState(() => within(Number(readPreference('besideWidth'))))
  return {
    width,
    // A custom property has no place in React's type of styles.
    style: { '--beside': `${width}px` } as CSSProperties,
    setWidth(next, keep) {
      const bounded = within(next)
      setWidth(bounded)
      if (keep) writePreference('besideWidth', String(bounded))
    },
  }
}

function within(width: number): number {
  if (!Number.isFinite(width)) return 360
  return Math.round(Math.min(BESIDE.most, Math.max(BESIDE.least, width)))
}
