// The capture without its parts, for who loads those by themselves.
export { type Capture, type CaptureOptions, startCapture } from './capture.ts'
export { placeAt, rectOf } from './geometry.ts'
export { listen } from './natives.ts'
export type { CaptureStats, Host as CaptureHost, MakePart } from './part.ts'
export { DEFAULT_RULES, type PrivacyRules, PrivacyRulesError, type Recogniser } from './privacy.ts'
