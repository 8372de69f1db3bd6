// Bundled by build.mjs into the page that is audited: it plants canaries, shares the page with nobody, and says which leave.
import { type Capture, startCapture } from '@alongside/capture'
import { type RulesConfig, readRules } from '@alongside/sharer/rules'
import { plant } from './plant.ts'
import type { Slot } from './slot.ts'

declare global {
  var alongsideAudit: { readonly run: typeof run }
}

/** What became of a slot. */
export interface Seen extends Omit<Slot, 'canary'> {
  readonly when: 'at the start' | 'while sharing'
  readonly leaves: boolean
}

/** What is audited: the rules of a deployment, and what must not leave whatever they say. */
export interface Audited {
  readonly config: RulesConfig
  /** Selectors. */
  readonly forbidden: readonly string[]
}

export interface PageReport {
  readonly seen: readonly Seen[]
  /** There were more slots than are looked at. */
  readonly more: boolean
  /** What was captured. Bytes. */
  readonly bytes: number
}

/** Twice: what is in the page when sharing starts, and what comes then. Throws where a selector cannot be read. */
async function run({ config, forbidden }: Audited): Promise<PageReport> {
  const frames: Uint8Array[] = []
  const privacy = readRules(config, location.href)
  const rules = { ...privacy, forbidden }
  const first = plant(document, rules, 0)
  const capture = startCapture({
    document,
    privacy,
    emit: (frame) => frames.push(frame.slice()),
  })
  try {
    await flushed(capture)
    const start = textOf(frames.splice(0))
    const second = plant(document, rules, 1)
    await flushed(capture)
    const live = textOf(frames)
    return {
      seen: [
        ...first.slots.map((slot) => seenIn(start + live, slot, 'at the start')),
        ...second.slots.map((slot) => seenIn(live, slot, 'while sharing')),
      ],
      more: first.more || second.more,
      bytes: start.length + live.length,
    }
  } finally {
    capture.stop()
  }
}

function seenIn(sent: string, { canary, ...slot }: Slot, when: Seen['when']): Seen {
  return { ...slot, when, leaves: sent.includes(canary) }
}

async function flushed(capture: Capture): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    capture.flush()
  }
}

/** Byte by byte: what is looked for is ASCII. */
function textOf(frames: readonly Uint8Array[]): string {
  return frames.map((frame) => new TextDecoder('latin1').decode(frame)).join('\n')
}

globalThis.alongsideAudit = { run }
