import { DEFAULT_RULES, type MakePart, startCapture } from '@alongside/capture/core'
import { PARTS } from '@alongside/capture/parts'
import { createRecogniser } from '@alongside/capture/recognise'
import { createReplica } from '@alongside/replica'
import { expect, it } from 'vitest'
import { rulesDifference } from '../support/rules.ts'
import { until } from './joined.ts'

/** What is told from the start, though most of it is not the business of the first picture. */
const STATE = `<!doctype html><title>t</title><style id=fast></style><style id=plain>p{color:red}</style>
  <body><p id=p>text</p><dialog id=d>over</dialog><input id=i value=x><x-late>late</x-late><form><input id=c type=checkbox></form>`

it('what comes after the first picture brings it to where it would have been', async () => {
  const host = document.createElement('div')
  const frame = document.createElement('iframe')
  document.body.append(frame, host)
  const page = frame.contentDocument as Document
  page.write(STATE)
  page.close()
  const sheet = (id: string): CSSStyleSheet =>
    (page.getElementById(id) as HTMLStyleElement).sheet as CSSStyleSheet
  sheet('fast').insertRule('p{padding-top:5px}')
  page.querySelector('input')?.setAttribute('value', 'given')
  ;(page.getElementById('i') as HTMLInputElement).value = 'typed'
  let bring: (parts: readonly MakePart[]) => void = () => {}
  const replica = createReplica({ container: host, emit: (request) => capture.receive(request) })
  const capture = startCapture({
    document: page,
    recogniser: createRecogniser(),
    privacy: () => DEFAULT_RULES,
    parts: new Promise((resolve) => {
      bring = resolve
    }),
    emit: (bytes) => replica.apply(bytes),
  })
  const copy = await until(() => replica.document?.getElementById('p') && replica.document)
  const paddingOf = (): string | undefined => {
    const p = replica.document?.getElementById('p')
    return p ? (copy.defaultView?.getComputedStyle(p).paddingTop ?? '') : undefined
  }
  // A sheet that scripts made is in the first picture.
  expect(paddingOf()).toBe('5px')

  // Nobody hears of these yet.
  sheet('fast').insertRule('p{padding-top:9px}', 1)
  sheet('plain').insertRule('p{letter-spacing:2px}', 0)
  ;(page.getElementById('d') as HTMLDialogElement).showModal()
  capture.flush()
  expect(replica.document?.querySelector(':modal')).toBeNull()

  bring(PARTS)
  await until(() => replica.document?.querySelector(':modal'))
  await until(() => {
    capture.flush()
    return paddingOf() === '9px'
  })
  const twinOf = (id: string): HTMLInputElement => copy.getElementById(id) as HTMLInputElement
  expect(twinOf('i').value).toBe('typed')
  ;(page.getElementById('c') as HTMLInputElement).checked = true
  const view = frame.contentWindow as Window & typeof globalThis
  view.customElements.define('x-late', class extends view.HTMLElement {})
  await until(() => twinOf('c').checked)
  await until(() => copy.querySelector('x-late:defined'))
  expect(rulesDifference(page, capture, replica)).toBeNull()
  capture.stop()
  replica.destroy()
  frame.remove()
  host.remove()
})
