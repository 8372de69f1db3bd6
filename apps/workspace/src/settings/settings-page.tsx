import type { Agent } from '@alongside/protocol/api'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'

export function SettingsPage({ me }: { me: Agent }): ReactElement {
  const { t } = useI18n()
  return (
    <main id="main">
      {t('shell.settings')} {me.name}
    </main>
  )
}
