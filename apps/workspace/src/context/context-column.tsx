import type { Agent, Conversation } from '@alongside/protocol/api'
import { ExternalLink, X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { endedKey } from '../cobrowse/reasons.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { shortPage } from '../state/conversations.ts'
import { pastSessions } from '../state/messages.ts'
import { useDeployments, useThread } from '../state/queries.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/button.tsx'
import { useContextOpen } from './use-context-open.ts'
import './context.css'

/** The right column: what belongs to the open conversation. */
export function ContextColumn({
  me,
  conversation,
}: {
  me: Agent
  conversation: Conversation
}): ReactElement | null {
  const { t, format } = useI18n()
  const [open, setOpen] = useContextOpen()
  const deployment = useDeployments().data?.find((one) => one.id === conversation.deploymentId)
  if (!open) return null
  const name = conversation.guestName || t('visitor')
  const ended = conversation.state === 'ended'
  const live = conversation.guestOnline && !ended
  return (
    <section className="context scrolls" aria-label={t('context.title')}>
      <span className="context-close">
        <IconButton label={t('common.close')} onClick={() => setOpen(false)}>
          <X size={18} />
        </IconButton>
      </span>
      <header className="context-who">
        <Avatar name={conversation.guestName} party="customer" size="large" live={live} />
        <div>
          <h2>{name}</h2>
          <p>{t(live ? 'customer.online' : 'customer.away')}</p>
        </div>
      </header>
      <Part title={t('context.page')}>
        {conversation.page ? (
          <a
            className="context-page"
            href={conversation.page}
            target="_blank"
            rel="noopener noreferrer"
          >
            <span>{shortPage(conversation.page)}</span>
            <ExternalLink size={14} aria-label={t('context.opens')} />
          </a>
        ) : (
          <p className="context-quiet">{t('context.noPage')}</p>
        )}
      </Part>
      <Part title={t('context.cobrowse')}>
        <Cobrowse me={me} conversation={conversation} name={name} />
      </Part>
      <Part title={t('context.conversation')}>
        <dl className="facts">
          <Fact term={t('context.state')}>{t(`state.${conversation.state}`)}</Fact>
          <Fact term={t('context.agent')}>
            {conversation.agentId ? conversation.agentName : t('context.nobody')}
          </Fact>
          <Fact term={t('context.since')}>{format.moment(conversation.createdAt)}</Fact>
          <Fact term={t('context.last')}>{format.moment(conversation.updatedAt)}</Fact>
          {deployment && <Fact term={t('context.deployment')}>{deployment.name}</Fact>}
        </dl>
      </Part>
    </section>
  )
}

function Cobrowse({
  me,
  conversation,
  name,
}: {
  me: Agent
  conversation: Conversation
  name: string
}): ReactElement {
  const { t, format } = useI18n()
  const thread = useThread(conversation.id)
  const past = pastSessions(thread.data?.messages ?? [])
  const { session } = conversation
  return (
    <>
      {session && (
        <p className="context-live">
          {t(session.state === 'proposed' ? 'row.proposed' : 'row.cobrowsing')}
          {session.agentId !== me.id && ` · ${session.agentName}`}
        </p>
      )}
      {!session && past.length === 0 && <p className="context-quiet">{t('context.noSessions')}</p>}
      {past.length > 0 && (
        <ul className="past">
          {past.map((one) => (
            <li key={one.id}>
              <p>{t(endedKey(one.reason), { name, agent: one.agentName || t('agent') })}</p>
              <p className="context-quiet number">
                {format.moment(one.at)}
                {one.seconds !== null && ` · ${format.length(one.seconds)}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className="context-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
