import type { Playback } from '@alongside/protocol'
import * as dom from './dom.ts'

/** A player that goes on is drawn anew so often. Milliseconds. */
const EVERY = 1000
/** A hostile page may have any number of them. */
const MOST = 200

type Player = { readonly told: Playback; readonly at: number; readonly drawn: Animation | null }

/**
 * What players of the browser show, without a sound or a byte of what they play: ours in the place of their bars, which
 * without a source stand grey at 0:00 (Chromium 156). Time goes on here by itself.
 */
export class Players {
  readonly #known = new Map<Element, Player>()
  #timer: ReturnType<typeof setInterval> | undefined

  tell(element: Element, told: Playback): void {
    if (!dom.isHtml(element, 'audio', 'video')) return
    const known = this.#known.get(element)
    if (!known && this.#known.size >= MOST) return
    const player = { told, at: performance.now(), drawn: known?.drawn ?? animationOf(element) }
    this.#known.set(element, player)
    dom.setAttribute(element, 'data-alongside-player', '')
    draw(player)
    this.#run()
  }

  drop(node: Node): void {
    if (!this.#known.delete(node as Element)) return
    this.#run()
  }

  destroy(): void {
    this.#known.clear()
    this.#run()
  }

  #run(): void {
    const playing = [...this.#known.values()].some(({ told }) => told.playing)
    if (playing) this.#timer ??= setInterval(() => this.#redraw(), EVERY)
    else {
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  #redraw(): void {
    for (const player of this.#known.values()) if (player.told.playing) draw(player)
  }
}

/** As of a surface: a property that stands still by an animation, so that nothing of the page's element changes. */
function animationOf(element: Element): Animation | null {
  const animation = Element.prototype.animate.call(element, {}, 1)
  animation.pause()
  return animation
}

function draw({ told, at, drawn }: Player): void {
  const { playing, duration, rate } = told
  const since = playing ? (performance.now() - at) * rate : 0
  const time = duration > 0 ? Math.min(told.time + since, duration) : told.time + since
  const image = `url("data:image/svg+xml,${encodeURIComponent(barOf(told, time))}")`
  const effect = drawn?.effect as KeyframeEffect | null
  effect?.setKeyframes({ '--alongside-player': [image, image] })
}

const PLAY = 'M0 0v14l11-7z'
const PAUSE = 'M0 0h4v14H0zM7 0h4v14H7z'
const LOUD = 'M0 5v5h3l4 4V1L3 5zm9-1a5 5 0 0 1 0 7z'
const MUTED = 'M0 5v5h3l4 4V1L3 5zm10 0 5 5m0-5-5 5'

/** As large as it is shown: a strip at the lower edge, of which the line takes what is left. */
function barOf({ playing, muted, duration }: Playback, time: number): string {
  const text = duration > 0 ? `${clock(time)} / ${clock(duration)}` : clock(time)
  const from = 60 + text.length * 7
  const line = (part: number, fill: string): string =>
    `<rect x="${from}" y="-2" rx="2" height="4" fill="${fill}" style="width:calc((100% - ${from + 82}px)*${part})"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><svg y="100%" overflow="visible">
<rect y="-54" width="100%" height="54" fill="#f1f3f4"/><g transform="translate(0,-27)">
<path transform="translate(21,-7)" d="${playing ? PAUSE : PLAY}"/>
<text x="47" y="5" font-family="system-ui,sans-serif" font-size="14">${text}</text>
${line(1, '#b9bdc4')}${line(duration > 0 ? time / duration : 0, '#000')}
<svg x="100%" overflow="visible"><path transform="translate(-58,-7)" d="${muted ? MUTED : LOUD}" stroke="#000"/></svg>
</g></svg></svg>`
}

/** `1:04`, `1:00:04`: of digits alone, in every language. */
function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  const rest = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}
