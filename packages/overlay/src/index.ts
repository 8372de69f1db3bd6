export { createOverlay, type Overlay, type OverlayOptions } from './overlay.ts'
