/** What happens to the page around the messenger, without a hook in it. */
export function watchPage(
  page: Window,
  on: { onAddress(): void; onReturn(): void; onStorage(key: string): void },
): () => void {
  let address = page.location.pathname
  const check = (): void => {
    if (page.location.pathname === address) return
    address = page.location.pathname
    on.onAddress()
  }
  const onShow = (event: PageTransitionEvent): void => {
    if (event.persisted) on.onReturn()
  }
  const onStorage = (event: StorageEvent): void => {
    if (event.key) on.onStorage(event.key)
  }
  // Single-page navigation: the Navigation API tells; where it is missing (older Firefox, WebKitGTK), a slow look does.
  const navigation = 'navigation' in page ? page.navigation : null
  const timer = navigation ? undefined : setInterval(check, 2000)
  const over = new AbortController()
  navigation?.addEventListener('currententrychange', check, over)
  page.addEventListener('popstate', check, over)
  page.addEventListener('pageshow', onShow, over)
  page.addEventListener('storage', onStorage, over)
  return () => {
    clearInterval(timer)
    over.abort()
  }
}
