import { afterEach, expect, it } from 'vitest'
import { feature } from './feature.ts'
import { type Joined, joinPage } from './joined.ts'
import { the, withoutOps } from './missing.ts'
import { alike, paint } from './pictures.ts'

const STYLE = '<style>video{border:1px solid;margin:4px}body{font:14px sans-serif}</style>'

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
