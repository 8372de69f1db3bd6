import type { JSX } from 'preact'
import { Avatar } from './avatar.tsx'
import { useMessenger } from './context.ts'
import { CloseIcon } from './icons.tsx'

/** Beside the closed launcher: a proposal that waits, or what the agent just wrote. Takes no focus. */
export function Prompt(): JSX.Element | null {
  const [{ prompt, offer, session, deployment }, messenger] = useMessenger()
  const { t } = messenger.words
  if (!prompt) return null
  const site = deployment.config.look.name
  const name =
    prompt.kind === 'offer' ? (offer?.agentName ?? session?.agentName ?? site) : prompt.message.name
  const text = prompt.kind === 'offer' ? t('proposal.title', { name, site }) : prompt.message.text
  return (
    <div class="prompt">
      <button type="button" class="prompt-body" onClick={() => messenger.open('conversation')}>
        <Avatar name={name} />
        <span class="prompt-text">
          {prompt.kind === 'message' && <strong>{name}</strong>}
          <span class={prompt.kind === 'offer' ? 'prompt-ask' : 'prompt-line'}>
            <bdi>{text}</bdi>
          </span>
          <span class="prompt-action">
            {prompt.kind === 'offer' ? t('prompt.view') : t('prompt.read')}
          </span>
        </span>
      </button>
      <button
        type="button"
        class="icon-button prompt-close"
        aria-label={t('prompt.dismiss')}
        onClick={messenger.dismissPrompt}
      >
        <CloseIcon size={16} />
      </button>
    </div>
  )
}
