import { frameKind, localRequests, ProtocolError, writeRequests } from '@alongside/protocol'
import { createGate, createReplica } from '@alongside/replica'
import { frameFor, wishesFor } from './preview-feed.ts'
import type { Preview, PreviewOptions } from './preview-module.ts'
import { createPanel, type Panel } from './preview-panel.ts'

/**
 * The replica that the agent has, in the customer's own page: from the very frames that go out, before they are sealed. What
 * images and fonts it needs comes from this browser, and none of that goes out.
 */
export function openPreview(options: PreviewOptions): Preview {
  let open = true
  let held: string | null = null
  const panel = createPanel({ ...options, closed: () => close() })
  const refused = refusesStyles(panel.page)
  let copy = refused ? null : openCopy(options, panel, () => note())
  const note = (): void => {
    const missing = refused ? panel.words.refused : panel.words.coming
    panel.note(held ?? (copy?.current ? null : missing))
  }
  const begin = (): void => options.capture()?.receive(writeRequests([{ request: 'epoch' }]))
  const stopWatching = observeReloads(panel.page, () => {
    copy?.stop()
    copy = openCopy(options, panel, () => note())
    begin()
  })
  const waiting: Uint8Array[] = []
  /** After the task in which they go out: what the replica asks then must not find the capture at work. */
  const later = (frame: Uint8Array): void => {
    if (waiting.push(frame) > 1) return
    setTimeout(() => {
      for (const each of waiting.splice(0)) if (open) copy?.take(each)
    })
  }
  const close = (): void => {
    if (!open) return
    open = false
    stopWatching()
    copy?.stop()
    panel.remove()
    options.closed()
  }
  note()
  // It may come at once, and is to be taken.
  if (copy) setTimeout(begin)
  return {
    take(frame) {
      const whose = frameFor(frame)
      if (open && whose !== 'agent') later(frame)
      return whose === 'preview'
    },
    hold(said) {
      held = said
      if (open) note()
    },
    close,
  }
}

type Copy = { readonly current: boolean; take(frame: Uint8Array): void; stop(): void }

function openCopy(options: PreviewOptions, panel: Panel, changed: () => void): Copy {
  const replica = createReplica({
    container: panel.page,
    firstRequest: localRequests,
    emit(frame) {
      const wishes = wishesFor(frame)
      if (!wishes) return
      if (frameKind(frame) === 'requests') options.capture()?.receive(wishes)
      else options.subpage(wishes)
    },
    onChange() {
      panel.size(replica.viewport)
      changed()
    },
  })
  const gate = createGate(replica, (frame) => {
    try {
      replica.apply(frame)
    } catch (error) {
      // Frames of before the epoch that was asked for.
      if (!(error instanceof ProtocolError)) throw error
    }
  })
  return {
    get current() {
      return replica.current
    },
    take: gate.take,
    stop() {
      gate.stop()
      replica.destroy()
    },
  }
}

/** A page's policy stands over the copy as well, and one without inline styles would leave it bare. */
function refusesStyles(place: HTMLElement): boolean {
  const style = document.createElement('style')
  style.textContent = 'a{}'
  place.append(style)
  const refused = style.sheet === null
  style.remove()
  return refused
}

/** A frame has another document once what it is in has moved, which ours does as a modal dialog of the page opens. */
function observeReloads(place: HTMLElement, reloaded: () => void): () => void {
  const known = new WeakMap<HTMLIFrameElement, Document | null>()
  const look = (frame: HTMLIFrameElement): void => {
    const { contentDocument } = frame
    const before = known.get(frame)
    known.set(frame, contentDocument)
    if (before && before !== contentDocument && frame.isConnected) reloaded()
  }
  const loaded = ({ target }: Event): void => {
    if (target instanceof HTMLIFrameElement) look(target)
  }
  for (const frame of place.querySelectorAll('iframe')) look(frame)
  place.addEventListener('load', loaded, true)
  return () => place.removeEventListener('load', loaded, true)
}
