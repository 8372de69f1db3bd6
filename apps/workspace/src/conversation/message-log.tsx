import type { Conversation, Message } from '@alongside/protocol/api'
import { ArrowDown } from 'lucide-react'
import { type ReactElement, useMemo, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useNow } from '../state/now.ts'
import { NO_OUTGOING } from '../state/outbox.ts'
import { useLoadOlder, useThread } from '../state/queries.ts'
import { useServices } from '../state/services.ts'
import { useValue } from '../state/value.ts'
import { Button } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { groupMessages, lastOfAgent } from './grouping.ts'
import { MessageGroup } from './message-group.tsx'
import { OutgoingList } from './outgoing-list.tsx'
import { SystemLine } from './system-line.tsx'
import { useLogScroll } from './use-log-scroll.ts'
import { useMarkRead } from './use-mark-read.ts'

/** All read or nothing read: a line between old and new would say nothing. */
function isPartlyRead({ agentRead, lastSequence }: Conversation): boolean {
  return agentRead > 0 && agentRead < lastSequence
}

const NO_MESSAGES: readonly Message[] = []

/** Everything that was said, newest at the bottom; older pages come as the reader scrolls up. */
export function MessageLog({
  conversation,
  name,
}: {
  conversation: Conversation
  name: string
}): ReactElement {
  const { t, format } = useI18n()
  const services = useServices()
  const now = useNow(60_000)
  const thread = useThread(conversation.id)
  const older = useLoadOlder(conversation.id)
  const outgoing = useValue(services.outbox.entries).get(conversation.id) ?? NO_OUTGOING
  const typing = useValue(services.typing).get(conversation.id)
  // Where the agent had read to when this was opened: the line that marks what is new stays there.
  const [readUpTo] = useState(() => (isPartlyRead(conversation) ? conversation.agentRead : null))
  const messages = thread.data?.messages ?? NO_MESSAGES
  const items = useMemo(() => groupMessages(messages, readUpTo), [messages, readUpTo])
  const lastMine = lastOfAgent(messages)
  const scroll = useLogScroll({
    first: messages[0]?.sequence ?? 0,
    last: messages.at(-1)?.sequence ?? 0,
    sending: outgoing.length,
    typing: typing !== undefined,
    more: thread.data?.more ?? false,
    loadOlder: () => older.isPending || older.mutate(),
  })
  useMarkRead(conversation, messages, scroll.atBottom)

  if (thread.isPending) return <Loading />
  if (!thread.data) {
    return (
      <div className="log empty">
        <FailureLine error={thread.error} />
        <Button onClick={() => thread.refetch()} busy={thread.isFetching}>
          {t('common.retry')}
        </Button>
      </div>
    )
  }
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not scroll. */}
      <div
        ref={scroll.ref}
        className="log scrolls"
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
        role="group"
        aria-label={t('conversation.log')}
      >
        {thread.data.more && (
          <p className="log-older">
            {older.isError ? (
              <Button size="small" onClick={() => older.mutate()}>
                {t('conversation.olderFailed')}
              </Button>
            ) : (
              t('conversation.older')
            )}
          </p>
        )}
        <div
          role="log"
          aria-label={t('conversation.log')}
          aria-relevant="additions"
          className="log-items"
        >
          {items.map((item) => {
            if (item.kind === 'day') {
              return (
                <h3 key={item.key} className="day">
                  <span>{format.day(item.at, now)}</span>
                </h3>
              )
            }
            if (item.kind === 'new') {
              return (
                <p key={item.key} className="new-line">
                  <span>{t('conversation.new')}</span>
                </p>
              )
            }
            if (item.kind === 'system') {
              return <SystemLine key={item.key} message={item.message} name={name} />
            }
            return (
              <MessageGroup
                key={item.key}
                group={item}
                name={name}
                status={
                  lastMine && item.messages.at(-1) === lastMine && outgoing.length === 0
                    ? t(
                        lastMine.sequence <= conversation.guestRead
                          ? 'message.read'
                          : 'message.sent',
                      )
                    : null
                }
              />
            )
          })}
          <OutgoingList conversationId={conversation.id} outgoing={outgoing} />
        </div>
        {typing && (
          <p className="typing">
            <span className="typing-dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {t('conversation.isTyping', { name })}
          </p>
        )}
      </div>
      {!scroll.atBottom && (
        <button type="button" className="jump" onClick={scroll.toBottom}>
          <ArrowDown size={16} aria-hidden="true" />
          {scroll.unseen > 0
            ? t('conversation.unseen', { n: scroll.unseen })
            : t('conversation.latest')}
        </button>
      )}
    </div>
  )
}

function Loading(): ReactElement {
  const { t } = useI18n()
  return (
    <div className="log log-loading" role="status" aria-label={t('common.loading')}>
      <span className="skeleton" />
      <span className="skeleton" data-side="end" />
      <span className="skeleton" />
    </div>
  )
}
