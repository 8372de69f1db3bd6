import type { Page } from 'playwright-core'

/** What a tab holds after its garbage was collected: bytes of scripts' objects, and nodes of all documents. */
export type Memory = { readonly heap: number; readonly nodes: number; readonly listeners: number }

/** Gives what looks at the memory of a page. */
export async function watchMemory(page: Page): Promise<() => Promise<Memory>> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  return async () => {
    await cdp.send('HeapProfiler.collectGarbage')
    const { metrics } = await cdp.send('Performance.getMetrics')
    const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters')
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN
    return { heap, nodes, listeners: jsEventListeners }
  }
}
