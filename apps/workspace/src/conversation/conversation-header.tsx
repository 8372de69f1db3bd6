import type { Agent, Conversation } from '@alongside/protocol/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, CircleCheck, PanelRight, UserCheck } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { BusyLink } from '../cobrowse/busy-link.tsx'
import { ProposeButton } from '../cobrowse/propose-button.tsx'
import { usePropose } from '../cobrowse/use-propose.ts'
import { useContextOpen } from '../context/use-context-open.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { useOpenConversation } from '../route/place.ts'
import { putConversation } from '../state/cache.ts'
import { shortPage } from '../state/conversations.ts'
import { useServices } from '../state/services.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { Reassign } from './reassign.tsx'
import { useReassign } from './use-reassign.ts'

/** Who this is, where they are, and what can be done. */
export function ConversationHeader({
  me,
  conversation,
  name,
  staged,
}: {
  me: Agent
  conversation: Conversation
  name: string
  staged: boolean
}): ReactElement {
  const { t } = useI18n()
  const { client } = useServices()
  const queries = useQueryClient()
  const open = useOpenConversation()
  const [ending, setEnding] = useState(false)
  const [contextOpen, setContextOpen] = useContextOpen()
  const ended = conversation.state === 'ended'
  const live = conversation.guestOnline && !ended
  const take = useMutation({
    mutationFn: () => client.assign(conversation.id),
    onSuccess: (changed) => putConversation(queries, changed),
  })
  const propose = usePropose(conversation)
  const reassign = useReassign(conversation)
  return (
    <header className="conversation-head">
      <div className="conversation-head-line">
        <span className="only-narrow">
          <IconButton label={t('conversation.back')} onClick={() => open(null)}>
            <ArrowLeft className="mirrors" size={19} />
          </IconButton>
        </span>
        <Avatar name={conversation.guestName} party="customer" live={live} />
        <div className="conversation-who">
          <h2 className="one-line" title={name}>
            {name}
          </h2>
          <p className="one-line">
            {ended ? t('conversation.ended') : t(live ? 'customer.online' : 'customer.away')}
            {!ended && conversation.page && ` · ${shortPage(conversation.page)}`}
          </p>
        </div>
        <div className="conversation-actions">
          {conversation.state === 'open' && (
            <Button size="small" busy={take.isPending} onClick={() => take.mutate()}>
              <UserCheck size={16} aria-hidden="true" />
              <span className="wide-word">{t('conversation.take')}</span>
            </Button>
          )}
          <Reassign
            me={me}
            conversation={conversation}
            name={name}
            busy={reassign.isPending}
            onReassign={reassign.mutateAsync}
          />
          {!staged && !ended && (
            <ProposeButton
              me={me}
              conversation={conversation}
              name={name}
              busy={propose.isPending}
              onPropose={() => propose.mutate()}
            />
          )}
          {!ended && (
            <IconButton label={t('conversation.end')} onClick={() => setEnding(true)}>
              <CircleCheck size={18} />
            </IconButton>
          )}
          {!staged && (
            <IconButton
              label={t('context.toggle')}
              aria-pressed={contextOpen}
              onClick={() => setContextOpen(!contextOpen)}
            >
              <PanelRight className="mirrors" size={18} />
            </IconButton>
          )}
        </div>
      </div>
      <FailureLine error={take.error ?? propose.error ?? reassign.error} />
      {propose.error && <BusyLink me={me} error={propose.error} />}
      <Confirm
        open={ending}
        onOpenChange={setEnding}
        title={t('conversation.endTitle')}
        text={t(conversation.session ? 'conversation.endTextSession' : 'conversation.endText', {
          name,
        })}
        action={t('conversation.end')}
        onConfirm={async () =>
          putConversation(queries, await client.endConversation(conversation.id))
        }
      />
    </header>
  )
}
