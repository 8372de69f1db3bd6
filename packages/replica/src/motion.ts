import type { NodeId, Op } from '@alongside/protocol'
import * as dom from './dom.ts'
import type { Tree } from './tree.ts'

type Told = Extract<Op, { op: 'animation' }>

/** How long an animation of a sheet may take to begin here: sheets arrive on their own. Milliseconds. */
const PATIENCE = 5000
/** What nobody sees is not set right, since a seek may be seen. Milliseconds. */
const IN_STEP = 20
/** A hostile page may tell any number. */
const MOST = 5000

/** Animations: those of sheets run by themselves and are set to where they are on the page; those of scripts are made. */
export class MotionOfPage {
  readonly #tree: Tree
  readonly #scripted = new Map<number, { id: NodeId; effect: string; animation: Animation }>()
  readonly #waiting = new Map<number, { told: Told; at: number }>()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  tell(told: Told): void {
    if (told.of !== '') {
      if (this.#waiting.size < MOST) this.#waiting.set(told.key, { told, at: performance.now() })
      return
    }
    attempt(() => this.#script(told))
  }

  /** After a batch, and when what is styled may be otherwise. */
  flush(): void {
    const now = performance.now()
    for (const [key, { told, at }] of this.#waiting) {
      const found = this.#find(told)
      if (found || now - at > PATIENCE) this.#waiting.delete(key)
      if (found) attempt(() => seek(found, told, now - at))
    }
  }

  freed(id: NodeId): void {
    if (this.#scripted.size === 0) return
    for (const [key, { id: of }] of this.#scripted) if (of === id) this.#scripted.delete(key)
  }

  #find({ id, pseudo, of }: Told): Animation | undefined {
    const element = this.#tree.find(id)
    if (!dom.isElement(element)) return undefined
    const all = Element.prototype.getAnimations.call(element, { subtree: pseudo !== '' })
    return all.find((animation) => {
      const effect = animation.effect as KeyframeEffect | null
      const name = Reflect.get(animation, 'animationName')
      const kind = name === undefined ? 'transition' : 'animation'
      const is = `${kind} ${name ?? Reflect.get(animation, 'transitionProperty')}`
      return effect?.target === element && (effect.pseudoElement ?? '') === pseudo && is === of
    })
  }

  #script(told: Told): void {
    const { key, id, state, effect } = told
    const known = this.#scripted.get(key)
    if (known && (state === 'idle' || known.effect !== effect || known.id !== id)) {
      known.animation.cancel()
      this.#scripted.delete(key)
    }
    if (state === 'idle' || (!this.#scripted.has(key) && this.#scripted.size >= MOST)) return
    let animation = this.#scripted.get(key)?.animation
    if (!animation) {
      const { keyframes, timing } = JSON.parse(effect, (_, value) =>
        value === 'Infinity' ? Number.POSITIVE_INFINITY : value,
      )
      animation = Element.prototype.animate.call(this.#tree.element(id), keyframes, {
        ...timing,
        pseudoElement: told.pseudo || null,
      })
      this.#scripted.set(key, { id, effect, animation })
    }
    seek(animation, told, 0)
  }
}

/** What this browser refuses (keyframes, a time, a rate) leaves things as the style has them. */
function attempt(what: () => void): void {
  try {
    what()
  } catch {}
}

function seek(animation: Animation, { state, time, rate }: Told, elapsed: number): void {
  if (animation.playbackRate !== rate) animation.playbackRate = rate
  const now = state === 'running' ? time + elapsed * rate : time
  const { currentTime } = animation
  if (currentTime === null || Math.abs(Number(currentTime) - now) > IN_STEP)
    animation.currentTime = now
  if (state === 'paused' && animation.playState !== 'paused') animation.pause()
  if (state === 'running' && animation.playState === 'paused') animation.play()
}
