export type { FitMode } from './layout.ts'
export type { ViewerState } from './state.ts'
export { startViewer, type Viewer, type ViewerOptions } from './viewer.ts'
