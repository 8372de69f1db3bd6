import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { unreadCount } from '../model/state.ts'
import { useMessenger } from './context.ts'
import { ChatIcon, DownIcon } from './icons.tsx'

export function Launcher(): JSX.Element {
  const [state, messenger] = useMessenger()
  const { t } = messenger.words
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const unread = unreadCount(state)

  // Focus goes back to where it came from; never to us when nobody opened the window.
  useEffect(() => {
    if (wasOpen.current && !state.open) button.current?.focus()
    wasOpen.current = state.open
  }, [state.open])

  const label = state.open
    ? t('launcher.close')
    : unread > 0
      ? t('launcher.unread', { n: unread })
      : t('launcher.open')
  return (
    <button
      ref={button}
      type="button"
      class={`launcher ${state.open ? 'launcher-open' : ''} ${state.sharing ? 'launcher-sharing' : ''}`}
      aria-label={label}
      aria-expanded={state.open}
      onClick={() => (state.open ? messenger.close() : messenger.open())}
    >
      {state.open ? <DownIcon /> : <ChatIcon />}
      {!state.open && unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread > 9 ? '9+' : unread}
        </span>
      )}
    </button>
  )
}
