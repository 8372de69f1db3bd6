import {
  type Capture,
  type CaptureOptions as StartOptions,
  startCapture as startWith,
} from './capture.ts'
import { ALWAYS } from './parts/always.ts'
import { components } from './parts/components.ts'
import { DEFAULT_RULES, type PrivacyRules } from './privacy.ts'
import { createRecogniser } from './recognise.ts'

export { describe } from './capture.ts'
export { placeAt, rectOf } from './geometry.ts'
export type { CaptureStats } from './part.ts'
export { DEFAULT_RULES, type PrivacyRules, PrivacyRulesError } from './privacy.ts'
export type { Capture }
export type CaptureOptions = Omit<StartOptions, 'parts' | 'recogniser' | 'privacy'> & {
  readonly privacy?: PrivacyRules
}

/** Mirrors a live page, with all that there is to mirror: see `startCapture` of `capture.ts`. */
export function startCapture({ privacy = DEFAULT_RULES, ...options }: CaptureOptions): Capture {
  return startWith({
    ...options,
    privacy: () => privacy,
    parts: [...ALWAYS, components],
    recogniser: createRecogniser(),
  })
}
