import type { Message, SystemEvent } from '@alongside/protocol/api'
import {
  CircleCheck,
  type LucideIcon,
  MonitorCheck,
  MonitorOff,
  MonitorUp,
  UserCheck,
} from 'lucide-react'
import type { ReactElement } from 'react'
import { endedKey } from '../cobrowse/reasons.ts'
import { type I18n, useI18n } from '../i18n/i18n.tsx'
import { Receipt } from './receipt.tsx'

const ICONS: { readonly [type in SystemEvent['type']]: LucideIcon } = {
  conversation_assigned: UserCheck,
  conversation_ended: CircleCheck,
  cobrowse_proposed: MonitorUp,
  cobrowse_accepted: MonitorCheck,
  cobrowse_ended: MonitorOff,
}

/** Something that happened, in the reader's language. */
export function SystemLine({ message, name }: { message: Message; name: string }): ReactElement {
  const i18n = useI18n()
  const { event } = message
  const Icon = event ? ICONS[event.type] : CircleCheck
  return (
    <div>
      <p className="system-line">
        <Icon size={15} aria-hidden="true" />
        <span>{event ? words(i18n, event, name) : message.text}</span>
        <time dateTime={message.at}>{i18n.format.time(message.at)}</time>
      </p>
      {event?.receipt && <Receipt event={event} name={name} />}
    </div>
  )
}

function words({ t, format }: I18n, event: SystemEvent, name: string): string {
  const agent = event.agentName || t('agent')
  switch (event.type) {
    case 'conversation_assigned':
      return t('system.assigned', { agent })
    case 'conversation_ended':
      return t('system.ended')
    case 'cobrowse_proposed':
      return t('system.proposed', { agent, name })
    case 'cobrowse_accepted':
      return t('system.accepted', { agent, name })
    case 'cobrowse_ended': {
      const said = t(endedKey(event.reason), { agent, name })
      return event.seconds === null
        ? said
        : t('system.lasted', { said, length: format.length(event.seconds) })
    }
  }
}
