import { describe, expect, it } from 'vitest'
import { twin } from './feature.ts'
import { type Joined, joinPage, until } from './joined.ts'

const page = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>t</title><style>b{color:teal}${head}</style></head><body>${body}</body></html>`

const noted = ({ capture, replica, page: of }: Joined, id: string): boolean => {
  const node = capture.idOf(of.getElementById(id) as HTMLElement)
  return replica.fidelity.some((note) => note.id === node && note.reason === 'closed-shadow')
}

/** The element is told as hidden, with the box that it has. */
async function standsFor(joined: Joined, id: string): Promise<void> {
  await until(() => noted(joined, id))
  const mine = (joined.page.getElementById(id) as HTMLElement).getBoundingClientRect()
  const copy = twin(joined.replica.document as Document, id)
  const theirs = copy.getBoundingClientRect()
  for (const side of ['x', 'y', 'width', 'height'] as const)
    expect(Math.abs(mine[side] - theirs[side]), `${id} ${side}`).toBeLessThan(1)
  expect(copy.textContent).toBe('')
}

describe('a closed shadow root from before the capture [line 18]', () => {
  const closed = '<template shadowrootmode=closed><div>nobody sees this</div></template>'
  const write = (of: Document, id: string, markup: string) =>
    (of.getElementById(id) as HTMLElement).setHTMLUnsafe(markup)

  it('is a labelled box of the same size: attached by a script, declared, inline, with light children', async () => {
    const joined = await joinPage(
      page(
        '<x-card id=block style="display:block;padding:4px"></x-card><span id=declared></span>' +
          '<x-card id=light style="display:block"><i>light</i></x-card><p id=after>after</p><x-card id=inline></x-card>',
      ),
      {
        before(of) {
          for (const id of ['block', 'inline', 'light'])
            (of.getElementById(id) as HTMLElement).attachShadow({ mode: 'closed' }).innerHTML =
              '<b>nobody sees this</b>'
          const span = of.getElementById('declared') as HTMLElement
          span.outerHTML = '<div id=at></div>'
          write(of, 'at', `<x-card id=declared style="display:block">${closed}</x-card>`)
        },
      },
    )
    for (const id of ['block', 'inline', 'declared', 'light']) await standsFor(joined, id)
    const frames = joined.frames.map((bytes) => new TextDecoder().decode(bytes)).join('')
    expect(frames).not.toContain('nobody sees')
    const [a, b] = [joined.page, joined.replica.document as Document].map((of) =>
      (of.getElementById('after') as HTMLElement).getBoundingClientRect(),
    )
    expect(Math.abs((a?.y ?? 0) - (b?.y ?? 9))).toBeLessThan(1)
    joined.close()
  })

  it('that comes with markup while sharing is told of too, and its box follows', async () => {
    const joined = await joinPage(page('<div id=at></div>'))
    write(joined.page, 'at', `<x-card id=a style="display:block">${closed}</x-card>`)
    await standsFor(joined, 'a')
    ;(joined.page.getElementById('at') as HTMLElement).style.font = '40px serif'
    await until(() => {
      const copy = twin(joined.replica.document as Document, 'a').getBoundingClientRect()
      const mine = (joined.page.getElementById('a') as HTMLElement).getBoundingClientRect()
      return Math.abs(copy.height - mine.height) < 1 && mine.height > 40
    })
    joined.close()
  })

  it('is not seen in elements that only look like it', async () => {
    const joined = await joinPage(
      page(
        '<div id=a style="height:20px"></div><div id=b></div><div style="display:flex;height:40px"><div id=c></div></div>' +
          '<div id=d style="position:absolute;inset:0"></div><div id=e style="aspect-ratio:2"></div><x-plain id=f></x-plain>' +
          '<div id=g style="padding:9px;border:2px solid"></div><div id=h style="min-height:30px"></div><x-plain id=i>text</x-plain>' +
          '<div id=j></div><div contenteditable id=o></div><span id=k style="display:inline-block;width:30px;height:9px"></span><div id=l> \n </div>' +
          '<div style="display:grid"><section id=m style="width:20px;height:20px"></section></div><h2 id=n></h2>' +
          '<p>one<y-plain id=p> </y-plain>two</p><pre><y-plain id=q style="display:block"> \n \n</y-plain></pre>',
        '#b::before{content:"text"}x-plain{border:3px solid;display:block}',
      ),
      {
        before: (of) =>
          void (of.getElementById('j') as HTMLElement)
            .attachShadow({ mode: 'open' })
            .append('open'),
      },
    )
    // Several audits pass.
    await new Promise((resolve) => setTimeout(resolve, 900))
    expect(joined.difference()).toBeNull()
    for (const id of 'abcdefghijklmnopq') expect(noted(joined, id), id).toBe(false)
    joined.close()
  })
})

it('a shadow root that is written anew within a new element is listened to on', async () => {
  const joined = await joinPage(
    '<!doctype html><div id=h><template shadowrootmode=open><p>shade</p></template></div>',
  )
  const { page } = joined
  const host = twin(page, 'h')
  const root = host.shadowRoot as ShadowRoot
  expect(joined.difference()).toBeNull()
  const { removeEventListener } = EventTarget.prototype
  const left = new Set<EventTarget>()
  EventTarget.prototype.removeEventListener = function (...args) {
    left.add(this)
    removeEventListener.apply(this, args)
  }
  try {
    const masked = page.createElement('section')
    masked.dataset['alongsideMask'] = ''
    page.body.append(masked)
    masked.append(host)
    expect(joined.difference()).toBeNull()
    expect(left.has(root)).toBe(false)
  } finally {
    EventTarget.prototype.removeEventListener = removeEventListener
  }
  joined.close()
})
