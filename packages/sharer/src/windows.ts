import type { Stop } from './guard.ts'

export type Point = { readonly x: number; readonly y: number }
/** From client coordinates of one window to those of the top window. */
export type ToTop = (point: Point) => Point
export type Attach = (window: Window, toTop: ToTop) => Stop

/**
 * Attaches to the window and, as the pointer or the focus enters them, to the windows of its same-origin
 * frames: events of a frame are not seen outside of it.
 */
export function observeWindows(top: Window, attach: Attach): Stop {
  const attached = new Map<Window, Stop>()

  const enter = (window: Window, toTop: ToTop): void => {
    if (attached.has(window)) return
    const look = (event: Event): void => {
      const element =
        event.type === 'blur' ? window.document.activeElement : event.composedPath()[0]
      const inner = framed(element)
      if (inner) enter(inner.window, (point) => toTop(inner.toOuter(point)))
    }
    const leave = (): void => detach(window)
    window.addEventListener('pointerover', look, LISTEN)
    window.addEventListener('blur', look, LISTEN)
    // A frame that navigates has a new document under the same window: it is entered again.
    if (window !== top) window.addEventListener('pagehide', leave, LISTEN)
    const stop = attach(window, toTop)
    attached.set(window, () => {
      stop()
      window.removeEventListener('pointerover', look, LISTEN)
      window.removeEventListener('blur', look, LISTEN)
      window.removeEventListener('pagehide', leave, LISTEN)
    })
  }

  const detach = (window: Window): void => {
    attached.get(window)?.()
    attached.delete(window)
  }

  enter(top, (point) => point)
  return () => {
    for (const window of [...attached.keys()]) detach(window)
  }
}

/** How everything here listens: before the page can stop the event, and never holding it up. */
export const LISTEN: AddEventListenerOptions = { capture: true, passive: true }

function framed(element: unknown): { window: Window; toOuter: ToTop } | null {
  const frame = element as Partial<HTMLIFrameElement> | null | undefined
  try {
    const window = frame?.contentWindow
    // Reading the document of another origin's window throws.
    if (!window?.document || !frame?.getBoundingClientRect) return null
    return { window, toOuter: (point) => outer(frame as HTMLIFrameElement, point) }
  } catch {
    return null
  }
}

function outer(frame: HTMLIFrameElement, { x, y }: Point): Point {
  const rect = frame.getBoundingClientRect()
  const scaleX = frame.offsetWidth ? rect.width / frame.offsetWidth : 1
  const scaleY = frame.offsetHeight ? rect.height / frame.offsetHeight : 1
  return {
    x: rect.x + (frame.clientLeft + x) * scaleX,
    y: rect.y + (frame.clientTop + y) * scaleY,
  }
}
