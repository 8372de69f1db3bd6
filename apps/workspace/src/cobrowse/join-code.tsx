import type { Agent, Proposal } from '@alongside/protocol/api'
import { Phone, PhoneOff } from 'lucide-react'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useNow } from '../state/now.ts'
import { useConversations, useDeployments } from '../state/queries.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { Tip } from '../ui/tip.tsx'
import { type JoinCode, useJoinCode } from './use-join-code.ts'
import './join-code.css'

/** Begins a co-browse with a customer on the telephone, who has no conversation here yet. Absent for agents who may not. */
export function JoinCodeStart({ me }: { me: Agent }): ReactElement | null {
  const code = useJoinCode()
  if (!me.permissions.includes('conversation:cobrowseVoice:add')) return null
  if (code.proposal) return <Code proposal={code.proposal} code={code} />
  return <Start me={me} code={code} />
}

function Start({ me, code: { make } }: { me: Agent; code: JoinCode }): ReactElement {
  const { t } = useI18n()
  const deployments = useDeployments().data
  const busy = useConversations().data?.some(({ session }) => session?.agentId === me.id)
  const off = deployments?.every(({ config: { cobrowse } }) => {
    return !cobrowse.enabled || !cobrowse.channels.includes('Voice')
  })
  const unable = off ? 'join.off' : busy ? 'failure.agentBusy' : null
  const button = (
    <Button busy={make.isPending || unable !== null} onClick={() => make.mutate()}>
      <Phone size={16} aria-hidden="true" />
      {t('join.start')}
    </Button>
  )
  return (
    <>
      {unable ? <Tip text={t(unable)}>{button}</Tip> : button}
      <FailureLine error={make.error} />
    </>
  )
}

function Code({
  proposal: { joinCode, dateOfferEnds },
  code: { make, withdraw },
}: {
  proposal: Proposal
  code: JoinCode
}): ReactElement {
  const { t, format } = useI18n()
  const now = useNow(500)
  const left = Math.max(0, Date.parse(dateOfferEnds) - now)
  const digits = joinCode ?? ''
  const groups = digits.match(/\d{3}/g) ?? []
  return (
    <section className="join" aria-label={t('join.title')} data-over={left === 0 || undefined}>
      <header className="join-head">
        {left > 0 ? (
          <Phone size={16} aria-hidden="true" />
        ) : (
          <PhoneOff size={16} aria-hidden="true" />
        )}
        <h3>{t(left > 0 ? 'join.title' : 'join.expired')}</h3>
        {left > 0 && (
          <span className="number" role="timer" aria-label={t('join.left')}>
            {format.clock(left / 1000)}
          </span>
        )}
      </header>
      {left > 0 && (
        // Digit by digit: nobody reads out a number of nine digits as one.
        <output className="join-digits number" dir="ltr" aria-label={[...digits].join(' ')}>
          {groups.map((group, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place.
            <span key={at}>{group}</span>
          ))}
        </output>
      )}
      <p role={left > 0 ? undefined : 'status'}>{t(left > 0 ? 'join.text' : 'join.expiredText')}</p>
      <FailureLine error={withdraw.error ?? make.error} />
      <div className="join-actions">
        <Button size="small" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t(left > 0 ? 'common.cancel' : 'common.dismiss')}
        </Button>
        {left > 0 ? (
          <CopyButton text={groups.join(' ')} />
        ) : (
          <Button size="small" busy={make.isPending} onClick={() => make.mutate()}>
            {t('join.again')}
          </Button>
        )}
      </div>
    </section>
  )
}
