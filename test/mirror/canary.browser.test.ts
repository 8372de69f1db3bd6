import { describe as clear, DEFAULT_RULES } from '@alongside/capture'
import { expect, it } from 'vitest'
import { joinPage } from './joined.ts'

const CANARY = 'Zq7canaryXk9'

/** Whether the canary, or its reverse or an encoding of it, stands in any frame. */
function found(frames: readonly Uint8Array[], canary: string): string[] {
  const text = frames.map((frame) => clear(frame)).join('\n')
  const raw = frames
    .map((frame) => Array.from(frame, (b) => String.fromCharCode(b)).join(''))
    .join('')
  const forms: Record<string, string> = {
    plain: canary,
    reversed: [...canary].reverse().join(''),
    base64: btoa(canary),
    hex: Array.from(canary, (c) => c.charCodeAt(0).toString(16)).join(''),
    part: canary.slice(2, 8),
  }
  return Object.entries(forms)
    .filter(([, form]) => text.includes(form) || raw.includes(form))
    .map(([name]) => name)
}

const PAGE = `<!doctype html><title>t</title><body>
  <input id=secret type=password value="${CANARY}0">
  <div class=card id=card><input id=number value="${CANARY}1" placeholder="${CANARY}2"><b title="${CANARY}3">${CANARY}4</b></div>
  <input id=plain value=visible><input type=hidden id=h value="${CANARY}5">
  <input id=otp autocomplete=one-time-code><a id=link href="/x?token=${CANARY}6#${CANARY}7">go</a>
  <script>const s = '${CANARY}8'</script><!-- ${CANARY}9 --><noscript>${CANARY}</noscript>
</body>`

async function everyWay(mask: string[]): Promise<{ frames: Uint8Array[]; replicaText: string }> {
  const joined = await joinPage(PAGE, { privacy: { ...DEFAULT_RULES, maskSelectors: mask } })
  const { page, capture } = joined
  const get = (id: string): HTMLInputElement => page.getElementById(id) as HTMLInputElement
  const type = (field: HTMLInputElement, text: string): void => {
    for (const key of text) {
      field.value += key
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
      capture.flush()
    }
  }
  for (const id of ['secret', 'number', 'otp']) {
    const field = get(id)
    field.value = ''
    type(field, CANARY)
    field.setAttribute('value', `${CANARY}a`)
    capture.flush()
    field.setAttribute('data-note', CANARY)
    field.title = CANARY
    if (id === 'number') capture.flush()
    else field.removeAttribute('title')
    capture.flush()
  }
  // "Show password", and text set in the same task as the change of type.
  get('secret').type = 'text'
  get('secret').value = `${CANARY}b`
  capture.flush()
  // A late mark, a move into and out of masked scope.
  const late = page.createElement('p')
  late.className = 'card'
  late.textContent = CANARY
  page.body.append(late)
  capture.flush()
  const moved = page.createElement('em')
  moved.append('calm')
  page.body.append(moved)
  capture.flush()
  get('card').append(moved)
  moved.textContent = CANARY
  capture.flush()
  get('h').value = `${CANARY}c`
  page.body.append(Object.assign(page.createElement('p'), { textContent: 'marker-of-the-end' }))
  capture.flush()
  const out = {
    frames: joined.frames,
    replicaText: joined.replica.document?.documentElement.outerHTML ?? '',
  }
  joined.close()
  return out
}

it('a canary in a password field and in masked scope is in no frame, however it got there', async () => {
  const { frames, replicaText } = await everyWay(['.card'])
  expect(found(frames, 'marker-of-the-end')).toContain('plain')
  expect(found(frames, CANARY)).toEqual([])
  expect(replicaText).not.toContain(CANARY)
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)
  console.log(`canaries: 0 found in ${frames.length} frames, ${bytes} bytes`)
})

it('the same search finds them when the rule is missing', async () => {
  const { frames } = await everyWay([])
  expect(found(frames, CANARY)).toContain('plain')
})

it('rules that cannot be read share nothing', async () => {
  await expect(
    joinPage(PAGE, { privacy: { ...DEFAULT_RULES, maskSelectors: ['.card >'] } }),
  ).rejects.toMatchObject({
    code: 'rules_invalid',
  })
})
