import type { startCapture } from '@alongside/capture'
import type { Op } from '@alongside/protocol'
import { appearanceDifference } from '../support/appearance.ts'
import { type Joined, joinPage } from './joined.ts'
import { RandomEdits, randomFrom } from './random-edits.ts'
import { RandomForms } from './random-forms.ts'
import { RandomRules } from './random-rules.ts'
import { RandomState } from './random-state.ts'
import { RandomStructure } from './random-structure.ts'
import { SteadyTime } from './steady-time.ts'
import { twinsOf } from './twins.ts'

const MARKUP =
  '<!doctype html><title>t</title><style>p{margin:2px}</style><body><p id=a>one <b>two</b></p>' +
  '<form><input value=x></form></body>'

/** A round of the running check costs as much as all the rest of a comparison. */
const CHECK_EVERY = 16

/** What came of one run; `problem` is what went wrong first. */
export type EditsRun = {
  readonly problem: string | null
  readonly operations: number
  readonly flushes: number
  /** How often each kind of operation was done. */
  readonly counts: Readonly<Record<string, number>>
}

export type EditsOptions = {
  /** Besides plain edits of the tree: the rarer ones, sheets, forms, scroll, top layer, one operation in two. */
  readonly all?: boolean
  /** Elements are masked, unmasked and blocked. How it looks is not compared then. */
  readonly marks?: boolean
  /** Now and then the outbox is full for a while. */
  readonly holds?: boolean
  /** Every flush is cut short as soon as anything was done. */
  readonly sliced?: boolean
  /** The capture runs in the page's window, as on a customer's site: how it comes there. */
  readonly own?: (view: Window) => typeof startCapture
  /** The mirror stops before the first of them: what goes wrong then is the browser's own. */
  readonly alone?: boolean
  /** A planted bug: no op of this kind reaches the replica. */
  readonly without?: Op['op']
}

/** Runs `edits` random operations with flushes at random points, and compares after each flush. */
export async function runEdits(
  edits: number,
  seed: number,
  options: EditsOptions = {},
): Promise<EditsRun> {
  const { all = false, marks = false, holds = false, sliced = false, own, without } = options
  const { alone = false } = options
  let held = 0
  // Where there is no time for anything, the clock runs fast too.
  const time = new SteadyTime(sliced ? 0.7 : 0.01)
  const joined = await joinedIn(time, {
    ready: () => held === 0,
    ...(sliced ? { slice: 0 } : {}),
    ...(own ? { own } : {}),
    ...(without ? { through: (op: Op) => (op.op === without ? null : op) } : {}),
  })
  if (alone) joined.capture.stop()
  const random = randomFrom(seed ^ 0x5eed)
  const { page } = joined
  const compare = (looks = false): string | null => {
    // Laid out all the same.
    if (alone) page.documentElement?.getBoundingClientRect()
    if (alone) return null
    const wrong = difference(joined, sliced)
    return wrong ?? (looks ? looksDifference(joined, randomFrom(seed + flushes)) : null)
  }
  // Not both: whether an element that moves between documents is defined depends on where it was made.
  const frames = !all || seed % 2 === 0
  const edit = new RandomEdits(page, seed, { marks, frames })
  const others = [
    new RandomStructure(page, seed, !frames),
    new RandomRules(page, seed, frames),
    new RandomState(page, seed),
    new RandomForms(page, seed, marks),
  ]
  let flushes = 0
  const result = (problem: string | null, operations: number): EditsRun => ({
    problem: problem && `seed ${seed}, operation ${operations}: ${problem}`,
    operations,
    flushes,
    counts: Object.assign({}, edit.counts, ...others.map(({ counts }) => counts)),
  })
  try {
    for (let i = 1; i <= edits; i++) {
      ;((all && others[random(2 * others.length)]) || edit).step()
      time.work(1)
      if (held > 0) held--
      else if (holds && random(200) === 0) held = 1 + random(60)
      const roll = random(24)
      // A microtask lets the browser deliver its records: subtrees off the page are unobserved from then on.
      if (roll === 0) await Promise.resolve()
      // A task lets the capture's own schedule run.
      if (roll === 1 && random(20) === 0) await time.pass(random(300))
      if (roll > 2 && i < edits) continue
      if (i === edits) held = 0
      if (held > 0) {
        joined.capture.flush()
        continue
      }
      flushes++
      let wrong = compare()
      if (!wrong && all && !marks && flushes % 16 === 0) {
        lookAround(joined, sliced)
        // Scroll events come with the next frame.
        for (let frame = 0; frame < 2; frame++) await time.pass(16)
        wrong = compare(true)
        if (wrong) {
          layOutAnew(joined)
          // No event tells where what was without a box stands when it is back: it is looked at four times a second.
          await time.pass(250)
          lookAround(joined, sliced)
          for (let frame = 0; frame < 2; frame++) await time.pass(16)
          wrong = compare(true)
        }
      }
      if (wrong) return result(wrong, i)
    }
    return result(null, edits)
  } finally {
    joined.close()
    time.stop()
  }
}

/** A page and its replica whose time is not that of this machine. */
async function joinedIn(
  time: SteadyTime,
  options: Parameters<typeof joinPage>[1],
): Promise<Joined> {
  time.keep(window)
  let joined: Joined | undefined
  const join = joinPage(MARKUP, {
    checkEvery: CHECK_EVERY,
    ...options,
    before: ({ defaultView }) => {
      if (!defaultView) return
      time.keep(defaultView)
      time.rule(defaultView)
    },
  }).then((done) => {
    joined = done
  })
  // The first picture in as many turns as it takes, none of which takes time.
  while (!joined) await Promise.race([join, time.pass(0)])
  time.rule(window)
  return joined
}

/** Without time an audit looks at a few of all positions only. */
function lookAround({ capture }: Joined, sliced: boolean): void {
  for (let turn = 0; sliced && turn < 60; turn++) capture.flush()
}

/** The tree, the state of controls and the rules. */
function difference(joined: Joined, sliced: boolean): string | null {
  let wrong = joined.difference()
  for (let more = 0; wrong && sliced && more < 400; more++) wrong = joined.difference()
  return wrong
}

/**
 * Chromium 156 forgets to lay out some of what it should: a scroller stays as wide as it was with a child that left it by
 * `moveBefore`, the host of a slot as high as it was. What differs when all of it is laid out anew is a difference.
 */
function layOutAnew({ page, replica }: Joined): void {
  for (const root of [page.documentElement, replica.document?.documentElement]) {
    if (!root) continue
    const { display } = root.style
    root.style.display = 'none'
    root.getBoundingClientRect()
    root.style.display = display
  }
}

/** How some of it looks, and where all of it is scrolled to. */
function looksDifference(joined: Joined, random: (below: number) => number): string | null {
  // Chromium gives a <noscript> no box, whatever its style says.
  const all = [...twinsOf(joined, 'noscript')].filter(([page]) => isLaidOut(page))
  const some = Array.from({ length: 12 }, () => all[random(all.length)]).filter((pair) => !!pair)
  // Of what looks different the first says more about the cause.
  return (appearanceDifference(some) && appearanceDifference(all)) ?? stateDifference(all)
}

/** A page in a frame without a box keeps the size that it had when it last had one. */
function isLaidOut(element: Element): boolean {
  const frame = element.ownerDocument.defaultView?.frameElement
  return !frame || frame.ownerDocument === document || frame.getClientRects().length > 0
}

/** Scroll positions and the top layer. */
function stateDifference(twins: Iterable<readonly [Element, Element]>): string | null {
  for (const [page, replica] of twins) {
    const of = `<${page.localName} ${page.outerHTML.slice(0, 80)}>`
    for (const side of ['scrollLeft', 'scrollTop'] as const) {
      if (Math.abs(page[side] - replica[side]) > 1)
        return `${of}: ${side} is ${page[side]}, in the replica ${replica[side]}`
    }
    for (const state of [':modal', ':popover-open']) {
      if (page.matches(state) !== replica.matches(state))
        return `${of}: ${state} is ${page.matches(state)}, and not so in the replica`
    }
  }
  return null
}
