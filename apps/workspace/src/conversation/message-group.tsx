import { type ComponentType, memo, type ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { Avatar } from '../ui/avatar.tsx'
import type { LogItem } from './grouping.ts'

type Props = {
  group: Extract<LogItem, { kind: 'group' }>
  /** What to call the customer. */
  name: string
  /** Under the agent's last message: whether it was read. */
  status: string | null
}

/** What one person said in one go. */
export const MessageGroup: ComponentType<Props> = memo(Group)

function Group({ group, name, status }: Props): ReactElement {
  const { format } = useI18n()
  const who = group.from === 'guest' ? name : group.name
  return (
    <article className="group" data-from={group.from} aria-label={who}>
      {group.from === 'guest' && <Avatar name={group.name} party="customer" />}
      <div className="group-body">
        <p className="group-head">
          <span className="group-name">{who}</span>
          <time dateTime={group.at}>{format.time(group.at)}</time>
        </p>
        {group.messages.map((message) => (
          <p key={message.id} className="bubble" title={format.moment(message.at)} dir="auto">
            {message.text}
          </p>
        ))}
        {status && <p className="group-status">{status}</p>}
      </div>
    </article>
  )
}
