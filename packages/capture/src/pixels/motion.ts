import { type Motion, type NodeId, tellAnimation } from '@alongside/protocol'
import * as FLAG from '../flag.ts'
import { typeOf } from '../natives.ts'
import * as TYPE from '../node-type.ts'
import type { Host, Part, Root } from '../part.ts'
import { maskCss } from '../privacy.ts'

const METHODS = 'play pause cancel finish reverse updatePlaybackRate'.split(' ')
const SETTERS = 'currentTime startTime playbackRate effect'.split(' ')

/** How long roots are looked through at a time, after a frame. Milliseconds. */
const LOOK = 1

type Told = { readonly key: number; readonly id: NodeId; readonly as: string; readonly of: Motion }

/**
 * Animations and transitions of style sheets run in the replica by themselves, from when it learns of them: how far they
 * are here is told once, and when scripts change it. What scripts animate is told whole.
 */
export function motion(host: Host): Part {
  let told = new Map<Animation, Told>()
  /** Those that scripts had a hand in. */
  const touched = new Set<Animation>()
  /** Roots that are still to be looked through. */
  let roots: Root[] = []
  /** Keyframes may be others. */
  let stale = false
  let lastKey = 0

  function look(): void {
    for (const animation of touched) tell(animation, true)
    touched.clear()
    const until = performance.now() + LOOK
    for (let root = roots.pop(); root; root = roots.pop()) {
      for (const animation of animationsOf(root)) tell(animation, stale)
      if (performance.now() > until) return
    }
    stale = false
  }

  function tell(animation: Animation, isNew: boolean): void {
    const effect = animation.effect as KeyframeEffect | null
    const { model } = host.page
    const id = effect?.target ? model.idOf(effect.target) : undefined
    // What follows from where something is scrolled to follows from it in the replica too.
    if (id === undefined || model.flagsOf(id) & FLAG.blocked || isScrolled(animation)) return
    const before = told.get(animation)
    const key = before?.key ?? ++lastKey
    const masked = (model.flagsOf(id) & FLAG.masked) !== 0
    const now = motionOf(animation, key, masked, isNew ? undefined : before?.of.effect)
    if (now.of !== '' && animation.pending) return
    if (!before && isOver(animation)) return
    const { startTime, currentTime, playState } = animation
    const as = JSON.stringify([id, now.effect, playState, now.rate, startTime ?? currentTime])
    if (before?.as === as) return
    told.set(animation, { key: now.key, id, as, of: now })
    tellAnimation(host.out, id, now)
  }

  function forgetOver(): void {
    for (const [animation, { id, of }] of told) {
      if (!isOver(animation)) continue
      told.delete(animation)
      if (of.of === '' && host.page.model.nodeAt(id))
        tellAnimation(host.out, id, { ...of, state: 'idle', effect: '' })
    }
  }

  return {
    hook(view, wrap) {
      const changed = (animation: Animation): void => {
        touched.add(animation)
        host.changed(true)
      }
      wrap(view.Element.prototype, 'animate', 'value', (_self, _args, made) =>
        changed(made as Animation),
      )
      for (const name of METHODS) wrap(view.Animation?.prototype, name, 'value', changed)
      for (const name of SETTERS) wrap(view.Animation?.prototype, name, 'set', changed)
      wrap(view.KeyframeEffect?.prototype, 'setKeyframes', 'value', () => {
        stale = true
      })
    },
    audit() {
      if (roots.length === 0) roots = [...host.roots]
    },
    epoch() {
      told = new Map()
      roots = [...host.roots]
    },
    flush(settled) {
      if (!settled) return
      look()
      forgetOver()
    },
    stop() {
      told.clear()
      touched.clear()
      roots = []
    },
  }
}

/** Whether it has no effect any more: cancelled, or finished without filling. */
function isOver({ playState, effect }: Animation): boolean {
  return (
    playState === 'idle' ||
    (playState === 'finished' && effect?.getComputedTiming().progress == null)
  )
}

function animationsOf(root: Root): Animation[] {
  const { prototype } = typeOf(root) === TYPE.document ? Document : ShadowRoot
  return prototype.getAnimations?.call(root) ?? []
}

function isScrolled({ timeline }: Animation): boolean {
  return timeline !== null && 'source' in timeline
}

function motionOf(animation: Animation, key: number, masked: boolean, known?: string): Motion {
  const { playState, currentTime, playbackRate } = animation
  const effect = animation.effect as KeyframeEffect | null
  const name: string | undefined = Reflect.get(animation, 'animationName')
  const property: string | undefined = Reflect.get(animation, 'transitionProperty')
  const of =
    name !== undefined
      ? `animation ${name}`
      : property !== undefined
        ? `transition ${property}`
        : ''
  return {
    key,
    state: playState,
    time: Number(currentTime ?? 0),
    rate: playbackRate,
    pseudo: effect?.pseudoElement ?? '',
    of,
    effect: of === '' && effect ? (known ?? describe(effect, masked)) : '',
  }
}

/** As `Element.animate` takes it; addresses stay here, and what is masked. */
function describe(effect: KeyframeEffect, masked: boolean): string {
  const keyframes = effect.getKeyframes().map(({ computedOffset: _, ...keyframe }) => keyframe)
  const timing = { ...effect.getTiming(), composite: effect.composite }
  return JSON.stringify({ keyframes, timing }, (_, value) =>
    value === Number.POSITIVE_INFINITY
      ? 'Infinity'
      : typeof value === 'string' && /url\(/i.test(value)
        ? undefined
        : masked && typeof value === 'string'
          ? maskCss(value)
          : value,
  )
}
