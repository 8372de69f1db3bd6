import type { Boot, Chunks, PageApi, PageCall } from './boot.ts'

/** Between two tries to bring a program to a shared tab, in ms. */
const AGAIN = 800

/**
 * The only code that every page pays for: it keeps the page's calls, waits for a quiet moment, and brings the widget.
 * A page never sees an error of ours. A page inside a frame gets no second messenger: it waits to be shared with the page around it.
 */
interface Page extends Window {
  Alongside?: PageApi
}

function load(page: Page, script: HTMLScriptElement): void {
  const deploymentId = script.dataset['deploymentId']
  if (!deploymentId || page.Alongside?.on) return
  const folder = new URL('.', script.src).href
  const baseUrl = new URL(folder).origin
  if (page.top !== page) {
    if (page.Alongside) page.Alongside.on = true
    awaitOffer(page, folder, { baseUrl, deploymentId })
    return
  }
  const prefix = `alongside.${deploymentId}.`
  const queue: PageCall[] = page.Alongside?.q ?? []
  /** Browsers ask anew for a module that did not come (Chromium 156). */
  const bring = <Name extends keyof Chunks>(name: Name): Promise<Chunks[Name]> =>
    import(`${folder}${name}.js`).catch(async (error) => {
      if (!boot.shared) throw error
      await new Promise((done) => setTimeout(done, AGAIN))
      return bring(name)
    })
  const boot: Boot = {
    baseUrl,
    deploymentId,
    issuerKey: script.dataset['issuerKey'] ?? null,
    queue,
    bring,
  }
  let started = false
  let arriving = false

  const start = (): void => {
    if (started || arriving) return
    started = true
    bring('widget')
      .then((widget) => widget.start(boot))
      .catch(() => {})
  }

  const api: PageApi = (...call) => {
    queue.push(call)
    start()
  }
  api.q = queue
  api.on = true
  page.Alongside = api

  const token = takeTestToken(page)
  if (token) {
    // No messenger until the test is over, which is at once where the server knows of none.
    started = true
    const over = (): void => {
      started = false
      start()
    }
    import(`${folder}tester.js`)
      .then((tester) => tester.test({ baseUrl, deploymentId, token }))
      .then(over, over)
    return
  }
  const begin = (): void => {
    // A tab that is shared goes on at once: the agent is looking at a veil until we are there.
    if (stored(() => sessionStorage, `${prefix}sharing`)) {
      boot.shared = true
      start()
      bring('proposal')
      bring('cobrowse')
    } else if (queue.length > 0 || stored(() => localStorage, `${prefix}conversation`)) {
      start()
    } else if ('requestIdleCallback' in page) {
      page.requestIdleCallback(start, { timeout: 2000 })
    } else {
      setTimeout(start, 200)
    }
  }
  arriving = mayArrive(page, prefix)
  if (!arriving) begin()
  else
    import(`${folder}arrive.js`)
      .then((here) => here.arrive(boot))
      .catch(() => {})
      .then(() => {
        arriving = false
        begin()
      })
}

/** Whether the tab has the name of one that is shared, and this page does not know of it, or of what has become of it elsewhere. */
function mayArrive({ document, location, name }: Page, prefix: string): boolean {
  if (!name.startsWith('alongside-')) return false
  const { referrer } = document
  return referrer
    ? new URL(referrer).origin !== location.origin
    : !stored(() => sessionStorage, `${prefix}sharing`)
}

/** What opens test mode stands in the address for as long as it takes to get here. */
function takeTestToken({ location, history }: Page): string | null {
  const [mark, token] = /[#&]alongside-test=([\w-]{43})$/.exec(location.hash) ?? []
  if (!mark || !token) return null
  const { pathname, search, hash } = location
  history.replaceState(history.state, '', pathname + search + hash.slice(0, -mark.length))
  return token
}

/** An offer of a page around this one, as `Offer` of the capture has it. Who makes it is looked at next, before anything is said. */
function awaitOffer(
  page: Page,
  folder: string,
  own: { readonly baseUrl: string; readonly deploymentId: string },
): void {
  page.addEventListener('message', ({ data, source, origin, isTrusted, ports: [port] }) => {
    if (!isTrusted || !port || !Array.isArray(data) || !isAround(page, source)) return
    const [mark, deploymentId, masked] = data
    if (mark !== 'alongside' || deploymentId !== own.deploymentId) return
    import(`${folder}subpage.js`)
      .then((subpage) => subpage.join({ ...own, origin, masked: masked !== false, port }))
      .catch(() => {})
  })
}

function isAround(page: Window, source: unknown): boolean {
  for (let at = page; at !== at.parent; ) {
    at = at.parent
    if (at === source) return true
  }
  return false
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
