export type { PreviewModule } from './preview-module.ts'
export { type Sharer, type SharerOptions, startSharer } from './sharer.ts'
export type { SharerWords } from './words.ts'
