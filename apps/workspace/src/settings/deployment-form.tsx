import type { Deployment } from '@alongside/protocol/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { keys } from '../state/cache.ts'
import { useServices } from '../state/services.tsx'
import { Button } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { Choices } from './choices.tsx'
import { firstBadSelector, linesOf } from './lines.ts'
import { LinesField } from './lines-field.tsx'
import { Snippet } from './snippet.tsx'

const MODES = ['strict', 'balanced', 'open'] as const
const ASSETS = ['sharer', 'sharer+direct', 'sharer+proxy'] as const

/** One site: its snippet, and what of its pages an agent sees. */
export function DeploymentForm({
  deployment,
  mayEdit,
}: {
  deployment: Deployment
  mayEdit: boolean
}): ReactElement {
  const { t } = useI18n()
  const { client } = useServices()
  const queries = useQueryClient()
  const { cobrowse } = deployment.config
  const [domains, setDomains] = useState(() => deployment.domains.join('\n'))
  const [masks, setMasks] = useState(() => cobrowse.maskSelectors.join('\n'))
  const [mode, setMode] = useState(cobrowse.privacy.mode)
  const [assets, setAssets] = useState(cobrowse.assets ?? 'sharer+direct')
  const [checked, setChecked] = useState(false)
  const id = useId()
  const bad = firstBadSelector(masks)
  const changed =
    linesOf(domains).join('\n') !== deployment.domains.join('\n') ||
    linesOf(masks).join('\n') !== cobrowse.maskSelectors.join('\n') ||
    mode !== cobrowse.privacy.mode ||
    assets !== (cobrowse.assets ?? 'sharer+direct')

  const save = useMutation({
    mutationFn: () =>
      client.saveDeployment(deployment.id, {
        name: deployment.name,
        domains: linesOf(domains),
        config: {
          ...deployment.config,
          cobrowse: {
            ...cobrowse,
            maskSelectors: linesOf(masks),
            assets,
            privacy: { ...cobrowse.privacy, mode },
          },
        },
      }),
    onSuccess: (saved) =>
      queries.setQueryData<readonly Deployment[]>(keys.deployments, (list) =>
        list?.map((other) => (other.id === saved.id ? saved : other)),
      ),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!bad && !save.isPending) save.mutate()
  }

  return (
    <form className="settings-card" onSubmit={submit} aria-labelledby={`${id}-name`}>
      <header className="settings-name">
        <h2 id={`${id}-name`}>{deployment.name}</h2>
        <span className="chip">{t('settings.version', { n: deployment.version })}</span>
      </header>
      <Snippet deploymentId={deployment.id} />
      <LinesField
        label={t('settings.domains')}
        hint={t('settings.domainsHint')}
        value={domains}
        onChange={setDomains}
        readOnly={!mayEdit}
      />
      <Choices<(typeof MODES)[number]>
        label={t('settings.privacy')}
        hint={t('settings.floor')}
        of={MODES.map((one) => ({
          value: one,
          name: t(`settings.privacy.${one}`),
          text: t(`settings.privacyText.${one}`),
        }))}
        value={mode}
        onChange={setMode}
        readOnly={!mayEdit}
      />
      <LinesField
        label={t('settings.masks')}
        hint={t('settings.masksHint')}
        value={masks}
        onChange={setMasks}
        readOnly={!mayEdit}
        error={
          bad && checked ? t('settings.badSelector', { n: bad.line, selector: bad.selector }) : null
        }
      />
      <Choices<(typeof ASSETS)[number]>
        label={t('settings.assets')}
        of={ASSETS.map((one) => ({
          value: one,
          name: t(`settings.assets.${one}`),
          text: t(`settings.assetsText.${one}`),
        }))}
        value={assets}
        onChange={setAssets}
        readOnly={!mayEdit}
      />
      <FailureLine error={save.error} />
      {mayEdit && (
        <footer className="settings-actions">
          <span role="status">
            {changed ? t('settings.changed') : save.isSuccess ? t('settings.saved') : ''}
          </span>
          <Button kind="primary" type="submit" busy={save.isPending || !changed}>
            {t('settings.save')}
          </Button>
        </footer>
      )}
    </form>
  )
}
