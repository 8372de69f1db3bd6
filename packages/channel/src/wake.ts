// What of a window this needs; absent in workers and in Node, where nothing is ever hidden.
type Page = EventTarget & { readonly visibilityState?: string }

function page(): Page | undefined {
  // The library set of this package knows no window, so its one property of interest is looked up by hand.
  return (globalThis as { readonly document?: Page }).document
}

// True where there is no such notion.
export function visible(): boolean {
  return page()?.visibilityState !== 'hidden'
}

/** Calls `wake` when the network, the tab or a page that was kept to go back to came back: no reason to wait for a timer then. Returns its stop. */
export function onWake(wake: () => void): () => void {
  const here: unknown = globalThis
  const scope = here instanceof Object && 'addEventListener' in here ? globalThis : undefined
  const shown = page()
  const seen = () => {
    if (visible()) wake()
  }
  const over = new AbortController()
  const until = { signal: over.signal }
  scope?.addEventListener('online', wake, until)
  scope?.addEventListener('pageshow', wake, until)
  shown?.addEventListener('visibilitychange', seen, until)
  return () => over.abort()
}
