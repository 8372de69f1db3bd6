import { ApiFailure } from '@alongside/client'
import type { Agent } from '@alongside/protocol/api'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useConversations } from '../state/queries.ts'

/** One co-browse at a time: the way to the one that is in the way. */
export function BusyLink({ me, error }: { me: Agent; error: unknown }): ReactElement | null {
  const { t } = useI18n()
  const other = useConversations().data?.find(({ session }) => session?.agentId === me.id)
  if (!other || !(error instanceof ApiFailure) || error.code !== 'agent_busy') return null
  return (
    <Link className="text-button" to={`/c/${other.id}`}>
      {t('cobrowse.goToOther', { name: other.guestName || t('visitor') })}
    </Link>
  )
}
