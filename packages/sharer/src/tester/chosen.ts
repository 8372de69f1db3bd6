import type { RuleChange } from '@alongside/protocol/api'
import { iconButton } from '../icon-button.ts'
import type { CardOptions } from './card.ts'
import { filled, type TesterWords } from './words.ts'

const UNDO = ['M4 9h10a5 5 0 0 1 0 10h-3', 'M8 5L4 9l4 4']

/** What is other than in the draft that the test began with, each to be undone, and whether the settings page has it. */
export function createChosen({ words, undo }: Pick<CardOptions, 'words' | 'undo'>): {
  readonly element: HTMLElement
  list(changes: readonly RuleChange[]): void
  sent(taken: boolean): void
} {
  const section = document.createElement('section')
  section.setAttribute('aria-label', words.chosen)
  section.hidden = true
  const title = document.createElement('h3')
  title.textContent = words.chosen
  const rows = document.createElement('ul')
  const state = document.createElement('p')
  state.className = 'tester-sent'
  state.setAttribute('role', 'status')
  section.append(title, rows, state)
  return {
    element: section,
    list(changes) {
      section.hidden = false
      rows.replaceChildren(
        ...changes.map((change) => {
          const text = filled(sentence(words, change), { selector: change.selector })
          const row = document.createElement('li')
          const said = document.createElement('span')
          said.textContent = text
          const button = iconButton('tester-undo', filled(words.undo, { text }), UNDO)
          button.addEventListener('click', () => undo(change))
          row.append(said, button)
          return row
        }),
      )
    },
    sent(taken) {
      state.textContent = taken ? words.sent : words.unsent
      state.toggleAttribute('data-failed', !taken)
    },
  }
}

function sentence(words: TesterWords, { list, on }: RuleChange): string {
  if (list === 'maskSelectors') return on ? words.hidden : words.hiddenNoMore
  return on ? words.shown : words.shownNoMore
}
