import type { Deployment } from '@alongside/protocol/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RadioGroup } from 'radix-ui'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { keys } from '../state/cache.ts'
import { useServices } from '../state/services.tsx'
import { Button } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { firstBadSelector, linesOf } from './lines.ts'
import { LinesField } from './lines-field.tsx'
import { Snippet } from './snippet.tsx'

const MODES = ['strict', 'balanced', 'open'] as const

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
  const [checked, setChecked] = useState(false)
  const id = useId()
  const bad = firstBadSelector(masks)
  const changed =
    linesOf(domains).join('\n') !== deployment.domains.join('\n') ||
    linesOf(masks).join('\n') !== cobrowse.maskSelectors.join('\n') ||
    mode !== cobrowse.privacy.mode

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
      <div className="field">
        <span className="field-label" id={`${id}-mode`}>
          {t('settings.privacy')}
        </span>
        <RadioGroup.Root
          className="choices"
          aria-labelledby={`${id}-mode`}
          value={mode}
          onValueChange={(value) => setMode(MODES.find((one) => one === value) ?? mode)}
          disabled={!mayEdit}
        >
          {MODES.map((one) => (
            <RadioGroup.Item
              key={one}
              value={one}
              className="choice"
              aria-labelledby={`${id}-${one}`}
              aria-describedby={`${id}-${one}-text`}
            >
              <span className="choice-mark" />
              <span className="choice-text">
                <strong id={`${id}-${one}`}>{t(`settings.privacy.${one}`)}</strong>
                <span id={`${id}-${one}-text`}>{t(`settings.privacyText.${one}`)}</span>
              </span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        <span className="field-hint">{t('settings.floor')}</span>
      </div>
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
