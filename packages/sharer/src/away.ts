import type { Away } from '@alongside/protocol'
import { originAllowed, parseOrigin } from '@alongside/protocol/origins'
import type { Stop } from './guard.ts'
import { LISTEN, observeWindows } from './windows.ts'

/** A tab that was opened in the background is no news after this long, in milliseconds. */
const BACKGROUND_MS = 8_000

const HERE = /^(_self|_parent|_top)?$/i

/**
 * Tells where the customer is about to be beside this page: another tab that it opens, a site that is none of the deployment's
 * `domains`. Older Firefox has no Navigation API, and then nothing is told of sites.
 */
export function observeAway(
  page: Window,
  domains: readonly string[],
  tell: (at: Away | null) => void,
): Stop {
  let at: Away | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = (next: Away | null): void => {
    clearTimeout(timer)
    if (next !== at) tell(next)
    at = next
  }
  const opened = (): void => {
    say('tab')
    timer = setTimeout(back, BACKGROUND_MS)
  }
  const back = (): void => {
    if (at === 'tab' && page.document.visibilityState === 'visible') say(null)
  }
  const goes = ({ destination, hashChange, downloadRequest }: NavigateEvent): void => {
    const { protocol, origin } = new URL(destination.url)
    if (hashChange || downloadRequest !== null || !/^https?:$/.test(protocol)) return
    const site = parseOrigin(origin)
    say(site && originAllowed(site, domains) ? null : 'site')
  }
  const navigation = 'navigation' in page ? page.navigation : null
  navigation?.addEventListener('navigate', goes)
  page.document.addEventListener('visibilitychange', back)
  const stops = [
    observeWindows(page, (inner) => observeTabs(inner, opened)),
    hookOpen(page, opened),
    () => page.document.removeEventListener('visibilitychange', back),
    () => navigation?.removeEventListener('navigate', goes),
    () => clearTimeout(timer),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Links and forms that lead to another tab, or are told to by a key. */
function observeTabs(page: Window, opened: () => void): Stop {
  const look = (event: Event): void => {
    const link = linkOf(event)
    if (!link) return
    const target = targetOf(link) ?? targetOf(page.document.querySelector('base[target]')) ?? ''
    if ((HERE.test(target) && !isAside(event)) || isFrame(page, target)) return
    // The page may yet say no, later in the event's way.
    setTimeout(() => {
      if (!event.defaultPrevented) opened()
    })
  }
  const types = ['click', 'auxclick', 'submit']
  for (const type of types) page.addEventListener(type, look, LISTEN)
  return () => {
    for (const type of types) page.removeEventListener(type, look, LISTEN)
  }
}

/** The link, form or button of a form that an event is about. */
function linkOf(event: Event): Element | null {
  const path = event.composedPath()
  if (event.type === 'submit') {
    const { submitter } = event as SubmitEvent
    return submitter?.hasAttribute('formtarget') ? submitter : (path[0] as Element)
  }
  const isLink = (it: EventTarget): boolean =>
    'localName' in it &&
    /^(a|area)$/.test(`${it.localName}`) &&
    attribute(it as Element, 'href') !== null
  return (path.find(isLink) as Element | undefined) ?? null
}

function isAside(event: Event): boolean {
  const { button, ctrlKey, metaKey, shiftKey } = event as MouseEvent
  return event.type !== 'submit' && (button === 1 || ctrlKey || metaKey || shiftKey)
}

function isFrame({ document }: Window, target: string): boolean {
  return [...document.querySelectorAll('iframe')].some(({ name }) => name && name === target)
}

function targetOf(element: Element | null): string | null {
  return element && (attribute(element, 'formtarget') ?? attribute(element, 'target'))
}

/** Through the prototype: a form may have a control of any name. */
function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name)
}

/** The page's own `open`, which runs first and gives what it gives; a Proxy keeps name, length and `toString()` native. */
function hookOpen(page: Window, opened: () => void): Stop {
  const before = Object.getOwnPropertyDescriptor(page, 'open')
  if (!before?.configurable || typeof before.value !== 'function') return () => {}
  const hooked = new Proxy(before.value as typeof page.open, {
    apply(native, self, args: Parameters<typeof page.open>) {
      const result: Window | null = Reflect.apply(native, self, args)
      // Without an opener the new window is not given, nor is one that the browser did not open.
      const isNew = result ? result.top !== page.top : /noopener|noreferrer/i.test(`${args[2]}`)
      if (isNew && !HERE.test(args[1] || '_blank')) opened()
      return result
    },
  })
  Object.defineProperty(page, 'open', { ...before, value: hooked })
  return () => {
    // Whoever wrapped after us keeps working.
    if (page.open === hooked) Object.defineProperty(page, 'open', before)
  }
}
