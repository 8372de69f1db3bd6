import { afterEach, describe, expect, it } from 'vitest'
import { afterPaint } from '../../packages/replica/src/after-paint.ts'
import { twin } from './feature.ts'
import { type Joined, type JoinOptions, joinPage, until } from './joined.ts'
import { the, withoutOps } from './missing.ts'

const STYLE = `<style>@keyframes go{to{transform:translateX(500px)}}
  p{width:20px;height:20px}.going{animation:go 10s linear}.going::before{content:'x';animation:go 20s linear}
  #t{transition:opacity 4s linear}.clear{opacity:0}</style>`

/** How far apart page and replica may be: a frame or two, and what a busy machine takes. Milliseconds. */
const STEP = 120

let joined: Joined | undefined
afterEach(() => joined?.close())

async function share(
  markup: string,
  before: (page: Document) => void | Promise<void> = () => {},
  options: Partial<JoinOptions> = {},
): Promise<Joined> {
  const at = await joinPage(`<!doctype html><title>t</title>${STYLE}${markup}`, {
    ...options,
    before,
  })
  joined = at
  return at
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const timesOf = (element: Element): number[] =>
  element.getAnimations({ subtree: true }).map(({ currentTime }) => Number(currentTime))

/** How far the animations of an element and its copy are apart at most; null: they have not the same. */
function apart({ page, replica }: Joined, id = 'p'): number | null {
  const [here, there] = [page, replica.document].map((of) => {
    const element = of?.getElementById(id)
    return element ? timesOf(element) : []
  })
  if (!here || !there || here.length === 0 || here.length !== there.length) return null
  return Math.max(...here.map((time, i) => Math.abs(time - (there[i] ?? 0))))
}

async function comesInStep(at: Joined, id?: string): Promise<void> {
  await until(() => {
    const now = apart(at, id)
    return now !== null && now < STEP
  })
}

describe('animations of style sheets', () => {
  const started = async (): Promise<void> => pause(1500)

  it('go on where they are when sharing begins, in each epoch, and after a heal', async () => {
    const at = await share('<p id=p class=going>a</p>', started)
    await comesInStep(at)
    const element = the(at.page, 'p')
    await pause(500)
    // Written anew: in the replica it is another element.
    const old = at.replica.document?.getElementById('p')
    at.capture.receive(Uint8Array.of(3, 4, at.capture.idOf(element) ?? 0))
    await until(() => at.replica.document?.getElementById('p') !== old)
    await comesInStep(at)
    at.capture.receive(Uint8Array.of(3, 3))
    await until(() => at.replica.document?.getElementById('p') && at.replica.current)
    await comesInStep(at)
  })

  it('would begin anew without being told', async () => {
    const at = await share('<p id=p class=going>a</p>', started, {
      through: withoutOps('animation'),
    })
    await pause(600)
    expect(apart(at)).toBeGreaterThan(1000)
  })

  it('in shadow trees too, and stopped ones stay stopped', async () => {
    const at = await share('<div id=h></div>', async (page) => {
      const root = the(page, 'h').attachShadow({ mode: 'open' })
      root.innerHTML = `${STYLE}<p id=p class=going>a</p>`
      await started()
      for (const animation of root.getAnimations()) animation.pause()
    })
    const copy = await until(() => at.replica.document?.getElementById('h')?.shadowRoot)
    await until(() => {
      const found = copy.getAnimations()
      return (
        found.length === 2 &&
        found.every(
          ({ playState, currentTime }) => playState === 'paused' && Number(currentTime) > 1000,
        )
      )
    })
  })

  it('follow what scripts do to them', async () => {
    const at = await share('<p id=p class=going>a</p>')
    await comesInStep(at)
    const [animation] = the(at.page, 'p').getAnimations()
    if (!animation) throw new Error('no animation')
    animation.currentTime = 7000
    await comesInStep(at)
    animation.playbackRate = 3
    await pause(300)
    await comesInStep(at)
    animation.pause()
    await until(
      () => twin(at.replica.document as Document, 'p').getAnimations()[0]?.playState === 'paused',
    )
    await comesInStep(at)
  })
})

describe('animations that scripts make', () => {
  const make = (page: Document): Animation =>
    the(page, 'p').animate([{ opacity: 1 }, { opacity: 0.2, easing: 'ease-in' }], {
      duration: 8000,
      iterations: Number.POSITIVE_INFINITY,
      direction: 'alternate',
    })

  it.each(['before', 'while'])('%s sharing run in the replica, and end there', async (when) => {
    let animation: Animation | undefined
    const at = await share('<p id=p>a</p>', async (page) => {
      if (when !== 'before') return
      animation = make(page)
      await pause(800)
    })
    animation ??= make(at.page)
    await comesInStep(at)
    const copy = twin(at.replica.document as Document, 'p')
    expect(Number(getComputedStyle(copy).opacity)).toBeCloseTo(
      Number(getComputedStyle(the(at.page, 'p')).opacity),
      1,
    )
    animation.currentTime = 4000
    animation.pause()
    await comesInStep(at)
    ;(animation.effect as KeyframeEffect).setKeyframes([{ opacity: 0.5 }, { opacity: 0.5 }])
    await until(() => getComputedStyle(copy).opacity === '0.5')
    animation.cancel()
    await until(() => copy.getAnimations().length === 0)
  })

  it('are not there without being told', async () => {
    const at = await share('<p id=p>a</p>', () => {}, { through: withoutOps('animation') })
    make(at.page)
    await pause(600)
    expect(apart(at)).toBeNull()
  })

  it('name no address', async () => {
    const at = await share('<p id=p>a</p>')
    the(at.page, 'p').animate(
      { backgroundImage: ['url(/a?secret=1)', 'none'], opacity: [1, 0.5] },
      5000,
    )
    await comesInStep(at)
    const all = at.frames.map((bytes) => new TextDecoder('latin1').decode(bytes)).join()
    expect(all).toContain('opacity')
    expect(all).not.toContain('secret')
  })
})

describe('transitions', () => {
  it('do not run while the page is built, and run afterwards', async () => {
    const at = await share('<p id=t class=clear>a</p>')
    const copy = await until(() => at.replica.document?.getElementById('t'))
    await until(() => at.replica.ready)
    expect(getComputedStyle(copy).opacity).toBe('0')
    expect(copy.getAnimations()).toEqual([])
    await new Promise<void>((resolve) => afterPaint(resolve))
    the(at.page, 't').classList.remove('clear')
    await comesInStep(at, 't')
  })
})
