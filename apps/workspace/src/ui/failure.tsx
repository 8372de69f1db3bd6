import { ApiFailure } from '@alongside/client'
import { CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { MessageKey } from '../i18n/dictionary.ts'
import { useI18n } from '../i18n/i18n.tsx'

/** What to tell a person, by the stable codes of the server. */
const BY_CODE: { readonly [code: string]: MessageKey } = {
  offline: 'failure.offline',
  sign_in_failed: 'failure.signIn',
  sign_in_needed: 'failure.signedOut',
  permission_missing: 'failure.forbidden',
  page_refused: 'failure.pageRefused',
  rate_limited: 'failure.tooMany',
  agent_busy: 'failure.agentBusy',
  session_exists: 'failure.sessionExists',
  conversation_ended: 'failure.conversationEnded',
  already_assigned: 'failure.alreadyAssigned',
  cobrowse_disabled: 'failure.cobrowseDisabled',
  not_found: 'failure.notFound',
  bad_request: 'failure.badRequest',
  not_ready: 'failure.server',
}

export function failureKey(error: unknown): MessageKey {
  if (!(error instanceof ApiFailure)) return 'failure.unknown'
  const known = BY_CODE[error.code]
  if (known) return known
  if (error.status === 429) return 'failure.tooMany'
  if (error.status === 403) return 'failure.forbidden'
  if (error.status === 404) return 'failure.notFound'
  return error.status >= 500 ? 'failure.server' : 'failure.unknown'
}

/** The reason of a failure, read out when it appears; nothing without one. */
export function FailureLine({ error }: { error: unknown }): ReactElement | null {
  const { t } = useI18n()
  if (error === null || error === undefined) return null
  return (
    <p className="notice" data-tone="danger" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <span>{t(failureKey(error))}</span>
    </p>
  )
}
