import { frameKind, localRequests, ProtocolError, writeRequests } from '@alongside/protocol'
import { createGate, createReplica } from '@alongside/replica'
import { frameFor, wishesFor } from './preview-feed.ts'
import type { Preview, PreviewOptions } from './preview-module.ts'
import { createPanel } from './preview-panel.ts'

/**
 * The replica that the agent has, in the customer's own page: from the very frames that go out, before they are sealed. What
 * images and fonts it needs comes from this browser, and none of that goes out.
 */
export function openPreview(options: PreviewOptions): Preview {
  let open = true
  let held: string | null = null
  const panel = createPanel({ ...options, closed: () => close() })
  const note = (): void => panel.note(held ?? (replica.current ? null : panel.words.coming))
  const begin = (): void => options.capture()?.receive(writeRequests([{ request: 'epoch' }]))
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
      note()
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
  const waiting: Uint8Array[] = []
  /** After the task in which they go out: what the replica asks then must not find the capture at work. */
  const later = (frame: Uint8Array): void => {
    if (waiting.push(frame) > 1) return
    setTimeout(() => {
      for (const each of waiting.splice(0)) if (open) gate.take(each)
    })
  }
  const close = (): void => {
    if (!open) return
    open = false
    gate.stop()
    replica.destroy()
    panel.remove()
    options.closed()
  }
  // It may come at once, and is to be taken.
  setTimeout(begin)
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
