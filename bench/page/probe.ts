import { randomNumbers, words } from './random.ts'

/** What the runner calls in the sharer's page to make changes whose arrival can be seen. */
export interface Probe {
  /** Changes a text `count` times, at moments that have nothing to do with frames; gives when, by the machine's clock. */
  changes(count: number): Promise<number[]>
  /** Moves elements in every frame, until the page is closed. */
  animate(): void
  /** For `seconds`, 60 times a second: other words in 40 cells, and then the probe's text. Gives when. */
  flood(seconds: number): Promise<number[]>
}

declare global {
  var probe: Probe
}

export const PROBE = 'bench-probe'

const random = randomNumbers(5)
const place = document.getElementById('main') ?? document.body
const element = document.createElement('p')
element.id = PROBE
element.textContent = '0'
place.prepend(element)
const cells = Array.from({ length: 40 }, () => {
  const cell = document.createElement('p')
  cell.textContent = words(random, 4)
  return cell
})
element.after(...cells)

const now = (): number => performance.timeOrigin + performance.now()
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

globalThis.probe = {
  async changes(count) {
    const at = [0]
    for (let i = 1; i <= count; i++) {
      await wait(40 + random(30))
      at.push(now())
      element.textContent = `${i}`
    }
    await wait(300)
    return at
  },
  animate() {
    const moved = cells.slice(0, 20)
    const next = (time: number): void => {
      for (const [i, cell] of moved.entries()) {
        cell.style.transform = `translateX(${Math.round((time / 7 + i * 5) % 200)}px)`
      }
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  },
  async flood(seconds) {
    const at = [0]
    const begun = now()
    for (let i = 1; now() - begun < seconds * 1000; i++) {
      for (const cell of cells) cell.textContent = words(random, 4)
      at.push(now())
      element.textContent = `${i}`
      await wait(Math.max(0, begun + (i * 1000) / 60 - now()))
    }
    return at
  },
}
