import type { Page } from 'playwright-core'

/** Of the replica's image `#free` its address and width, and of `#back` its background; null where there is none. */
export function shownImages(agent: Page): Promise<(string | number | null | undefined)[]> {
  return agent.evaluate(() => {
    const page = globalThis.canonical.replicaDocument()
    const image = page?.getElementById('free') as HTMLImageElement | null
    const back = page?.getElementById('back')
    return [image?.src, image?.naturalWidth, back && getComputedStyle(back).backgroundImage]
  })
}
