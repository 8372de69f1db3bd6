import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { MessengerState } from '../model/state.ts'
import { heldKey, type Key } from '../words/words.ts'
import { useMessenger } from './context.ts'
import { AlertIcon, OfflineIcon } from './icons.tsx'

/** A connection that is gone for a moment is nobody's news. */
const WORTH_SAYING = 1500

/** Says that the connection is gone, and what that means. */
export function ConnectionLine(): JSX.Element | null {
  const [{ connection }, { words }] = useMessenger()
  const [late, setLate] = useState(false)
  const gone = connection === 'offline'
  useEffect(() => {
    setLate(false)
    if (!gone) return
    const timer = setTimeout(() => setLate(true), WORTH_SAYING)
    return () => clearTimeout(timer)
  }, [gone])
  if (!gone || !late) return null
  return (
    <p class="line line-quiet" role="status">
      <OfflineIcon />
      {words.t(navigator.onLine ? 'connection.connecting' : 'connection.offline')}
    </p>
  )
}

export function ProblemLine(): JSX.Element {
  const [, messenger] = useMessenger()
  const { t } = messenger.words
  return (
    <p class="line line-problem" role="alert">
      <AlertIcon />
      <span>{t('problem.load')}</span>
      <button type="button" class="link" onClick={messenger.reload}>
        {t('problem.retry')}
      </button>
    </p>
  )
}

/** While a tab is shared: who sees it, and Stop, also from another tab of the customer. */
export function SharingLine(): JSX.Element | null {
  const [state, messenger] = useMessenger()
  const { t } = messenger.words
  const { session } = state
  const key = sharingKey(state)
  if (!key || !session) return null
  return (
    <div class="line line-sharing">
      <span class="live" aria-hidden="true" />
      <span class="line-text">
        {t(key, { name: session.agentName, why: state.sharing?.held ?? '' })}
      </span>
      <button type="button" class="button button-small" onClick={messenger.stopSharing}>
        {t('sharing.stop')}
      </button>
    </div>
  )
}

function sharingKey({ session, sharing }: MessengerState): Key | null {
  if (!session || session.state === 'ended' || session.state === 'proposed') return null
  if (!sharing) return 'sharing.elsewhere'
  if (sharing.held) return heldKey(sharing.held)
  if (session.state === 'paused') return 'sharing.paused'
  if (!sharing.connected) return sharing.viewerPresent ? 'sharing.interrupted' : 'sharing.waiting'
  return sharing.viewerPresent ? 'sharing.here' : 'sharing.waiting'
}
