export { type Capture, type CaptureOptions, describe, startCapture } from './capture.ts'
export { placeAt, rectOf } from './geometry.ts'
export { DEFAULT_RULES, type PrivacyRules, PrivacyRulesError } from './privacy.ts'
