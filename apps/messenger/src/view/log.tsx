import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { lastOwn, timeline } from '../model/timeline.ts'
import { Avatar } from './avatar.tsx'
import { useMessenger, useWords } from './context.ts'
import { Entry } from './entry.tsx'
import { DownIcon } from './icons.tsx'

/** Near enough to the end to count as reading it, in px. */
const AT_END = 48

/** The messages, oldest first, kept at the end while the customer is there. */
export function Log(): JSX.Element {
  const [state, messenger] = useMessenger()
  const { t } = messenger.words
  const { messages, outbox, conversation, newAfter, session, typing, older } = state
  const { look } = state.deployment.config
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const lastTop = useRef(0)
  const [atEnd, setAtEnd] = useState(true)
  const [seenUpTo, setSeenUpTo] = useState(0)
  const proposed = session?.state === 'proposed' ? session.id : null

  const items = useMemo(
    () =>
      timeline({
        messages,
        outbox,
        agentRead: conversation?.agentRead ?? 0,
        newAfter,
        proposed,
      }),
    [messages, outbox, conversation?.agentRead, newAfter, proposed],
  )
  const own = lastOwn(items)
  const last = messages.at(-1)?.sequence ?? 0
  const missed = messages.filter((m) => m.from === 'agent' && m.sequence > seenUpTo).length

  const toEnd = (smooth: boolean): void => {
    const element = scroller.current
    element?.scrollTo({ top: element.scrollHeight, behavior: smooth ? 'smooth' : 'instant' })
  }

  useKeepPlace(scroller, messages[0]?.sequence ?? 0)
  // What the customer writes is always shown; what arrives only moves a reader who is at the end.
  const stay = useRef(atEnd)
  stay.current = atEnd
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !content.current) return
    // Both: the content grows, and the window shrinks (keyboard, a long message being written).
    const observer = new ResizeObserver(() => {
      if (stay.current) toEnd(false)
    })
    observer.observe(element)
    observer.observe(content.current)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => toEnd(false), [outbox.length])
  useEffect(() => {
    if (!atEnd) return
    setSeenUpTo(last)
    const seen = (): void => {
      if (document.visibilityState === 'visible') messenger.seen()
    }
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [atEnd, last, messenger])

  return (
    <div class="log-frame">
      <div
        ref={scroller}
        class="log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        role="log"
        aria-label={t('conversation.log')}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget
          const end = scrollHeight - scrollTop - clientHeight < AT_END
          // Only going up is leaving the end: more may have come in between our own scrolling and this event.
          if (end || scrollTop < lastTop.current) setAtEnd(end)
          lastTop.current = scrollTop
          if (scrollTop < AT_END) messenger.older()
        }}
      >
        {older !== 'none' && (
          <button type="button" class="link earlier" onClick={messenger.older}>
            {t(older === 'loading' ? 'conversation.loading' : 'conversation.earlier')}
          </button>
        )}
        {!state.loaded && !state.loadFailed && <Skeleton />}
        <div ref={content} class="log-content">
          {state.loaded && older === 'none' && (
            <div class="intro">
              <Avatar name={look.name} kind="brand" />
              <strong dir="auto">{look.name}</strong>
              <p>{t('conversation.intro')}</p>
            </div>
          )}
          <div class="log-space" />
          {items.map((item) => (
            <Entry key={item.key} item={item} lastOwn={own} />
          ))}
          {typing && (
            <div class="typing">
              <span class="dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
              <span class="typing-words">{t('typing.one', { name: typing })}</span>
            </div>
          )}
        </div>
      </div>
      {!atEnd && (
        <button
          type="button"
          class={`jump ${missed > 0 ? 'jump-new' : ''}`}
          aria-label={missed > 0 ? t('latest.new', { n: missed }) : t('latest.jump')}
          onClick={() => toEnd(!matchMedia('(prefers-reduced-motion: reduce)').matches)}
        >
          {missed > 0 && t('latest.new', { n: missed })}
          <DownIcon size={18} />
        </button>
      )}
    </div>
  )
}

/** Older messages that come in above leave the reader where they were (Safari has no scroll anchoring). */
function useKeepPlace(scroller: { readonly current: HTMLElement | null }, first: number): void {
  const before = useRef({ first: 0, height: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const grown = element.scrollHeight - before.current.height
    if (before.current.first > first && first > 0 && element.scrollTop < grown) {
      element.scrollTop += grown
    }
    before.current = { first, height: element.scrollHeight }
  })
}

function Skeleton(): JSX.Element {
  const { t } = useWords()
  return (
    <div class="skeleton" role="status" aria-label={t('conversation.loading')}>
      <i />
      <i />
      <i />
    </div>
  )
}
