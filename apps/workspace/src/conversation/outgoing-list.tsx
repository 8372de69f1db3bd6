import { CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import type { Outgoing } from '../state/outbox.ts'
import { useServices } from '../state/services.ts'

/** Messages that the server does not have yet. */
export function OutgoingList({
  conversationId,
  outgoing,
}: {
  conversationId: string
  outgoing: readonly Outgoing[]
}): ReactElement | null {
  const { t } = useI18n()
  const { outbox } = useServices()
  if (outgoing.length === 0) return null
  return (
    <div className="group" data-from="agent">
      <div className="group-body">
        {outgoing.map((entry) => (
          <div key={entry.id} className="outgoing" data-state={entry.state}>
            <p className="bubble" dir="auto">
              {entry.text}
            </p>
            {entry.state === 'sending' ? (
              <p className="group-status">{t('message.sending')}</p>
            ) : (
              <p className="group-status" data-tone="danger">
                <CircleAlert size={14} aria-hidden="true" />
                {t(entry.code === 'conversation_ended' ? 'message.tooLate' : 'message.failed')}
                <button
                  type="button"
                  className="text-button"
                  onClick={() => outbox.retry(conversationId, entry.id)}
                >
                  {t('message.retry')}
                </button>
                <button
                  type="button"
                  className="text-button"
                  onClick={() => outbox.discard(conversationId, entry.id)}
                >
                  {t('message.discard')}
                </button>
              </p>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}
