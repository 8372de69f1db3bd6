import type { Agent } from '@alongside/protocol/api'
import { Info, PanelsTopLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useDeployments } from '../state/queries.ts'
import { Button } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { DeploymentForm } from './deployment-form.tsx'
import './settings.css'

/** The sites where customers reach the agents, and what may be seen of them. */
export function SettingsPage({ me }: { me: Agent }): ReactElement {
  const { t } = useI18n()
  const deployments = useDeployments()
  const mayEdit = me.permissions.includes('webDeployments:deployment:edit')
  return (
    <main id="settings" className="settings scrolls" tabIndex={-1}>
      <div className="settings-inner">
        <header>
          <h1>{t('settings.title')}</h1>
          <p>{t('settings.lead')}</p>
        </header>
        {!mayEdit && (
          <p className="notice">
            <Info size={16} aria-hidden="true" />
            {t('settings.readOnly')}
          </p>
        )}
        {deployments.isPending && (
          <div className="settings-card skeleton" role="status" aria-label={t('common.loading')} />
        )}
        {deployments.isError && (
          <div className="empty">
            <FailureLine error={deployments.error} />
            <Button onClick={() => deployments.refetch()} busy={deployments.isFetching}>
              {t('common.retry')}
            </Button>
          </div>
        )}
        {deployments.data?.length === 0 && (
          <div className="empty">
            <span className="empty-icon">
              <PanelsTopLeft size={24} aria-hidden="true" />
            </span>
            <h2>{t('settings.none')}</h2>
            <p>{t('settings.noneText')}</p>
          </div>
        )}
        {deployments.data?.map((deployment) => (
          <DeploymentForm key={deployment.id} deployment={deployment} mayEdit={mayEdit} />
        ))}
      </div>
    </main>
  )
}
