import type { Boot, PageApi, PageCall } from './boot.ts'

/**
 * The only code that every page pays for: it keeps the page's calls, waits for a quiet moment, and brings the widget.
 * A page never sees an error of ours, and a page inside a frame gets no second messenger.
 */
interface Page extends Window {
  Alongside?: PageApi
}

function load(page: Page, script: HTMLScriptElement): void {
  const deploymentId = script.dataset['deploymentId']
  if (!deploymentId || page.top !== page || page.Alongside?.on) return
  const folder = new URL('.', script.src).href
  const prefix = `alongside.${deploymentId}.`
  const queue: PageCall[] = page.Alongside?.q ?? []
  const boot: Boot = {
    baseUrl: new URL(folder).origin,
    deploymentId,
    issuerKey: script.dataset['issuerKey'] ?? null,
    queue,
  }
  let started = false

  const start = (): void => {
    if (started) return
    started = true
    import(`${folder}widget.js`).then((widget) => widget.start(boot)).catch(() => {})
  }

  const api: PageApi = (...call) => {
    queue.push(call)
    start()
  }
  api.q = queue
  api.on = true
  page.Alongside = api

  // A tab that is shared goes on at once: the agent is looking at a veil until we are there.
  if (stored(() => sessionStorage, `${prefix}sharing`)) {
    start()
    import(`${folder}proposal.js`).catch(() => {})
    import(`${folder}cobrowse.js`).catch(() => {})
  } else if (queue.length > 0 || stored(() => localStorage, `${prefix}conversation`)) {
    start()
  } else if ('requestIdleCallback' in page) {
    page.requestIdleCallback(start, { timeout: 2000 })
  } else {
    setTimeout(start, 200)
  }
}

/** Storage may be blocked: then even naming it throws. */
function stored(storage: () => Storage, key: string): boolean {
  try {
    return storage().getItem(key) !== null
  } catch {
    return false
  }
}

try {
  const script =
    document.currentScript ?? document.querySelector('script[data-deployment-id][src*="loader.js"]')
  if (script instanceof HTMLScriptElement) load(window, script)
} catch {
  // Nothing of ours may break the page.
}
