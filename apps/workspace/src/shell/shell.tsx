import { Link } from '@tanstack/react-router'
import { Inbox, Settings } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { InboxPage } from '../inbox/inbox-page.tsx'
import { usePlace } from '../route/place.ts'
import { SettingsPage } from '../settings/settings-page.tsx'
import { unreadCount } from '../state/conversations.ts'
import { useConversations, useMe } from '../state/queries.ts'
import { useServices } from '../state/services.ts'
import { useValue } from '../state/value.ts'
import { Mark } from '../ui/mark.tsx'
import { Tip } from '../ui/tip.tsx'
import { AccountMenu } from './account-menu.tsx'
import { useTitle } from './title.ts'
import './shell.css'

/** The frame around every page: a rail, and the page. The inbox stays mounted, so that a co-browse goes on. */
export function Shell(): ReactElement | null {
  const { t } = useI18n()
  const me = useMe().data
  const { page, conversationId } = usePlace()
  const conversations = useConversations().data ?? []
  const unread = conversations.filter(
    (other) => other.state !== 'ended' && unreadCount(other) > 0,
  ).length
  useTitle(unread)
  if (!me) return null
  return (
    <div className="shell" data-open={conversationId ? 'conversation' : page}>
      <a className="skip" href={page === 'settings' ? '#settings' : '#conversation'}>
        {t('shell.skip')}
      </a>
      <nav className="rail" aria-label={t('shell.navigation')}>
        <span className="rail-mark">
          <Mark />
        </span>
        <RailLink to="/" current={page === 'inbox'} label={t('shell.inbox')}>
          <Inbox size={20} aria-hidden="true" />
          {unread > 0 && (
            <span className="rail-badge">
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span className="for-readers">{t('inbox.unreadConversations', { n: unread })}</span>
            </span>
          )}
        </RailLink>
        <RailLink to="/settings" current={page === 'settings'} label={t('shell.settings')}>
          <Settings size={20} aria-hidden="true" />
        </RailLink>
        <span className="rail-space" />
        <AccountMenu me={me} />
      </nav>
      <div className="page">
        <ConnectionLine />
        <InboxPage me={me} conversationId={conversationId} hidden={page !== 'inbox'} />
        {page === 'settings' && <SettingsPage me={me} />}
      </div>
    </div>
  )
}

function RailLink({
  to,
  current,
  label,
  children,
}: {
  to: string
  current: boolean
  label: string
  children: ReactNode
}): ReactElement {
  return (
    <Tip text={label}>
      <Link
        to={to}
        activeOptions={{ exact: true }}
        className="rail-link"
        aria-current={current ? 'page' : undefined}
      >
        <span className="for-readers">{label}</span>
        {children}
      </Link>
    </Tip>
  )
}

/** Says when what is on the screen may be old. */
function ConnectionLine(): ReactElement {
  const { t } = useI18n()
  const connection = useValue(useServices().connection)
  return (
    <div role="status">
      {connection === 'offline' && <p className="connection-line">{t('shell.offline')}</p>}
    </div>
  )
}
