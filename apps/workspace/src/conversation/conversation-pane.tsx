import type { Agent, Conversation } from '@alongside/protocol/api'
import type { ReactElement } from 'react'
import { SessionBanner } from '../cobrowse/session-banner.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { MessageLog } from './message-log.tsx'
import './conversation.css'
import './composer.css'

/** The middle column; beside the stage while a co-browse runs. */
export function ConversationPane({
  me,
  conversation,
  staged,
}: {
  me: Agent
  conversation: Conversation
  staged: boolean
}): ReactElement {
  const { t } = useI18n()
  const name = conversation.guestName || t('visitor')
  return (
    <section
      id="conversation"
      className="conversation"
      aria-label={t('conversation.with', { name })}
      tabIndex={-1}
    >
      <ConversationHeader me={me} conversation={conversation} name={name} staged={staged} />
      {!staged && <SessionBanner me={me} conversation={conversation} name={name} />}
      <MessageLog conversation={conversation} name={name} />
      <Composer me={me} conversation={conversation} name={name} />
    </section>
  )
}
