import type { Explanation } from '@alongside/capture/explain'
import type { HeldReason } from '@alongside/protocol'
import type { RuleChange } from '@alongside/protocol/api'
import { iconButton } from '../icon-button.ts'
import type { Point } from '../windows.ts'
import { createChosen } from './chosen.ts'
import { createPicked } from './picked.ts'
import { TESTER_STYLE } from './style.ts'
import type { Where } from './watched.ts'
import type { TesterWords } from './words.ts'

/** What is said of one element, and what may be done about it. */
export type Picked = {
  /** As a selector. */
  readonly name: string
  readonly explanation: Explanation
  /** null: not to be had. */
  readonly hide: readonly RuleChange[] | null
  readonly hideAll: { readonly count: number; readonly changes: readonly RuleChange[] } | null
  readonly show: readonly RuleChange[] | null
}

export type CardOptions = {
  readonly root: ShadowRoot
  readonly words: TesterWords
  readonly direction: 'ltr' | 'rtl'
  go(where: Where): void
  choose(changes: readonly RuleChange[]): void
  undo(change: RuleChange): void
  see(): void
  leave(): void
}

export type Card = {
  readonly element: HTMLElement
  /** Whether presses on the page choose; else the page is used as ever. */
  readonly points: boolean
  /** A place that must be ours, in client px. */
  point(): Point | null
  show(picked: Picked | null): void
  hold(why: HeldReason | null): void
  list(changes: readonly RuleChange[]): void
  sent(taken: boolean): void
  /** The copy is open, for which the card makes room. */
  see(open: boolean): void
  remove(): void
}

const EYE = [
  'M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5-9.5-6.5-9.5-6.5z',
  'M12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z',
]
const POINT = ['M5 4l6 15 2.2-6.3L19.5 10.5z']
const MOVE = ['M8 9l4-4 4 4', 'M8 15l4 4 4-4']
const CROSS = ['M6 6l12 12', 'M18 6L6 18']

/** The one thing beside marks that test mode shows: a card at an end of the page. */
export function createCard(options: CardOptions): Card {
  const { root, words, direction } = options
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(TESTER_STYLE)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const card = document.createElement('div')
  card.className = 'tester'
  card.setAttribute('role', 'region')
  card.setAttribute('aria-label', words.title)
  card.lang = words.language
  card.dir = direction
  card.tabIndex = -1
  card.dataset['end'] = 'bottom'

  const title = document.createElement('h2')
  title.textContent = words.title
  const point = iconButton('tester-point', words.point, POINT)
  const see = iconButton('tester-see', words.see, EYE)
  const move = iconButton('tester-move', words.move, MOVE)
  const leave = iconButton('tester-leave', words.leave, CROSS)
  const head = document.createElement('div')
  head.className = 'tester-head'
  head.append(title, point, see, move, leave)

  const lead = document.createElement('p')
  lead.className = 'tester-lead'
  lead.setAttribute('role', 'status')
  lead.textContent = words.lead
  const picked = createPicked(options)
  const chosen = createChosen(options)
  const body = document.createElement('div')
  body.className = 'tester-body'
  body.append(lead, picked.element, chosen.element)
  card.append(head, body)
  root.append(card)

  let points = true
  point.setAttribute('aria-pressed', 'true')
  see.setAttribute('aria-expanded', 'false')
  point.addEventListener('click', () => {
    points = !points
    point.setAttribute('aria-pressed', `${points}`)
  })
  see.addEventListener('click', options.see)
  move.addEventListener('click', () => {
    card.dataset['end'] = card.dataset['end'] === 'top' ? 'bottom' : 'top'
  })
  leave.addEventListener('click', options.leave)
  card.focus({ preventScroll: true })

  return {
    element: card,
    get points() {
      return points
    },
    point() {
      const { x, y, width } = head.getBoundingClientRect()
      return width > 0 ? { x: x + width / 2, y: y + 4 } : null
    },
    show: picked.show,
    hold(why) {
      lead.textContent = why ? words.held[why] : words.lead
      lead.toggleAttribute('data-held', why !== null)
    },
    list: chosen.list,
    sent: chosen.sent,
    see(open) {
      card.toggleAttribute('data-seeing', open)
      see.setAttribute('aria-expanded', `${open}`)
      // The copy leaves room where a bar would be.
      card.dataset['corner'] = card.dataset['end'] ?? ''
      if (!open) see.focus({ preventScroll: true })
    },
    remove() {
      card.remove()
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((it) => it !== sheet)
    },
  }
}
