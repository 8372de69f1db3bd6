import { listen, startCapture } from '@alongside/capture/core'
import type { Deployment, Word } from '@alongside/capture/subpages'
import { frameKind } from '@alongside/protocol'
import type { CobrowseConfig } from '@alongside/protocol/api'
import type { Stop } from './guard.ts'
import { createParts, type Later, type Recognise } from './parts.ts'
import { followRules } from './rules.ts'

export type SubpageOptions = {
  /** To the page around, which has been looked at: what comes through it is its word. */
  readonly port: MessagePort
  /** The frame stands under a mask of the page around. */
  readonly masked: boolean
  readonly deployment: Deployment & { readonly config: { readonly cobrowse: CobrowseConfig } }
  readonly later: Later
  readonly recognise: Recognise
}

/** Frames that the page around has not passed on yet. */
const MOST_UNDER_WAY = 4

/** Shares this page as a part of the page around it, until that says `end` or this page goes. */
export function startSubpage({ port, masked, deployment, later, recognise }: SubpageOptions): Stop {
  let underWay = 0
  const say = (what: Uint8Array | Word): void => port.postMessage(what)
  const { cobrowse } = deployment.config
  if (masked) cobrowse.maskSelectors.push(':root')
  const rules = followRules(cobrowse, () => capture)
  const { parts, receive } = createParts(later, deployment)
  const capture = startCapture({
    emit(frame) {
      if (rules.changed()) return
      underWay++
      say(frame)
    },
    ready: () => underWay < MOST_UNDER_WAY,
    privacy: rules.now,
    parts,
    recogniser: recognise.createRecogniser(cobrowse.privacy),
  })

  const asked = (frame: Uint8Array): void => {
    try {
      if (frameKind(frame) === 'subpage') receive(frame)
      else capture.receive(frame)
    } catch {
      // It asks for nothing that there is.
    }
  }
  const heard = (event: Event): void => {
    const { data }: MessageEvent<unknown> = event as MessageEvent
    if (data === 'more') underWay = 0
    else if (data === 'end') stop()
    else if (data instanceof Uint8Array) asked(data)
  }
  const stop = (): void => {
    listen(port, 'message', heard, false)
    listen(window, 'pagehide', stop, false)
    capture.stop()
    say('end')
    port.close()
  }
  listen(window, 'pagehide', stop)
  listen(port, 'message', heard)
  port.start()
  return stop
}
