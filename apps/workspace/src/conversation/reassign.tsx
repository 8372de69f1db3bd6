import type { Agent, Conversation } from '@alongside/protocol/api'
import { useQuery } from '@tanstack/react-query'
import { ArrowRightLeft, UserCheck } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { type ReactElement, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useServices } from '../state/services.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { failureKey } from '../ui/failure.tsx'

type Colleague = Pick<Agent, 'id' | 'name'>

/** Take over what a colleague has, or hand it on. Asks first when that ends a co-browse. */
export function Reassign({
  me,
  conversation,
  name,
  busy,
  onReassign,
}: {
  me: Agent
  conversation: Conversation
  name: string
  busy: boolean
  onReassign(to: string): Promise<unknown>
}): ReactElement | null {
  const { t } = useI18n()
  const [to, setTo] = useState<Colleague | null>(null)
  const [asking, setAsking] = useState(false)
  if (!me.permissions.includes('conversation:communication:transfer')) return null
  if (conversation.state !== 'assigned') return null
  const mine = conversation.agentId === me.id
  const wish = (colleague: Colleague) => {
    setTo(colleague)
    if (conversation.session) setAsking(true)
    else onReassign(colleague.id).catch(() => {})
  }
  return (
    <>
      {!mine && (
        <Button size="small" busy={busy} onClick={() => wish(me)}>
          <UserCheck size={16} aria-hidden="true" />
          <span className="wide-word">{t('reassign.take')}</span>
        </Button>
      )}
      <HandOn but={[conversation.agentId, me.id]} onChoose={wish} />
      {to && (
        <Confirm
          open={asking}
          onOpenChange={setAsking}
          title={
            to.id === me.id
              ? t('reassign.takeTitle', { agent: conversation.agentName })
              : t('reassign.title', { agent: to.name })
          }
          text={t('reassign.text', { name, agent: conversation.agentName, next: to.name })}
          action={t(to.id === me.id ? 'reassign.take' : 'reassign.hand')}
          onConfirm={() => onReassign(to.id)}
        />
      )}
    </>
  )
}

/** Colleagues to choose from: everybody who may answer, `but` the one who has it and oneself. */
function HandOn({
  but,
  onChoose,
}: {
  but: readonly (string | null)[]
  onChoose(colleague: Colleague): void
}): ReactElement {
  const { t } = useI18n()
  const { client } = useServices()
  const [open, setOpen] = useState(false)
  const all = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => client.colleagues(),
    enabled: open,
  })
  const others = all.data?.filter(({ id }) => !but.includes(id))
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={t('reassign.hand')}>
          <ArrowRightLeft size={18} />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu scrolls colleagues"
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          <DropdownMenu.Label className="menu-heading">{t('reassign.to')}</DropdownMenu.Label>
          {others?.map((colleague) => (
            <DropdownMenu.Item
              key={colleague.id}
              className="menu-item"
              onSelect={() => onChoose(colleague)}
            >
              <Avatar name={colleague.name} party="agent" />
              <span className="one-line">{colleague.name}</span>
            </DropdownMenu.Item>
          ))}
          {!others?.length && (
            <p className="menu-none" role="status">
              {all.isError
                ? t(failureKey(all.error))
                : t(others ? 'reassign.nobody' : 'common.loading')}
            </p>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
