/** The sandboxed frame that one picture lives in. */
export interface SandboxFrame {
  readonly element: HTMLIFrameElement
  /** null until a `frameUrl` has loaded. */
  readonly document: Document | null
  size(width: number, height: number): void
  /** The colour scheme that the customer prefers: whatever the agent's is must not leak into the page. */
  scheme(name: 'light' | 'dark'): void
  /** Whether the page in the frame is told the scheme of the frame, as CSS Color Adjust 2.4 has it. */
  readonly ownsScheme: boolean
  show(visible: boolean): void
  remove(): void
}

/**
 * Creates the frame: same origin so that we reach its DOM, no scripts, nothing else. It is inert, takes no
 * pointer and no place in the tab order: all input of the agent belongs to the layer above it.
 *
 * Without `frameUrl` the frame is `about:blank`, not `srcdoc`: a srcdoc document stays in standards mode whatever
 * doctype is written into it (measured in Chromium 156), and quirks mode is needed. Both inherit the policy
 * of the agent's page, and the shell writes FRAME_CSP into it before anything else.
 */
export function openFrame(
  container: HTMLElement,
  { frameUrl, directImages }: { frameUrl: string | undefined; directImages: boolean },
  loaded: () => void,
): SandboxFrame {
  const element = container.ownerDocument.createElement('iframe')
  element.setAttribute('sandbox', 'allow-same-origin')
  element.setAttribute('referrerpolicy', 'no-referrer')
  // Whatever it may load, no cookie of the agent goes along. (It is about:blank's and the document's, so not for our own alone.)
  if (directImages) element.setAttribute('credentialless', '')
  element.setAttribute('title', 'Replica')
  element.tabIndex = -1
  element.inert = true
  const { style } = element
  style.border = '0'
  style.display = 'block'
  style.position = 'absolute'
  style.left = style.top = '0'
  style.background = 'Canvas' // what is behind a page, in its scheme
  style.pointerEvents = 'none'
  style.colorScheme = 'light'
  let isLoaded = frameUrl === undefined
  if (frameUrl !== undefined) {
    element.addEventListener(
      'load',
      () => {
        isLoaded = true
        loaded()
      },
      { once: true },
    )
    element.src = frameUrl
  }
  container.append(element)
  return {
    element,
    get document() {
      return isLoaded ? element.contentDocument : null
    },
    size(width, height) {
      style.width = `${width}px`
      style.height = `${height}px`
    },
    scheme(name) {
      style.colorScheme = name
    },
    get ownsScheme() {
      // Reading the style is what hands the scheme on.
      const { colorScheme } = getComputedStyle(element)
      return !!element.contentWindow?.matchMedia(`(prefers-color-scheme:${colorScheme})`).matches
    },
    show(visible) {
      style.visibility = visible ? 'visible' : 'hidden'
    },
    remove() {
      element.remove()
    },
  }
}
