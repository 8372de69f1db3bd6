import type { Agent } from '@alongside/protocol/api'
import { MessagesSquare } from 'lucide-react'
import type { ReactElement } from 'react'
import { useRunningSession } from '../cobrowse/running-session.ts'
import { Stage } from '../cobrowse/stage.tsx'
import { ContextColumn } from '../context/context-column.tsx'
import { ConversationPane } from '../conversation/conversation-pane.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { useOpenConversation } from '../route/place.ts'
import { useConversationOutsideOfList, useConversations } from '../state/queries.ts'
import { ConversationList } from './conversation-list.tsx'
import { Resizer } from './resizer.tsx'
import { useBesideWidth } from './use-beside-width.ts'
import './inbox.css'
import './inbox-narrow.css'

/** Conversations, the open one, and what belongs to it; with a co-browse, the customer's page in the middle. */
export function InboxPage({
  me,
  conversationId,
  hidden,
}: {
  me: Agent
  conversationId: string | null
  hidden: boolean
}): ReactElement {
  const { t } = useI18n()
  const conversations = useConversations()
  const open = useOpenConversation()
  const running = useRunningSession(me)
  const beside = useBesideWidth()
  const conversation = conversations.data?.find((other) => other.id === conversationId)
  const alone = useConversationOutsideOfList(
    conversationId,
    conversations.isSuccess && !conversation,
  )
  const staged = running !== null && running.conversation.id === conversationId

  return (
    <main
      className="inbox"
      hidden={hidden}
      data-open={conversationId ? 'conversation' : 'list'}
      data-staged={staged || undefined}
      style={beside.style}
    >
      <h1 className="for-readers">{t('shell.inbox')}</h1>
      <ConversationList me={me} conversations={conversations} selectedId={conversationId} />
      {running && (
        <Stage
          key={running.session.id}
          me={me}
          running={running}
          hidden={!staged}
          onReturn={() => open(running.conversation.id)}
        />
      )}
      {staged && <Resizer beside={beside} />}
      {conversation ? (
        <ConversationPane
          key={conversation.id}
          me={me}
          conversation={conversation}
          staged={staged}
        />
      ) : (
        <NothingOpen missing={alone.isError} />
      )}
      {conversation && !staged && <ContextColumn me={me} conversation={conversation} />}
      <span className="for-readers" aria-live="polite">
        {running && !staged ? t('stage.runningElsewhere', { name: running.name }) : ''}
      </span>
    </main>
  )
}

function NothingOpen({ missing }: { missing: boolean }): ReactElement {
  const { t } = useI18n()
  return (
    <section id="conversation" className="conversation" aria-label={t('conversation.none')}>
      <div className="empty">
        <span className="empty-icon">
          <MessagesSquare size={26} aria-hidden="true" />
        </span>
        <h2>{t(missing ? 'conversation.missing' : 'conversation.none')}</h2>
        <p>{t(missing ? 'conversation.missingText' : 'conversation.noneText')}</p>
      </div>
    </section>
  )
}
