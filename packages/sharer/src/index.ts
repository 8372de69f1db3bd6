export { type Sharer, type SharerOptions, startSharer } from './sharer.ts'
export type { SharerWords } from './words.ts'
