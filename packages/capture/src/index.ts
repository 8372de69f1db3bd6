import { type Capture, type CaptureOptions, startCapture as startWith } from './capture.ts'
import { ALWAYS } from './parts/always.ts'
import { components } from './parts/components.ts'
import { createRecogniser } from './recognise.ts'

export { describe } from './capture.ts'
export { placeAt, rectOf } from './geometry.ts'
export type { CaptureStats } from './part.ts'
export { DEFAULT_RULES, type PrivacyRules, PrivacyRulesError } from './privacy.ts'
export type { Capture, CaptureOptions }

/** Mirrors a live page, with all that there is to mirror: see `startCapture` of `capture.ts`. */
export function startCapture(options: Omit<CaptureOptions, 'parts' | 'recogniser'>): Capture {
  return startWith({ ...options, parts: [...ALWAYS, components], recogniser: createRecogniser() })
}
