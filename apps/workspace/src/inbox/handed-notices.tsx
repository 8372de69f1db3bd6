import { ArrowRightLeft, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useOpenConversation } from '../route/place.ts'
import { useServices } from '../state/services.ts'
import { useValue, withEntry } from '../state/value.ts'
import { IconButton } from '../ui/button.tsx'

/** Quietly, above the list: what a colleague took over, or handed to this agent. */
export function HandedNotices(): ReactElement {
  const { t } = useI18n()
  const { handed } = useServices()
  const open = useOpenConversation()
  const dismiss = (id: string) => handed.set(withEntry(handed.get(), id, undefined))
  return (
    <div className="handed" role="status">
      {[...useValue(handed)].map(([id, { mine, agentName, guestName }]) => {
        const name = guestName || t('visitor')
        return (
          <p key={id}>
            <ArrowRightLeft size={15} aria-hidden="true" />
            <button
              type="button"
              className="handed-open"
              onClick={() => {
                dismiss(id)
                open(id)
              }}
            >
              {mine ? t('handed.came', { name }) : t('handed.left', { name, agent: agentName })}
            </button>
            <IconButton label={t('common.dismiss')} onClick={() => dismiss(id)}>
              <X size={15} />
            </IconButton>
          </p>
        )
      })}
    </div>
  )
}
