import type { JSX } from 'preact'
import { heldKey } from '../words/words.ts'
import { useMessenger } from './context.ts'

/** Tells screen readers what arrived while the window is closed; in the open window the log itself does. */
export function Announcer(): JSX.Element {
  const [{ open, prompt, offer, session, sharing, answering, deployment }, { words }] =
    useMessenger()
  const { t } = words
  let text = ''
  const name = offer?.agentName ?? session?.agentName ?? ''
  if (offer && session?.state !== 'ended' && answering.step !== 'starting') {
    text = t('proposal.title', { name, site: deployment.config.look.name })
  } else if (sharing?.held) text = t(heldKey(sharing.held), { name, why: sharing.held })
  else if (sharing) text = t('sharing.here', { name })
  else if (!open && prompt?.kind === 'message') {
    text = t('announce.message', { name: prompt.message.name, text: prompt.message.text })
  }
  return (
    <div class="unseen" role="status" aria-live="polite">
      {text}
    </div>
  )
}
