import { expect, it } from 'vitest'
import { type Joined, joinPage, until } from './joined.ts'
import { the, withoutOps } from './missing.ts'
import { click, key, leave, type } from './person.ts'

const html = (body: string): string => `<!doctype html><html><title>t</title><body>${body}</body>`

/** What is drawn above the replica: its role and name, and each line of it; null when nothing is. */
function drawn(): { role: string | null; name: string | null; lines: string[] } | null {
  const panel = document
    .querySelector('[data-alongside-popup]')
    ?.shadowRoot?.querySelector<HTMLElement>('.panel')
  if (!panel || panel.hidden) return null
  const lines = Array.from(panel.querySelectorAll('[role=option],[role=group],.value'), lineOf)
  return { role: panel.getAttribute('role'), name: panel.getAttribute('aria-label'), lines }
}

function lineOf(element: Element): string {
  const marks = ['aria-selected', 'aria-disabled'].filter(
    (name) => element.getAttribute(name) === 'true',
  )
  const name = element.getAttribute('aria-label')
  return [name === null ? element.textContent : `${name}:`, ...marks].join(' ')
}

async function opened(joined: Joined): Promise<NonNullable<ReturnType<typeof drawn>>> {
  return until(() => {
    joined.capture.flush()
    return drawn()
  })
}

const closedNow = (joined: Joined) => (): boolean => {
  joined.capture.flush()
  return drawn() === null
}

/** A popup that has only just opened may not hear the first Escape. */
async function dismissed(joined: Joined): Promise<void> {
  for (;;) {
    await key('Escape')
    const gone = await until(closedNow(joined), 300).catch(() => false)
    if (gone) return
  }
}

const LIST =
  '<select id=s><option>one<option disabled>two<optgroup label=More><option selected>three<option hidden>no' +
  '</optgroup></select><input id=other>'

it('the list that the customer has open is drawn with its groups, and goes when it closes', async () => {
  const joined = await joinPage(html(LIST))
  expect(drawn()).toBeNull()
  await click(the(joined.page, 's'))
  expect(await opened(joined)).toEqual({
    role: 'listbox',
    name: 'The customer has this list open',
    lines: ['one', 'two aria-disabled', 'More:', 'three aria-selected'],
  })
  expect(joined.replica.document?.querySelector('[data-alongside-popup]')).toBeNull()
  expect(joined.difference()).toBeNull()
  await dismissed(joined)
  joined.close()
})

it('a list that was open before sharing is drawn; without its op none is', async () => {
  for (const isTold of [true, false]) {
    const joined = await joinPage(html(LIST), {
      before: (page) => click(the(page, 's')),
      ...(isTold ? {} : { through: withoutOps('popup') }),
    })
    expect(the(joined.page, 's').matches(':open')).toBe(true)
    joined.capture.flush()
    if (isTold) await opened(joined)
    else expect(drawn()).toBeNull()
    joined.close()
    expect(drawn()).toBeNull()
  }
})

it('an open list stands at its control, inside of the page, and follows its options', async () => {
  const joined = await joinPage(
    html(
      '<select id=s style="position:fixed;left:5px;bottom:5px"><option>a long first option</select>',
    ),
  )
  await click(the(joined.page, 's'))
  await opened(joined)
  const list = the<HTMLSelectElement>(joined.page, 's')
  list.add(new Option('added meanwhile', 'x', true, true))
  await until(() => {
    joined.capture.flush()
    return drawn()?.lines.includes('added meanwhile aria-selected')
  })
  const panel = document
    .querySelector('[data-alongside-popup]')
    ?.shadowRoot?.querySelector('.panel')
    ?.getBoundingClientRect()
  const frame = joined.replica.document?.defaultView?.frameElement?.getBoundingClientRect()
  const control = list.getBoundingClientRect()
  if (!panel || !frame) throw new Error('nothing drawn')
  expect(panel.right).toBeLessThanOrEqual(frame.right + 1)
  expect(panel.bottom).toBeLessThanOrEqual(frame.top + control.top)
  expect(panel.width).toBeGreaterThanOrEqual(control.width - 1)
  await dismissed(joined)
  joined.close()
})

it('a masked list is drawn with masks, and does not say which one is selected', async () => {
  const joined = await joinPage(html(LIST.replace('id=s', 'id=s data-alongside-mask')))
  await click(the(joined.page, 's'))
  const { lines } = await opened(joined)
  expect(lines).toEqual(['••••••', '•••••• aria-disabled', '••••••:', '••••••'])
  await dismissed(joined)
  joined.close()
})

it('a palette and a calendar are told with the value they stand at', async () => {
  const joined = await joinPage(
    html('<input id=c type=color value="#228844"><input id=d type=date value=2026-03-04>'),
  )
  await click(the(joined.page, 'c'))
  expect(await opened(joined)).toEqual({
    role: 'status',
    name: 'The customer is choosing a colour',
    lines: ['#228844'],
  })
  await dismissed(joined)
  const date = the(joined.page, 'd')
  date.addEventListener('click', () => date.showPicker())
  await click(date)
  expect((await opened(joined)).lines).toEqual(['2026-03-04'])
  await dismissed(joined)
  joined.close()
})

it('suggestions are those that go on with what is typed', async () => {
  const joined = await joinPage(
    html(
      '<input id=i list=l><datalist id=l><option>alpha<option label="the b" value=beta><option>gamma</datalist>',
    ),
  )
  await click(the(joined.page, 'i'))
  expect((await opened(joined)).lines).toEqual(['alpha', 'beta · the b', 'gamma'])
  await type('be')
  await until(() => {
    joined.capture.flush()
    return drawn()?.lines.join() === 'beta · the b'
  })
  await type('x')
  await until(closedNow(joined))
  leave(joined.page)
  joined.close()
})

it('a list goes with its control, and with its page', async () => {
  const joined = await joinPage(html(LIST))
  await click(the(joined.page, 's'))
  await opened(joined)
  the(joined.page, 's').remove()
  await until(closedNow(joined))
  joined.page.body.insertAdjacentHTML('afterbegin', LIST)
  await click(the(joined.page, 's'))
  await opened(joined)
  joined.replica.destroy()
  expect(drawn()).toBeNull()
  joined.close()
})
