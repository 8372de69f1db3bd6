import type { Lab } from '../lab/lab.ts'
import { cpuOf } from '../lab/main-thread.ts'
import { weigh } from '../lab/messages.ts'
import { Samples } from '../lab/samples.ts'
import { bytes, figure, short, type Table } from '../lab/table.ts'
import type { Findings } from './suite.ts'

const PAGE = '/page?nodes=300&rules=50'
const SECONDS = 5
const WIDTH = 800
const HEIGHT = 400

/** A canvas is drawn 60 times a second: what an engine takes of the page's processor time and of the line. */
export async function pixels(lab: Lab): Promise<Findings> {
  const tables: Table[] = []
  for (const scene of ['all of it changes', 'a needle moves'] as const) {
    const samples = new Samples()
    await lab.interleaved(async (contender) => {
      const { name } = contender
      const page = await lab.open(contender, PAGE)
      await page.evaluate(draw, [scene === 'a needle moves', WIDTH, HEIGHT] as const)
      await page.evaluate(() => bench.start())
      await page.evaluate(() => bench.settle())
      await page.evaluate(() => bench.mark())
      const cpu = await cpuOf(page, () => page.waitForTimeout(SECONDS * 1000))
      samples.addCpu(name, 'cpu', { all: cpu.all / SECONDS, own: cpu.own / SECONDS })
      samples.add(name, 'bytes', (await weigh((await lab.messages(page)).after)).deflated)
      await page.close()
    })
    tables.push({
      title: `A canvas of ${WIDTH} x ${HEIGHT} drawn 60 times a second: ${scene}`,
      note: 'Processor time of the main thread for each second, and bytes as the line carries them. Engines that send nothing do not mirror canvases by default.',
      rows: [
        ['engine', 'main thread, ms a second', 'above none', 'bytes a second'],
        ...lab.contenders.map(({ name }) => [
          name,
          figure(samples.spread(name, 'cpu')),
          short((samples.median(name, 'cpu') ?? 0) - (samples.median('none', 'cpu') ?? 0)),
          bytes((samples.median(name, 'bytes') ?? 0) / SECONDS),
        ]),
      ],
    })
    console.log(`canvas, ${scene}: done`)
  }
  return { tables, verdicts: [] }
}

/** In the page. */
function draw([part, width, height]: readonly [boolean, number, number]): void {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  document.body.prepend(canvas)
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  let turn = 0
  const frame = (): void => {
    turn++
    context.clearRect(0, 0, width, height)
    context.strokeStyle = '#247'
    context.beginPath()
    for (let x = 0; x < width; x += 2) {
      const at = part ? x : x + turn * 3
      context.lineTo(x, height / 2 + Math.sin(at / 40) * 120 + Math.sin(at / 7) * 20)
    }
    context.stroke()
    if (part) context.fillRect(20 + (turn % 100) / 5, 20, 4, 30)
    requestAnimationFrame(frame)
  }
  frame()
}
