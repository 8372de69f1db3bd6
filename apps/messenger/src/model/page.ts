/** What happens to the page around the messenger, without a hook in it. */
export function watchPage(
  page: Window,
  on: {
    onAddress(): void
    onLeave(): void
    onReturn(): void
    onStorage(key: string): void
    /** `document.open()` took every listener of window and document away. */
    onWritten(): void
  },
): () => void {
  let address = page.location.pathname
  const check = (): void => {
    if (page.location.pathname === address) return
    address = page.location.pathname
    on.onAddress()
  }
  const onShow = (event: Event): void => {
    if ((event as PageTransitionEvent).persisted) on.onReturn()
  }
  const onStorage = (event: Event): void => {
    const { key } = event as StorageEvent
    if (key) on.onStorage(key)
  }
  // Single-page navigation: the Navigation API tells; where it is missing (older Firefox, WebKitGTK), a slow look does.
  const navigation = 'navigation' in page ? page.navigation : null
  const timer = navigation ? undefined : setInterval(check, 2000)
  navigation?.addEventListener('currententrychange', check)
  const listen = (change: 'addEventListener' | 'removeEventListener'): void => {
    page[change]('popstate', check)
    page[change]('pagehide', on.onLeave)
    page[change]('pageshow', onShow)
    page[change]('storage', onStorage)
  }
  listen('addEventListener')
  const { document } = page
  let root = document.documentElement
  const written = new MutationObserver(() => {
    if (!document.documentElement || document.documentElement === root) return
    root = document.documentElement
    listen('addEventListener')
    on.onWritten()
  })
  written.observe(document, { childList: true })
  return () => {
    clearInterval(timer)
    written.disconnect()
    navigation?.removeEventListener('currententrychange', check)
    listen('removeEventListener')
  }
}
