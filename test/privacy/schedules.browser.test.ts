import { DEFAULT_RULES, startCapture } from '@alongside/capture'
import { frameKind } from '@alongside/protocol'
import { expect, it, vi } from 'vitest'
import { randomFrom } from '../mirror/random-edits.ts'
import { Canaries, Clear } from './canaries.ts'
import { MASKS, RandomSecrets } from './random-secrets.ts'

/** A classifier that never changes its mind about an element, where a test asks for it. */
const classifier = vi.hoisted(() => ({ isStubborn: false }))
vi.mock(import('../../packages/capture/src/privacy.ts'), async (original) => {
  const real = await original()
  return {
    ...real,
    createClassifier(rules, recogniser) {
      const made = real.createClassifier(rules, recogniser)
      const first = new WeakMap<Element, boolean>()
      if (!classifier.isStubborn) return made
      return {
        ...made,
        mayMatter: () => true,
        masked(element, parentMasked) {
          const now = first.get(element) ?? made.masked(element, parentMasked)
          first.set(element, now)
          return now
        },
      }
    },
  }
})

const SCHEDULES = 1000
/** One capture for so many: a new one costs more than a schedule. */
const TOGETHER = 50
const STEPS = 10

type Run = {
  readonly leaks: readonly string[]
  readonly flushes: number
  /** Secrets that were never to be seen, those that were for a moment at least, and how many of these were sent. */
  readonly secrets: number
  readonly shown: number
  readonly sent: number
}

/** What was sent of secrets that the rules let nobody see at that moment, of so many schedules. */
async function run(schedules: number): Promise<Run> {
  const leaks: string[] = []
  let [flushes, secrets, shown, sent] = [0, 0, 0, 0]
  for (let first = 0; first < schedules; first += TOGETHER) {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const page = frame.contentDocument as Document
    const canaries = new Canaries()
    const clear = new Clear()
    const free = new Set<string>()
    const seen = new Set<string>()
    let isOpen = false
    let found: string[] = []
    const capture = startCapture({
      document: page,
      privacy: { ...DEFAULT_RULES, maskSelectors: MASKS },
      ready: () => isOpen,
      emit(bytes) {
        if (frameKind(bytes) === 'ops' || frameKind(bytes) === 'check')
          found.push(...canaries.wholeIn(clear.read(bytes)))
      },
    })
    const sensitive = new WeakSet<Element>()
    for (let seed = first; seed < first + TOGETHER; seed++) {
      const edits = new RandomSecrets(page, seed, canaries, sensitive)
      const random = randomFrom(~seed)
      for (let i = 0; i < STEPS; i++) {
        edits.step()
        // The browser delivers its records: what is removed is no longer observed.
        if (random(6) === 0) await Promise.resolve()
        if (random(4) > 0 && i < STEPS - 1) continue
        for (const secret of canaries.wholeIn(edits.shown())) free.add(secret)
        found = []
        isOpen = true
        capture.flush()
        await Promise.resolve()
        isOpen = false
        flushes++
        for (const secret of found) seen.add(secret)
        for (const secret of found)
          if (!free.has(secret)) leaks.push(`seed ${seed}, step ${i}: ${secret}`)
      }
      edits.remove()
    }
    secrets += canaries.count - free.size
    shown += free.size
    sent += seen.size
    capture.stop()
    frame.remove()
  }
  return { leaks, flushes, secrets, shown, sent }
}

it('nothing is sent of what is masked when it is looked at, and all else is, in a thousand schedules', async () => {
  const { leaks, flushes, secrets, shown, sent } = await run(SCHEDULES)
  console.log(
    `${SCHEDULES} schedules, ${flushes} flushes, ${secrets} secrets never to be seen, ${sent} of ${shown} others sent`,
  )
  expect(leaks).toEqual([])
  expect(sent / shown).toBeGreaterThan(0.95)
})

it('a classifier that decides once for each element is found out', async () => {
  classifier.isStubborn = true
  const { leaks } = await run(TOGETHER)
  classifier.isStubborn = false
  expect(leaks.length).toBeGreaterThan(5)
})
