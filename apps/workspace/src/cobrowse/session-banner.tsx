import type { Agent, Conversation, SessionView } from '@alongside/protocol/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Info, MonitorOff, MonitorUp, X } from 'lucide-react'
import type { CSSProperties, ReactElement } from 'react'
import type { MessageKey } from '../i18n/dictionary.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { putSession } from '../state/cache.ts'
import { noteOutcome } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { type Outcome, useServices } from '../state/services.ts'
import { useValue, withEntry } from '../state/value.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { endedKey } from './reasons.ts'
import './session-banner.css'

/** Under the head of a conversation: a proposal that waits, someone else's co-browse, how the last one ended. */
export function SessionBanner({
  me,
  conversation,
  name,
}: {
  me: Agent
  conversation: Conversation
  name: string
}): ReactElement | null {
  const { t, format } = useI18n()
  const { outcomes } = useServices()
  const outcome = useValue(outcomes).get(conversation.id)
  const { session } = conversation
  if (session?.state === 'proposed') {
    return <Waiting session={session} mine={session.agentId === me.id} name={name} />
  }
  if (session && session.agentId !== me.id) {
    return (
      <p className="banner" role="status">
        <Info size={18} aria-hidden="true" />
        <span>{t('cobrowse.byOther', { agent: session.agentName, name })}</span>
      </p>
    )
  }
  if (session || !outcome) return null
  const said = t(endedKey(outcome.reason, true), { name, agent: me.name })
  return (
    <div className="banner" role="status">
      <MonitorOff size={18} aria-hidden="true" />
      <p className="banner-text">
        <strong>
          {outcome.seconds === null
            ? said
            : t('system.lasted', { said, length: format.length(outcome.seconds) })}
        </strong>
        <span>{t(afterwards(conversation, me, outcome), { agent: conversation.agentName })}</span>
      </p>
      <IconButton
        label={t('common.dismiss')}
        onClick={() => outcomes.set(withEntry(outcomes.get(), conversation.id, undefined))}
      >
        <X size={17} />
      </IconButton>
    </div>
  )
}

/** What can be done now that it is over. */
function afterwards(
  { agentId }: Conversation,
  me: Agent,
  { reason, seconds }: Outcome,
): MessageKey {
  if (reason === 'reassigned') return agentId === me.id ? 'cobrowse.askAnew' : 'cobrowse.withOther'
  return seconds === null ? 'cobrowse.askAgain' : 'cobrowse.goesOn'
}

function Waiting({
  session,
  mine,
  name,
}: {
  session: SessionView
  mine: boolean
  name: string
}): ReactElement {
  const { t, format } = useI18n()
  const services = useServices()
  const queries = useQueryClient()
  const now = useNow(500)
  const withdraw = useMutation({
    mutationFn: () => services.client.withdraw(session.id),
    onSuccess: (changed) => {
      putSession(queries, changed)
      noteOutcome(services, changed)
    },
  })
  const ends = Date.parse(session.expiresAt ?? session.proposedAt)
  const whole = ends - Date.parse(session.proposedAt)
  // Clocks differ: never more than the whole, never less than nothing.
  const left = Math.min(whole, Math.max(0, ends - now))
  const share: CSSProperties & Record<'--left', string> = {
    '--left': whole > 0 ? (left / whole).toFixed(3) : '0',
  }
  return (
    <section className="banner banner-waiting" aria-label={t('cobrowse.waiting', { name })}>
      <MonitorUp size={18} aria-hidden="true" />
      <div className="banner-text">
        <strong>{t('cobrowse.waiting', { name })}</strong>
        <span>
          {mine
            ? t('cobrowse.waitingText')
            : t('cobrowse.waitingOther', { agent: session.agentName })}
        </span>
        <FailureLine error={withdraw.error} />
      </div>
      <span className="banner-clock number" role="timer" aria-label={t('cobrowse.timeLeft')}>
        {format.clock(left / 1000)}
      </span>
      {mine && (
        <Button size="small" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('cobrowse.withdraw')}
        </Button>
      )}
      <span className="banner-left" style={share} aria-hidden="true" />
    </section>
  )
}
