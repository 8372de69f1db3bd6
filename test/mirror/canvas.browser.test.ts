import { afterEach, describe, expect, it } from 'vitest'
import { feature } from './feature.ts'
import { type Joined, joinPage, until } from './joined.ts'
import { the, withoutOps } from './missing.ts'
import { alike, contextOf, looked, paint, tilesOf } from './pictures.ts'

const STYLE = '<style>canvas{border:1px solid;margin:4px}body{font:14px sans-serif}</style>'

let joined: Joined | undefined
afterEach(() => joined?.close())

async function share(
  markup: string,
  before: (page: Document) => void | Promise<void>,
  options: Parameters<typeof joinPage>[1] = {},
): Promise<Joined> {
  const opened = await joinPage(`<!doctype html><title>t</title>${STYLE}${markup}`, {
    ...options,
    before,
  })
  joined = opened
  return opened
}

const notes = ({ replica }: Joined): string[] => replica.fidelity.map(({ reason }) => reason)

/** A triangle on a colour, drawn as maps and games draw. */
function drawGl(gl: WebGLRenderingContext, red = 0.2): void {
  gl.clearColor(red, 0.5, 0.9, 1)
  gl.clear(gl.COLOR_BUFFER_BIT)
  gl.enable(gl.SCISSOR_TEST)
  gl.scissor(10, 10, 60, 40)
  gl.clearColor(1, red, 0, 1)
  gl.clear(gl.COLOR_BUFFER_BIT)
  gl.disable(gl.SCISSOR_TEST)
}

const glOf = (page: Document, id = 'c'): WebGLRenderingContext =>
  the<HTMLCanvasElement>(page, id).getContext('webgl') as WebGLRenderingContext

feature('a canvas that is drawn', {
  head: STYLE,
  markup: 'before <canvas id=c width=230 height=140></canvas> after',
  change: (page) => paint(contextOf(page, 'c')),
  without: withoutOps('surface'),
  pixels: true,
})

feature('canvases in every kind of layout', {
  head: `${STYLE}<style>#half{width:50%}#fit{width:200px;height:90px;object-fit:contain;padding:5px;background:#eee}
    #grid{display:grid;grid-template-columns:1fr 2fr;height:120px}#grid canvas{width:100%;height:100%}
    #abs{position:absolute;right:10px;top:10px;border-radius:20px;opacity:.6}#block{display:block;max-width:90px;height:auto}
    #turned{transform:rotate(10deg);image-rendering:pixelated;width:80px}</style>`,
  markup: `text <canvas id=half width=120 height=50></canvas> text<canvas id=fit width=120 height=50></canvas>
    <div id=grid><canvas id=g width=120 height=50></canvas><canvas id=h width=50 height=120></canvas></div>
    <canvas id=abs width=120 height=50></canvas><canvas id=block width=120 height=50></canvas>
    <canvas id=turned width=20 height=20></canvas>`,
  change(page) {
    for (const id of ['half', 'fit', 'g', 'h', 'abs', 'block', 'turned']) paint(contextOf(page, id))
  },
  without: withoutOps('surface'),
  pixels: true,
})

feature('a canvas of WebGL that keeps nothing of its drawing', {
  head: STYLE,
  markup: '<canvas id=c width=200 height=100></canvas>',
  change(page) {
    const gl = glOf(page)
    const draw = (): void => {
      drawGl(gl)
      page.defaultView?.requestAnimationFrame(draw)
    }
    draw()
  },
  without: withoutOps('surface'),
  pixels: true,
})

feature('a canvas whose control went to an OffscreenCanvas', {
  head: STYLE,
  markup: '<canvas id=c width=200 height=100></canvas>',
  change(page) {
    const far = the<HTMLCanvasElement>(page, 'c').transferControlToOffscreen()
    paint(far.getContext('2d') as unknown as CanvasRenderingContext2D)
  },
  without: withoutOps('surface'),
  pixels: true,
})

feature('a canvas that shows bitmaps', {
  head: STYLE,
  markup: '<canvas id=c width=200 height=100></canvas>',
  change(page) {
    const made = new OffscreenCanvas(200, 100)
    paint(made.getContext('2d') as unknown as CanvasRenderingContext2D)
    the<HTMLCanvasElement>(page, 'c')
      .getContext('bitmaprenderer')
      ?.transferFromImageBitmap(made.transferToImageBitmap())
  },
  without: withoutOps('surface'),
  pixels: true,
})

describe('tiles', () => {
  it('are those that changed, as seldom as nothing changes', async () => {
    const at = await share('<canvas id=c width=640 height=320></canvas>', (page) =>
      paint(contextOf(page, 'c')),
    )
    expect(await alike(at)).toBeNull()
    const before = at.frames.length
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(tilesOf(at, before)).toEqual([])

    const context = contextOf(at.page, 'c')
    context.fillStyle = 'red'
    context.fillRect(200, 70, 20, 20)
    await looked(at, before)
    const [tile, ...others] = tilesOf(at, before)
    expect(others).toEqual([])
    expect(tile).toMatchObject({ x: 192, y: 64, width: 64, height: 64 })
    expect(await alike(at)).toBeNull()
  })

  it('come anew for a canvas of another size, one that moved, and a new epoch', async () => {
    const at = await share(
      '<p id=p></p><div id=d><canvas id=c width=150 height=90></canvas></div>',
      (page) => paint(contextOf(page, 'c')),
    )
    expect(await alike(at)).toBeNull()
    const canvas = the<HTMLCanvasElement>(at.page, 'c')
    canvas.width = 300
    paint(contextOf(at.page, 'c'), 90)
    expect(await alike(at)).toBeNull()
    the(at.page, 'p').append(canvas)
    expect(await alike(at)).toBeNull()
    canvas.remove()
    at.capture.flush()
    the(at.page, 'd').append(canvas)
    expect(await alike(at)).toBeNull()
    expect(notes(at)).toEqual([])
  })

  it('stay when the canvas is emptied, and are of what is drawn then', async () => {
    const at = await share('<canvas id=c width=150 height=90></canvas>', (page) =>
      paint(contextOf(page, 'c')),
    )
    expect(await alike(at)).toBeNull()
    contextOf(at.page, 'c').clearRect(0, 0, 150, 90)
    expect(await alike(at)).toBeNull()
  })

  it('of WebGL that draws on demand come with the drawing; what was drawn before is noted', async () => {
    const at = await share('<canvas id=c width=200 height=100></canvas>', async (page) => {
      drawGl(glOf(page))
      // Composited, and gone.
      await new Promise((resolve) => setTimeout(resolve, 100))
    })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(notes(at)).toEqual(['canvas'])
    const gl = glOf(at.page)
    await until(() => {
      drawGl(gl, 0.9)
      return notes(at).length === 0
    }, 10_000)
    expect(await alike(at, 10_000)).toBeNull()
    await new Promise((resolve) => setTimeout(resolve, 300))
    // Once, and never again.
    drawGl(gl, 0.1)
    expect(await alike(at, 10_000)).toBeNull()
    expect(notes(at)).toEqual([])
  })
})

describe('a canvas that is not to be seen', () => {
  it('is not read under a mask, however late the mask comes', async () => {
    let reads = 0
    const native = OffscreenCanvasRenderingContext2D.prototype.drawImage
    OffscreenCanvasRenderingContext2D.prototype.drawImage = function (...args: unknown[]) {
      if ((args[0] as Element).id === 'c') reads++
      return Reflect.apply(native, this, args)
    }
    try {
      const at = await share(
        '<div id=d><canvas id=c width=150 height=90 data-alongside-mask></canvas></div>',
        (page) => paint(contextOf(page, 'c')),
      )
      await new Promise((resolve) => setTimeout(resolve, 600))
      expect([reads, tilesOf(at)]).toEqual([0, []])
      expect(notes(at)).toEqual(['canvas'])
      the(at.page, 'c').removeAttribute('data-alongside-mask')
      expect(await alike(at)).toBeNull()
      const before = [reads, at.frames.length] as const
      the(at.page, 'd').setAttribute('data-alongside-block', '')
      paint(contextOf(at.page, 'c'), 200)
      await new Promise((resolve) => setTimeout(resolve, 600))
      expect(reads).toBe(before[0])
      expect(tilesOf(at, before[1])).toEqual([])
    } finally {
      OffscreenCanvasRenderingContext2D.prototype.drawImage = native
    }
  })

  it('is noted, and its box kept, when a picture of another origin is drawn into it', async () => {
    const other = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
    const foreign = new Image()
    foreign.src = `http://${other}:${location.port}/test/mirror/sprite.svg`
    await foreign.decode()
    const at = await share('a <canvas id=c width=150 height=90></canvas> b', (page) =>
      paint(contextOf(page, 'c')),
    )
    expect(await alike(at)).toBeNull()
    contextOf(at.page, 'c').drawImage(foreign, 0, 0)
    expect(() => contextOf(at.page, 'c').getImageData(0, 0, 1, 1)).toThrow()
    await until(() => notes(at)[0] === 'canvas')
    expect(at.difference()).toBeNull()
    const box = (of: Document | null): unknown =>
      of?.getElementById('c')?.getBoundingClientRect().toJSON()
    expect(box(at.replica.document)).toEqual(box(at.page))
    // Said once, however often it is looked at.
    const said = at.frames.length
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(at.frames.length).toBe(said)
    // A canvas of another size is another picture.
    the<HTMLCanvasElement>(at.page, 'c').width = 160
    paint(contextOf(at.page, 'c'))
    expect(await alike(at)).toBeNull()
    expect(notes(at)).toEqual([])
  })

  it('sends nothing while sharing is paused, nor what was drawn then', async () => {
    const at = await share('<canvas id=c width=150 height=90></canvas>', (page) =>
      paint(contextOf(page, 'c')),
    )
    expect(await alike(at)).toBeNull()
    at.capture.pause()
    const before = at.frames.length
    paint(contextOf(at.page, 'c'), 200)
    await new Promise((resolve) => setTimeout(resolve, 1200))
    paint(contextOf(at.page, 'c'))
    at.capture.resume()
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(tilesOf(at, before)).toEqual([])
    expect(await alike(at)).toBeNull()
  })
})

it('a canvas that is written while a frame is long overdue does not begin another flush within', async () => {
  const { page, capture, difference } = await share('<p>a</p>', ({ defaultView }) => {
    Object.assign(defaultView as Window, { requestAnimationFrame: () => 1, setInterval: () => 0 })
  })
  await until(() => capture.stats)
  for (let i = 0; i < 3; i++) {
    page.body.append('more')
    await Promise.resolve()
  }
  await new Promise((resolve) => setTimeout(resolve, 150))
  const box = page.createElement('div')
  box.innerHTML = '<canvas></canvas><p>after it</p>'
  page.body.append(box)
  expect(difference()).toBeNull()
})
