import { tellPlayback } from '@alongside/protocol'
import * as FLAG from '../flag.ts'
import { allMatching, isElement, isHtml } from '../natives.ts'
import type { Host, Part } from '../part.ts'

/** After each of these a player shows something else; it goes on by itself in between. */
const EVENTS =
  'playing pause waiting seeked ratechange volumechange ended durationchange emptied'.split(' ')

/** What players are at. These events do not bubble: they are heard on their way down. */
export function playback(host: Host): Part {
  const stale = new Set<Node>()
  let isNew = true
  return {
    events: EVENTS,
    heard({ target }) {
      stale.add(target as Node)
      host.changed()
    },
    found() {
      isNew = true
    },
    epoch() {
      isNew = true
    },
    flush() {
      const { model, pending } = host.page
      if (pending.size > 0) return
      if (isNew)
        for (const root of host.roots)
          for (const each of allMatching(root, 'audio,video')) stale.add(each)
      isNew = false
      for (const each of stale) {
        const id = model.idOf(each)
        if (!id || !isElement(each) || !(isHtml(each, 'audio') || isHtml(each, 'video'))) continue
        if (model.flagsOf(id) & (FLAG.masked | FLAG.blocked)) continue
        const { paused, muted, currentTime, duration, playbackRate, readyState } =
          each as HTMLMediaElement
        tellPlayback(host.out, id, {
          playing: !paused && readyState > HTMLMediaElement.HAVE_CURRENT_DATA,
          muted,
          time: currentTime * 1000,
          duration: Number.isFinite(duration) ? duration * 1000 : 0,
          rate: playbackRate,
        })
      }
      stale.clear()
    },
  }
}
