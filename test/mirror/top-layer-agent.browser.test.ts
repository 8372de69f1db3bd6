import { expect, it } from 'vitest'
import { press } from '../support/hand.ts'
import { twin } from './feature.ts'
import { joinPage, until } from './joined.ts'

const PAGE = `<!doctype html><style>@keyframes turn{to{rotate:360deg}}dialog{animation:turn 60s linear}</style>
  <dialog id=a><input></dialog><dialog id=b><button>b</button></dialog><div id=c popover>c<input></div>`

it('what opens takes no focus from the agent, and no key or close request of theirs closes it', async () => {
  const field = document.createElement('input')
  document.body.append(field)
  const joined = await joinPage(PAGE)
  try {
    const { page } = joined
    const replica = await until(() => joined.replica.document)
    field.focus()
    const lost: Event[] = []
    field.addEventListener('blur', (event) => lost.push(event))
    twin<HTMLDialogElement>(page, 'a').showModal()
    twin<HTMLDialogElement>(page, 'b').showModal()
    // The page is in this window too, and its dialog has taken the focus; the agent's is given back before the flush.
    field.focus()
    lost.length = 0
    joined.capture.flush()
    expect(twin(replica, 'b').matches(':modal')).toBe(true)
    await press('Escape')
    await press('Escape')
    expect([lost.length, document.activeElement]).toEqual([0, field])
    expect(replica.querySelectorAll(':modal').length).toBe(2)
    twin<HTMLDialogElement>(page, 'b').close()
    twin<HTMLDialogElement>(page, 'a').close()
    field.focus()
    lost.length = 0
    joined.capture.flush()
    expect(replica.querySelector(':modal')).toBeNull()
    expect([lost.length, document.activeElement]).toEqual([0, field])
  } finally {
    joined.close()
    field.remove()
  }
})

it('what is open already stays open, and its animation runs on, when more opens above or closes below', async () => {
  const joined = await joinPage(PAGE)
  try {
    const { page } = joined
    const replica = await until(() => joined.replica.document)
    const a = twin(replica, 'a')
    const [b, c] = [twin<HTMLDialogElement>(page, 'b'), twin(page, 'c')]
    c.showPopover()
    twin<HTMLDialogElement>(page, 'a').showModal()
    joined.capture.flush()
    const [turning] = a.getAnimations()
    b.showModal()
    joined.capture.flush()
    c.hidePopover()
    joined.capture.flush()
    expect(Array.from(replica.querySelectorAll(':modal'), ({ id }) => id)).toEqual(['a', 'b'])
    expect(a.getAnimations()[0]).toBe(turning)
  } finally {
    joined.close()
  }
})

it('a modal in a subtree that is not written yet is opened when it is', async () => {
  const joined = await joinPage(`${PAGE}<main></main>`, { slice: 0 })
  try {
    const { page } = joined
    const main = page.createElement('section')
    main.innerHTML = `${'<p>text</p>'.repeat(200)}<div><dialog id=late>late</dialog></div>`
    page.querySelector('main')?.append(main)
    twin<HTMLDialogElement>(page, 'a').showModal()
    twin<HTMLDialogElement>(page, 'late').showModal()
    const late = await until(() => joined.replica.document?.getElementById('late'))
    await until(() => late.matches(':modal'))
    expect(joined.difference()).toBeNull()
  } finally {
    joined.close()
  }
})
