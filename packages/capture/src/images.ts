import { scrubUrl } from './attributes.ts'
import * as FLAG from './flag.ts'
import type { Page } from './page.ts'

/** Which of several sources the browser took, and its size, where the `src` attribute does not say. */
export function writeChosen(images: Iterable<HTMLImageElement>, { model, out }: Page): void {
  for (const image of images) {
    const id = model.idOf(image)
    if (id === undefined || model.flagsOf(id) & (FLAG.masked | FLAG.blocked)) continue
    const chosen = image.currentSrc
    if (chosen === '' || chosen === image.src) continue
    out.image(id, scrubUrl(chosen), image.naturalWidth, image.naturalHeight)
  }
}
