import { DEFAULT_RULES, type PrivacyRules, startCapture } from '@alongside/capture'
import { describe, expect, it } from 'vitest'
import { type Put, the } from './slots.ts'

/** How long a secret may be, as the mask tells it: none, 1 to 8 characters, 9 to 32, more. */
const BUCKETS: readonly (readonly [shortest: number, longest: number])[] = [
  [0, 0],
  [1, 8],
  [9, 32],
  [33, 400],
]

const PLACES: Readonly<Record<string, Put>> = {
  text(host, secret) {
    the(host, 'p').textContent = secret
  },
  'text beside an element'(host, secret) {
    if (!host.firstChild) host.innerHTML = '<p>a<b>b</b> </p>'
    ;(host.firstElementChild?.lastChild as Text).data = secret
  },
  'typed text'(host, secret) {
    the(host, 'input').value = secret
  },
  'typed password'(host, secret) {
    the(host, 'input', 'type=password').value = secret
  },
  'written text'(host, secret) {
    the(host, 'textarea').value = secret
  },
  'default of a textarea'(host, secret) {
    the(host, 'textarea').textContent = secret
  },
  'value of a button'(host, secret) {
    the(host, 'input', 'type=button').setAttribute('value', secret)
  },
  placeholder(host, secret) {
    the(host, 'input').placeholder = secret
  },
  title(host, secret) {
    the(host, 'p').title = secret
  },
  'unknown attribute'(host, secret) {
    the(host, 'p').dataset['owner'] = secret
  },
  address(host, secret) {
    the(host, 'a').href = `/${secret}`
  },
  'chosen option'(host, secret) {
    const select = the(host, 'select')
    if (!select.firstChild) select.append(new Option('a'))
    select.options[0]?.replaceChildren(secret)
  },
  'label of a group'(host, secret) {
    if (!host.firstChild) host.innerHTML = '<select><optgroup><option>a</select>'
    host.querySelector('optgroup')?.setAttribute('label', secret)
  },
  'content of a rule'(host, secret) {
    the(host, 'style').textContent = `.none::before{content:"${secret}"}`
  },
  'custom property'(host, secret) {
    the(host, 'p').style.setProperty('--owner', `"${secret}"`)
  },
  'selected text'(host, secret) {
    the(host, 'p').textContent = secret
    getSelection()?.selectAllChildren(host)
  },
  'caret in a field'(host, secret) {
    const field = the(host, 'input')
    field.value = secret
    field.focus()
    field.setSelectionRange(Math.floor(secret.length / 2), secret.length)
  },
}

const SCOPES: Readonly<Record<string, PrivacyRules>> = {
  masked: { ...DEFAULT_RULES, maskSelectors: ['section'] },
  strict: { ...DEFAULT_RULES, mode: 'strict' },
}

/** Every byte that is told of a page with this secret in it, from the start or as a change of another. */
async function told(
  put: Put,
  secret: string,
  privacy: PrivacyRules,
  before?: string,
): Promise<string[]> {
  const host = document.body.appendChild(document.createElement('section'))
  host.style.cssText = 'display:block;width:300px;height:40px;overflow:hidden'
  await put(host, before ?? secret)
  const frames: string[] = []
  const capture = startCapture({
    privacy,
    slice: 1000,
    emit: (bytes) => frames.push(Array.from(bytes).join()),
  })
  capture.flush()
  if (before !== undefined) {
    await put(host, secret)
    capture.flush()
  }
  capture.stop()
  getSelection()?.removeAllRanges()
  host.remove()
  return frames
}

for (const [name, put] of Object.entries(PLACES))
  describe(name, () => {
    for (const [scope, privacy] of Object.entries(SCOPES))
      it(`${scope}, tells of two secrets of one bucket the same, byte by byte`, async () => {
        for (const [shortest, longest] of BUCKETS) {
          const short = 'i'.repeat(shortest)
          const long = 'W'.repeat(longest)
          expect(await told(put, short, privacy)).toEqual(await told(put, long, privacy))
          const before = 'something of eighteen'
          expect(await told(put, short, privacy, before)).toEqual(
            await told(put, long, privacy, before),
          )
        }
      })
  })

it('two secrets that nobody masks are told apart', async () => {
  const put = PLACES['text'] as Put
  expect(await told(put, 'short', DEFAULT_RULES)).not.toEqual(
    await told(put, 'longer', DEFAULT_RULES),
  )
})
