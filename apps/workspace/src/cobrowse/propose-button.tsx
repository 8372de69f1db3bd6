import type { Agent, Conversation } from '@alongside/protocol/api'
import { isSecure, parseOrigin } from '@alongside/protocol/origins'
import { MonitorUp } from 'lucide-react'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Tip } from '../ui/tip.tsx'

/** Only for agents who may; absent, not disabled, for the others, in a colleague's conversation and while there is a session. */
export function ProposeButton({
  me,
  conversation,
  name,
  busy,
  onPropose,
}: {
  me: Agent
  conversation: Conversation
  name: string
  busy: boolean
  onPropose(): void
}): ReactElement | null {
  const { t } = useI18n()
  const { agentId, session } = conversation
  const others = agentId !== null && agentId !== me.id
  if (!me.permissions.includes('conversation:cobrowse:add') || session || others) return null
  const unable = whyUnable(conversation)
  const button = (
    <Button kind="primary" size="small" busy={busy || unable !== null} onClick={onPropose}>
      <MonitorUp size={16} aria-hidden="true" />
      <span className="wide-word">{t('cobrowse.propose')}</span>
    </Button>
  )
  return unable ? <Tip text={t(unable, { name })}>{button}</Tip> : button
}

/** Why nobody could accept, as far as that is known. */
function whyUnable({
  guestOnline,
  page,
}: Conversation): 'cobrowse.away' | 'cobrowse.insecure' | null {
  if (!guestOnline) return 'cobrowse.away'
  const origin = parseOrigin(URL.parse(page)?.origin)
  return origin && !isSecure(origin) ? 'cobrowse.insecure' : null
}
