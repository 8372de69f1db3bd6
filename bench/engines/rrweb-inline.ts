import { record } from '@rrweb/record'
import type { Engine } from './engine.ts'

/** rrweb's recorder where the viewer's browser has no way to the site: sheets, images and fonts go along. */
export const engine: Engine = {
  start(_page, emit) {
    const stop = record({
      emit: (event) => emit(JSON.stringify(event)),
      inlineStylesheet: true,
      inlineImages: true,
      collectFonts: true,
    })
    return { stop: () => stop?.() }
  },
}
