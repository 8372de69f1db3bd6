import { DEFAULT_RULES, startCapture } from '@alongside/capture/core'
import { PARTS } from '@alongside/capture/parts'
import { createRecogniser } from '@alongside/capture/recognise'
import { createReplica } from '@alongside/replica'
import { expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { appearanceDifference } from '../support/appearance.ts'
import { rulesDifference } from '../support/rules.ts'
import { joinPage, until } from './joined.ts'
import { constructed, styleSheet } from './sheet-parts.ts'

it('edits before anyone follows the rules one by one are all there when somebody does', async () => {
  const frame = document.createElement('iframe')
  const host = document.createElement('div')
  document.body.append(frame, host)
  const page = frame.contentDocument as Document
  page.open()
  page.write(
    '<!doctype html><title>t</title><style id=s>p{color:red} b{top:0}</style><style id=t></style><style id=u></style><p class=c7>one <b>two</b></p>',
  )
  page.close()
  page.adoptedStyleSheets = [constructed(page, 'p{top:0}')]
  for (let i = 0; i < 900; i++)
    styleSheet(page, 't').insertRule(`.c${i}{padding-left:${i % 9}px}`, i)
  styleSheet(page, 'u').insertRule('b{padding-left:2px}')
  let come: (parts: typeof PARTS) => void = () => {}
  const errors: unknown[] = []
  const replica = createReplica({
    container: host,
    emit: (bytes) => queueMicrotask(() => capture.receive(bytes)),
    onError: (error) => errors.push(error),
  })
  const capture = startCapture({
    document: page,
    recogniser: createRecogniser(),
    privacy: () => DEFAULT_RULES,
    emit: (bytes) => replica.apply(bytes),
    parts: new Promise((resolve) => {
      come = resolve
    }),
  })
  await until(() => replica.document?.querySelector('b'))
  // So many rules are no text of one task, and what lacks them is not shown as styled.
  expect(replica.ready).toBe(false)
  styleSheet(page).insertRule('p{margin-left:3px}', 1)
  styleSheet(page).deleteRule(0)
  styleSheet(page, 't').deleteRule(3)
  styleSheet(page, 't').insertRule('p{margin-top:4px}', 5)
  styleSheet(page, 'u').insertRule('b{margin-left:2px}')
  page.adoptedStyleSheets[0]?.insertRule('b{left:1px}')
  capture.flush()
  come(PARTS)
  await until(() => replica.ready)
  styleSheet(page).insertRule('b{padding-right:1px}', 2)
  const twins = (): [Element, Element][] =>
    [...page.querySelectorAll('p, b')].map((element) => {
      const id = capture.idOf(element)
      return [element, (id && replica.nodeOf(id)) as Element]
    })
  await until(() => {
    capture.flush()
    return (
      rulesDifference(page, capture, replica) === null && appearanceDifference(twins()) === null
    )
  })
  expect(errors).toEqual([])
  capture.stop()
  replica.destroy()
  frame.remove()
  host.remove()
})

it('nothing of a removed sheet is kept, whatever was done to it', async () => {
  const joined = await joinPage('<!doctype html><title>t</title><p>one</p>')
  const { page } = joined
  const gone: WeakRef<object>[] = []
  const use = (sheet: CSSStyleSheet): void => {
    sheet.insertRule('p{padding-left:1px}')
    sheet.insertRule('@media all{p{top:0}}')
    const [media, rule] = sheet.cssRules as unknown as [CSSMediaRule, CSSStyleRule]
    media.insertRule('b{top:0}')
    rule.style.color = 'red'
    gone.push(new WeakRef(sheet), new WeakRef(media), new WeakRef(rule))
  }
  const add = (): void => {
    for (let i = 0; i < 50; i++) {
      const style = page.createElement('style')
      page.head.append(style)
      if (style.sheet) use(style.sheet)
      const host = page.createElement('div')
      const root = host.attachShadow({ mode: 'open' })
      page.body.append(host)
      const sheet = constructed(page, 'p{top:1px}')
      root.adoptedStyleSheets = [sheet]
      use(sheet)
    }
  }
  add()
  expect(joined.difference()).toBeNull()
  page.head.replaceChildren()
  page.body.replaceChildren()
  expect(joined.difference()).toBeNull()
  const collect = async (): Promise<number> => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const session = cdp() as unknown as { send(method: string): Promise<unknown> }
    await session.send('HeapProfiler.collectGarbage')
    return gone.filter((ref) => ref.deref()).length
  }
  let left = gone.length
  for (let i = 0; i < 10 && left > 0; i++) left = await collect()
  expect([gone.length, left]).toEqual([300, 0])
  joined.close()
})
