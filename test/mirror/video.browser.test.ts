import { describe } from '@alongside/replica'
import { afterEach, expect, it } from 'vitest'
import { feature } from './feature.ts'
import { type Joined, joinPage } from './joined.ts'
import { the, withoutOps } from './missing.ts'
import { alike, paint } from './pictures.ts'

const STYLE = '<style>video{border:1px solid;margin:4px}body{font:14px sans-serif}</style>'

const soon = { timeout: 5000 }
let joined: Joined | undefined
afterEach(() => joined?.close())

/** A video that shows what a canvas does. */
async function play(page: Document, id: string, width: number, height: number): Promise<void> {
  const canvas = page.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.fillStyle = 'white'
  const video = the<HTMLVideoElement>(page, id)
  video.muted = true
  video.srcObject = canvas.captureStream()
  paint(context)
  await video.play()
}

feature('the picture of a video, in the boxes that it makes', {
  head: `${STYLE}<style>#b{width:100px;height:100px;object-fit:cover}</style>`,
  markup: 'a <video id=a></video> b <video id=b></video> c',
  async change(page) {
    await play(page, 'a', 160, 90)
    await play(page, 'b', 200, 80)
  },
  without: withoutOps('surface'),
  pixels: true,
})

it('a large video is as large as it is, with fewer pixels', async () => {
  const at = await joinPage(`<!doctype html><title>t</title>${STYLE}<video id=a></video>`, {
    before: (page) => play(page, 'a', 960, 720),
  })
  joined = at
  expect(await alike(at)).toBeNull()
  expect(at.replica.document?.getElementById('a')?.getBoundingClientRect().width).toBe(962)
  expect(at.replica.fidelity).toEqual([])
})

it('nothing of it is heard, or plays by itself, at the agent', async () => {
  const at = await joinPage(
    '<!doctype html><title>t</title><video id=a autoplay controls></video><audio id=b autoplay controls src=x.ogg></audio>',
  )
  joined = at
  await play(at.page, 'a', 160, 90)
  await new Promise((resolve) => setTimeout(resolve, 500))
  for (const id of ['a', 'b']) {
    const media = at.replica.document?.getElementById(id) as HTMLMediaElement
    expect([media.paused, media.currentSrc, media.srcObject, media.autoplay]).toEqual([
      true,
      '',
      null,
      false,
    ])
  }
})

/** A minute of silence. */
function silence(): string {
  const [rate, seconds] = [8000, 60]
  const wave = new DataView(new ArrayBuffer(44 + rate * seconds))
  const bytes = new Uint8Array(wave.buffer)
  for (const [at, text] of [
    [0, 'RIFF'],
    [8, 'WAVEfmt '],
    [36, 'data'],
  ] as const)
    bytes.set(new TextEncoder().encode(text), at)
  for (const [at, value] of [
    [4, wave.byteLength - 8],
    [16, 16],
    [24, rate],
    [28, rate],
    [40, rate * seconds],
  ] as const)
    wave.setUint32(at, value, true)
  // PCM of one channel, a byte a sample.
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    wave.setUint16(at, value, true)
  bytes.fill(128, 44)
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
}

/** The bar that the replica draws for a player: its sign, its time, whether it is muted. */
function barOf(at: Joined, id: string): { sign: string; time: string; line: string } | null {
  const element = at.replica.document?.getElementById(id)
  const value = element && getComputedStyle(element).getPropertyValue('--alongside-player')
  if (!value) return null
  const text = decodeURIComponent(value.slice(value.indexOf(',') + 1, value.lastIndexOf('"')))
  const bar = new DOMParser().parseFromString(text, 'image/svg+xml')
  const [sign] = bar.querySelectorAll('path')
  const lines = bar.querySelectorAll('rect')
  return {
    sign: sign?.getAttribute('d') === 'M0 0v14l11-7z' ? 'play' : 'pause',
    time: bar.querySelector('text')?.textContent ?? '',
    line: /\*([\d.]+)\)/.exec(lines[lines.length - 1]?.getAttribute('style') ?? '')?.[1] ?? '',
  }
}

it('the bar of a player shows where it is and whether it goes on, through pauses and seeks', async () => {
  const at = await joinPage(
    '<!doctype html><title>t</title><audio id=a controls></audio><video id=b controls></video><audio id=c></audio>',
  )
  joined = at
  const audio = the<HTMLAudioElement>(at.page, 'a')
  audio.src = silence()
  await expect.poll(() => barOf(at, 'a')?.time, soon).toBe('0:00 / 1:00')
  audio.currentTime = 15
  await expect
    .poll(() => barOf(at, 'a'), soon)
    .toEqual({ sign: 'play', time: '0:15 / 1:00', line: '0.25' })

  await play(at.page, 'b', 160, 90)
  await expect.poll(() => barOf(at, 'b')?.sign, soon).toBe('pause')
  // Time goes on at the agent without a word.
  await expect.poll(() => barOf(at, 'b')?.time, soon).toBe('0:01')
  const told = at.frames.length
  await expect.poll(() => barOf(at, 'b')?.time, soon).toBe('0:02')
  expect(at.frames.slice(told).filter((frame) => describe(frame).includes('playback'))).toEqual([])
  the<HTMLVideoElement>(at.page, 'b').pause()
  await expect.poll(() => barOf(at, 'b')?.sign, soon).toBe('play')
  expect(at.capture.stats?.missed).toBe(0)
  expect(at.replica.stats.heals).toBe(0)
})

it('of a player whose content is hidden nothing is told', async () => {
  const at = await joinPage(
    '<!doctype html><title>t</title><div data-alongside-mask><audio id=a controls></audio></div><audio id=b controls></audio>',
  )
  joined = at
  for (const id of ['a', 'b']) the<HTMLAudioElement>(at.page, id).src = silence()
  await expect.poll(() => barOf(at, 'b')?.time, soon).toBe('0:00 / 1:00')
  expect(barOf(at, 'a')).toBeNull()
  const ops = at.frames.map(describe).join('\n')
  expect(ops.match(/"op":"playback"/g)?.length).toBeGreaterThan(0)
  expect(ops).not.toMatch(new RegExp(`"op":"playback","id":${at.capture.idOf(the(at.page, 'a'))},`))
})
