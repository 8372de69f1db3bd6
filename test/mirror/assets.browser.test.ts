import { type Capture, startCapture } from '@alongside/capture'
import { type AssetPart, FrameReader } from '@alongside/protocol'
import { createReplica, type Replica } from '@alongside/replica'
import { afterEach, expect, it } from 'vitest'
import { until } from './joined.ts'

/** A browser at the agent, and the pages that one customer goes through. */
class Visit {
  readonly #host = document.createElement('div')
  readonly replica: Replica
  readonly parts: AssetPart[] = []
  page!: Document
  #frame: HTMLIFrameElement | undefined
  #capture: Capture | undefined

  constructor() {
    document.body.append(this.#host)
    this.replica = createReplica({
      container: this.#host,
      emit: (request) => queueMicrotask(() => this.#capture?.receive(request)),
    })
  }

  /** The next page, shown to the end; what travelled for it. */
  async open(markup: string): Promise<AssetPart[]> {
    this.#capture?.stop()
    this.#frame?.remove()
    this.parts.length = 0
    const frame = document.createElement('iframe')
    this.#frame = frame
    document.body.append(frame)
    const page = frame.contentDocument as Document
    page.write(markup)
    page.close()
    this.page = page
    const reader = new FrameReader()
    this.#capture = startCapture({
      document: page,
      emit: (bytes) => {
        const frame = reader.read(bytes)
        if (frame.frame === 'asset') this.parts.push(frame.part)
        this.replica.apply(bytes)
      },
    })
    const { title } = page
    await until(() => this.replica.page?.title === title && this.replica.ready)
    await until(() => this.replica.pendingAssets === 0)
    return this.parts.filter(({ bytes }) => bytes.length > 0)
  }

  /** The colour in the middle of an image, as the agent's browser has it. */
  async colorOf(id: string): Promise<number[]> {
    const image = await until(() => {
      const found = this.replica.document?.getElementById(id) as HTMLImageElement | null
      return found?.complete && found.naturalWidth > 0 && found
    })
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d') as CanvasRenderingContext2D
    context.drawImage(image, 0, 0)
    return [...context.getImageData(2, 2, 1, 1).data]
  }

  close(): void {
    this.#capture?.stop()
    this.#frame?.remove()
    this.replica.destroy()
    this.#host.remove()
  }
}

const visit = (): Visit => {
  open = new Visit()
  return open
}
let open: Visit | undefined
const urls: string[] = []
afterEach(() => {
  open?.close()
  for (const url of urls.splice(0)) URL.revokeObjectURL(url)
})

async function picture(color: string): Promise<string> {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 8
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.fillStyle = color
  context.fillRect(0, 0, 8, 8)
  return address(await new Promise((done) => canvas.toBlob((made) => done(made as Blob))))
}

function address(blob: Blob): string {
  const url = URL.createObjectURL(blob)
  urls.push(url)
  return url
}

it('the next page of the site sends no bytes of what an earlier one sent', async () => {
  const [red, again, blue] = [await picture('red'), await picture('red'), await picture('blue')]
  const at = visit()
  const first = await at.open(
    `<title>one</title><img id=a src="${red}"><img id=b src="${red}"><p style="background:url(${red})">`,
  )
  expect(first).toHaveLength(1)
  expect(await at.colorOf('a')).toEqual([255, 0, 0, 255])

  // Another address with the same content is known as well.
  const second = await at.open(
    `<title>two</title><img id=a src="${red}"><img id=b src="${again}"><img id=c src="${blue}">`,
  )
  expect(second).toHaveLength(1)
  expect(at.parts.filter(({ status }) => status === 'known')).toHaveLength(2)
  expect(await at.colorOf('a')).toEqual([255, 0, 0, 255])
  expect(await at.colorOf('b')).toEqual([255, 0, 0, 255])
  expect(await at.colorOf('c')).toEqual([0, 0, 255, 255])

  const third = await at.open(`<title>three</title><img id=c src="${blue}">`)
  expect(third).toEqual([])
  expect(await at.colorOf('c')).toEqual([0, 0, 255, 255])
})

it('within a page, what two addresses have in common travels once', async () => {
  const [one, other] = [await picture('lime'), await picture('lime')]
  const at = visit()
  const sent = await at.open(
    `<title>one</title><img id=a src="${one}"><p style="background:url(${other})">`,
  )
  expect(sent).toHaveLength(1)
  expect(at.parts).toHaveLength(2)
})

it('what no style in use names is not asked for until it does', async () => {
  const [red, blue, green] = [await picture('red'), await picture('blue'), await picture('green')]
  const at = visit()
  await at.open(
    `<title>one</title><style>.a{background:url(${red})} .b{background:url(${blue})} .c{list-style-image:url(${green})}</style>
     <p class=a>a<p id=p>b<ul class=c style="display:none"><li>c</ul>`,
  )
  await until(() => at.parts.length === 1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(at.parts).toHaveLength(1)
  at.page.getElementById('p')?.classList.add('b')
  await until(() => at.parts.length === 2)
  const p = at.replica.document?.getElementById('p') as HTMLElement
  const shown = (): string => p.ownerDocument.defaultView?.getComputedStyle(p).backgroundImage ?? ''
  await until(() => shown().startsWith('url("blob:'))
})

it('of a font the slices that a text needs are asked for, from one source of several', async () => {
  const [first, second, other, unused] = await Promise.all(
    ['1', '2', '3', '4'].map((content) => address(new Blob([content], { type: 'font/woff2' }))),
  )
  const at = visit()
  await at.open(`<title>one</title><style>
    @font-face{font-family:"A \\"b\\"";src:url(${unused}) format("embedded-opentype"),url(${first}) format("woff2"),url(${second});
      unicode-range:U+0-2FF}
    @media all{@font-face{font-family:"A \\"b\\"";src:url(${other});unicode-range:U+400-4FF}}
    @font-face{font-family:B;src:url(${unused})}</style>
    <p style='font-family:"A \\"b\\""'>text`)
  const p = at.page.querySelector('p') as HTMLElement
  // It is no font at all, so the next source is tried.
  await until(() => at.parts.length === 2)
  p.append('\u0410')
  await until(() => at.parts.length === 3)
})

it('what the customer has in view comes first', async () => {
  const far = await Promise.all(Array.from({ length: 14 }, (_, i) => picture(`rgb(${i},0,0)`)))
  const near = await picture('red')
  const at = visit()
  await at.open(
    `<title>one</title><div style="position:absolute;top:5000px">${far.map((url) => `<img src="${url}">`).join('')}</div>
     <img id=near src="${near}">`,
  )
  expect(at.parts).toHaveLength(15)
  const image = at.replica.document?.getElementById('near') as HTMLImageElement
  const bytes = new Uint8Array(await (await fetch(near)).arrayBuffer())
  const place = at.parts.findIndex(({ bytes: sent }) => `${sent}` === `${bytes}`)
  expect(image.src).toMatch(/^blob:/)
  expect(place).toBeLessThan(6)
})
