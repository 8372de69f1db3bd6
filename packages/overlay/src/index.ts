export { createOverlay, type Overlay, type OverlayOptions } from './overlay.ts'
export { PARTY_COLORS, type Party } from './party.ts'
