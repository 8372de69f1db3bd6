import type { Conversation } from '@alongside/protocol/api'
import { Link } from '@tanstack/react-router'
import { Globe, MonitorUp } from 'lucide-react'
import { type ComponentType, memo, type ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { shortPage, unreadCount } from '../state/conversations.ts'
import { Avatar } from '../ui/avatar.tsx'

type Props = {
  conversation: Conversation
  selected: boolean
  /** The one row of the list that Tab reaches. */
  reachable: boolean
  typing: boolean
  mine: boolean
  now: number
}

export const ConversationRow: ComponentType<Props> = memo(Row)

function Row({ conversation, selected, reachable, typing, mine, now }: Props): ReactElement {
  const { t, format } = useI18n()
  const name = conversation.guestName || t('visitor')
  const unread = conversation.state === 'ended' ? 0 : unreadCount(conversation)
  const live = conversation.guestOnline && conversation.state !== 'ended'
  return (
    <li className="row-item">
      <Link
        to={`/c/${conversation.id}`}
        className="row"
        data-conversation={conversation.id}
        data-unread={unread > 0 || undefined}
        data-selected={selected || undefined}
        tabIndex={reachable ? 0 : -1}
        title={name}
      >
        <Avatar name={conversation.guestName} party="customer" live={live} />
        <span className="row-text">
          <span className="row-line">
            <span className="row-name one-line">{name}</span>
            {live && <span className="for-readers">{t('customer.online')}</span>}
            <time className="row-age" dateTime={conversation.updatedAt}>
              {format.age(conversation.updatedAt, now)}
            </time>
          </span>
          <span className="row-line">
            {typing ? (
              <span className="row-last row-typing one-line">{t('conversation.typing')}</span>
            ) : (
              <span className="row-last one-line">
                {conversation.lastText ||
                  t(conversation.communicationType === 'Voice' ? 'row.voice' : 'inbox.noText')}
              </span>
            )}
            {unread > 0 && (
              <span className="badge row-badge">
                <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
                <span className="for-readers">{t('inbox.unread', { n: unread })}</span>
              </span>
            )}
          </span>
          <span className="row-line row-facts">
            {conversation.session ? (
              <span className="row-fact" data-tone="agent">
                <MonitorUp size={13} aria-hidden="true" />
                <span className="one-line">
                  {t(conversation.session.state === 'proposed' ? 'row.proposed' : 'row.cobrowsing')}
                </span>
              </span>
            ) : (
              conversation.page && (
                <span className="row-fact">
                  <Globe size={13} aria-hidden="true" />
                  <span className="one-line">{shortPage(conversation.page)}</span>
                </span>
              )
            )}
            {conversation.agentId && !mine && (
              <span className="row-owner one-line">{conversation.agentName}</span>
            )}
          </span>
        </span>
      </Link>
    </li>
  )
}
