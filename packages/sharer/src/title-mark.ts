import type { Stop } from './guard.ts'
import { OWN } from './own.ts'

/** A dot and a thin space, as capture knows it, so that the agent's title is the page's. */
const MARK = '●\u2009'

/**
 * A mark before the title of this tab, among the tabs of the browser. It is a title of ours before the page's: a browser shows
 * the first (HTML standard, `document.title`), and the page's own is never touched but with what the page itself writes to the first.
 */
export function markTitle(document: Document): Stop {
  const { head } = document
  if (!head) return () => {}
  const ours = document.createElement('title')
  ours.setAttribute(OWN, '')
  let shown = ''

  const settle = (): void => {
    let theirs = [...head.querySelectorAll('title')].find((title) => title !== ours)
    if (ours.text !== shown) {
      theirs ??= head.appendChild(document.createElement('title'))
      theirs.text = ours.text.replaceAll(MARK, '')
    }
    shown = MARK + (theirs?.text ?? '')
    if (ours.text !== shown) ours.text = shown
    if (head.querySelector('title') !== ours) head.prepend(ours)
    observer.takeRecords()
  }
  const observer = new MutationObserver(settle)
  observer.observe(head, { subtree: true, childList: true, characterData: true })
  settle()
  return () => {
    settle()
    observer.disconnect()
    ours.remove()
  }
}
