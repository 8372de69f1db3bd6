import { iconButton, labelButton } from '../icon-button.ts'
import type { CardOptions, Picked } from './card.ts'
import type { Where } from './watched.ts'
import { filled } from './words.ts'

const STEPS: Readonly<Record<Where, readonly string[]>> = {
  around: ['M12 19V5', 'M6 11l6-6 6 6'],
  into: ['M12 5v14', 'M6 13l6 6 6-6'],
  before: ['M19 12H5', 'M11 6l-6 6 6 6'],
  after: ['M5 12h14', 'M13 6l6 6-6 6'],
}

/** The element that was chosen: its selector, what leaves of it and why, and what may be done about that. */
export function createPicked({
  words,
  direction,
  go,
  choose,
}: Pick<CardOptions, 'words' | 'direction' | 'go' | 'choose'>): {
  readonly element: HTMLElement
  show(picked: Picked | null): void
} {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className = '') => {
    const element = document.createElement(tag)
    element.className = className
    return element
  }
  const group = make('div', 'tester-picked')
  group.setAttribute('role', 'group')
  group.setAttribute('aria-label', words.element)
  const name = make('code')
  const said = make('div')
  said.setAttribute('role', 'status')
  const leaves = make('p', 'tester-leaves')
  const why = make('p', 'tester-why')
  said.append(leaves, why)

  const rtl = direction === 'rtl'
  const steps = make('div', 'tester-row tester-steps')
  for (const where of ['around', 'into', 'before', 'after'] as const) {
    const mirrored = rtl && (where === 'before' ? 'after' : where === 'after' && 'before')
    const step = iconButton('tester-step', words[where], STEPS[mirrored || where])
    step.addEventListener('click', () => go(where))
    steps.append(step)
  }
  const place = make('div', 'tester-place')
  place.append(name, steps)

  let now: Picked | null = null
  const act = (changes: (picked: Picked) => Picked['hide'] | undefined) => {
    const button = make('button', 'tester-act')
    button.type = 'button'
    button.addEventListener('click', () => {
      const chosen = now && changes(now)
      if (!chosen) return
      choose(chosen)
      // The button may have gone with what it was for.
      if (button.hidden) steps.querySelector('button')?.focus({ preventScroll: true })
    })
    return button
  }
  const hide = act(({ hide }) => hide)
  const hideAll = act(({ hideAll }) => hideAll?.changes)
  const show = act(({ show }) => show)
  hide.textContent = words.hide
  show.textContent = words.show
  const acts = make('div', 'tester-row')
  acts.append(hide, hideAll, show)
  group.append(place, said, acts)

  const keys: Readonly<Record<string, Where>> = {
    ArrowUp: 'around',
    ArrowDown: 'into',
    ArrowLeft: rtl ? 'after' : 'before',
    ArrowRight: rtl ? 'before' : 'after',
  }
  group.addEventListener('keydown', (event) => {
    const where = keys[event.key]
    if (!where) return
    event.preventDefault()
    go(where)
  })

  const put = (element: HTMLElement, text: string): void => {
    // Said again to a screen reader only when it is another.
    if (element.textContent !== text) element.textContent = text
  }
  const render = (picked: Picked | null): void => {
    now = picked
    const reason = picked?.explanation.why
    put(name, picked?.name ?? '')
    put(leaves, picked ? words.leaves[picked.explanation.leaves] : '')
    const selector = reason && 'selector' in reason ? reason.selector : ''
    put(why, reason ? filled(words.why[reason.by], { selector }) : words.none)
    hide.hidden = !picked?.hide
    hideAll.hidden = !picked?.hideAll
    put(hideAll, filled(words.hideAll, { n: picked?.hideAll?.count ?? 0 }))
    show.hidden = !picked?.show
    leaves.hidden = !picked
    acts.hidden = hide.hidden && show.hidden
    if (picked) labelButton(hide, `${words.hide}: ${picked.name}`)
    if (picked) labelButton(show, `${words.show}: ${picked.name}`)
  }
  render(null)
  return { element: group, show: render }
}
