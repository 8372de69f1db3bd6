import { describe as clear } from '@alongside/capture'
import { afterEach, expect, it } from 'vitest'
import { type Joined, joinPage } from './joined.ts'

let joined: Joined | undefined
afterEach(() => joined?.close())

async function open(body: string, mode: 'balanced' | 'open' = 'balanced'): Promise<Joined> {
  joined = await joinPage(`<!doctype html><title>t</title><body>${body}</body>`, {
    privacy: { mode, maskSelectors: [], unmaskSelectors: [] },
  })
  return joined
}

const shown = ({ replica }: Joined): string => replica.document?.body.textContent ?? ''
const digitsOf = (text: string): string => text.replace(/\D/g, '')
/** Digits of each text that any frame has brought. */
const longest = ({ frames }: Joined): number =>
  Math.max(
    ...frames
      .flatMap((frame) => clear(frame).match(/"(?!http)[^"]*"/g) ?? [])
      .map((text) => digitsOf(text).length),
  )
const get = (page: Document, id: string): HTMLElement => page.getElementById(id) as HTMLElement

it('shows a text with marks in place of the card, and the rest as it is', async () => {
  const it = await open('<p id=a>Paid with 4111 1111 1111 1111 on 30.11.2026, order 4711</p>')
  expect(it.difference()).toBeNull()
  expect(shown(it)).toBe('Paid with •••••••••••••••• on 30.11.2026, order 4711')
})

it('shows all of it in open mode, and what is no card in any', async () => {
  expect(shown(await open('<p>4111 1111 1111 1111</p>', 'open'))).toBe('4111 1111 1111 1111')
  joined?.close()
  expect(shown(await open('<p>4111 1111 1111 1112</p>'))).toBe('4111 1111 1111 1112')
})

it('finds it across elements and texts of a line, not across those of a block', async () => {
  const it = await open(
    '<p id=a>4111 <b>1111</b> 1111 <i><u>1111</u></i></p><p id=b>4111</p><p>1111 1111 1111</p>' +
      '<style>.a{z-index:4111111111111111}</style>',
  )
  get(it.page, 'b').firstChild?.after('1111 ', '1111 1111')
  expect(it.difference()).toBeNull()
  const copy = it.replica.document
  expect(digitsOf(copy?.getElementById('a')?.textContent ?? '')).toBe('')
  expect(digitsOf(copy?.getElementById('b')?.textContent ?? '')).toBe('')
  expect(shown(it)).toContain('1111 1111 1111')
})

it('tells a text anew in the same flush when what comes beside it, changes or goes makes it one', async () => {
  const it = await open(
    '<p id=a>4111 1111 <b id=b>x</b></p><p id=c>4111 1111 <s id=s>and</s> 1111 1111</p>',
  )
  const digits = (id: string): string =>
    digitsOf(it.replica.document?.getElementById(id)?.textContent ?? '')
  expect(digits('a')).toBe('41111111')
  get(it.page, 'b').textContent = '1111 1111'
  get(it.page, 's').remove()
  it.capture.flush()
  expect([digits('a'), digits('c')]).toEqual(['', ''])
  get(it.page, 'b').textContent = 'x'
  expect(it.difference()).toBeNull()
  expect(digits('a')).toBe('41111111')
})

it('withholds a card that is typed key by key from its ninth digit on', async () => {
  const it = await open('<div contenteditable id=e>Card: </div>')
  const text = get(it.page, 'e').firstChild as Text
  for (const key of '4111 1111 1111 1111') {
    text.data += key
    it.capture.flush()
  }
  expect(longest(it)).toBe(8)
  expect(digitsOf(shown(it))).toBe('')
  text.data = 'Card: none'
  it.capture.flush()
  expect(shown(it)).toBe('Card: none')
})

it('tells no place in a text that is partly withheld, for that would tell how long it is', async () => {
  const it = await open('<p id=a>4111 1111 1111 1111 is it</p>')
  const text = get(it.page, 'a').firstChild as Text
  it.window.getSelection()?.setBaseAndExtent(text, 0, text, 19)
  it.capture.flush()
  expect(it.difference()).toBeNull()
  const said = it.frames.map((frame) => clear(frame)).join('\n')
  expect(said).toMatch(/"op":"selection"|selection/)
  expect(said).not.toMatch(/selection.*\b19\b/)
})

it('masks a field whose label comes late, and shows one that a site unmasks', async () => {
  const it = await open(
    '<label id=l for=f>Code</label><input id=f value=12345678><div data-alongside-unmask><label>Phone<input id=p value=0401234567></label>' +
      '<label>CVV<input id=v value=123></label></div><label>Phone<input id=q value=0409876543></label>',
  )
  const value = (id: string): string | undefined =>
    (it.replica.document?.getElementById(id) as HTMLInputElement | null)?.value
  it.capture.flush()
  expect([value('f'), value('p'), value('v'), value('q')]).toEqual([
    '12345678',
    '0401234567',
    '••••••',
    '••••••••••••••••',
  ])
  get(it.page, 'l').textContent = 'Security code'
  it.capture.flush()
  it.capture.flush()
  expect(value('f')).toBe('••••••')
})

it('withholds it in what a field of any other kind holds, by attribute and by key, and in what an attribute says', async () => {
  const it = await open(
    '<input id=a value="4111 1111 1111 1111"><textarea id=t>4111 1111 1111 1111</textarea><p title="4111 1111 1111 1111">x</p>' +
      '<label>Comment<textarea id=c></textarea></label><label>Amount<input id=n value=1234.50></label>',
  )
  const field = get(it.page, 'c') as HTMLTextAreaElement
  for (const key of 'use 4111 1111 1111 1111 please') {
    field.value += key
    field.dispatchEvent(new Event('input', { bubbles: true }))
    it.capture.flush()
  }
  const copy = it.replica.document as Document
  const value = (id: string): string => (copy.getElementById(id) as HTMLTextAreaElement).value
  expect([value('a'), value('t'), value('c'), value('n')]).toEqual([
    '••••••••••••••••',
    '••••••••••••••••',
    'use •••••••••••••••• please',
    '1234.50',
  ])
  expect(copy.querySelector('p')?.title).toBe('••••••••••••••••')
  // By key it was told letter by letter: what all of them make together.
  expect(longest(it)).toBeLessThanOrEqual(8)
})

it('has fields with numbers among the texts of a line', async () => {
  const it = await open('<p id=a>Order 12345678 <textarea id=t>12345678</textarea> of</p>')
  get(it.page, 't').dispatchEvent(new Event('input', { bubbles: true }))
  get(it.page, 'a').append(' 2 pieces')
  get(it.page, 'a').prepend('1 ')
  expect(it.difference()).toBeNull()
  expect(shown(it)).toBe('1 Order 12345678 12345678 of 2 pieces')
})
