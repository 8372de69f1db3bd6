import type { Deployment } from '@alongside/protocol/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { keys } from '../state/cache.ts'
import { useServices } from '../state/services.ts'
import { Button } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { Choices } from './choices.tsx'
import { configOf, type Draft, draftOf, isChanged, isReadable, MODES } from './draft.ts'
import { linesOf } from './lines.ts'
import { LinesField } from './lines-field.tsx'
import { MaskTester } from './mask-tester.tsx'
import { PageRulesField } from './page-rules-field.tsx'
import { PausesField } from './pauses-field.tsx'
import { SelectorsField } from './selectors-field.tsx'
import { Snippet } from './snippet.tsx'

const EMAILS = ['shown', 'hidden'] as const
const VOICE = ['off', 'on'] as const
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
  const [draft, setDraft] = useState(() => draftOf(deployment))
  const put = (change: Partial<Draft>) => setDraft((was) => ({ ...was, ...change }))
  const id = useId()
  const changed = isChanged(draft, deployment)
  const readOnly = !mayEdit

  const save = useMutation({
    mutationFn: () =>
      client.saveDeployment(deployment.id, {
        name: deployment.name,
        domains: linesOf(draft.domains),
        config: { ...deployment.config, cobrowse: configOf(draft, deployment) },
      }),
    onSuccess: (saved) =>
      queries.setQueryData<readonly Deployment[]>(keys.deployments, (list) =>
        list?.map((other) => (other.id === saved.id ? saved : other)),
      ),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReadable(draft) && changed && !save.isPending) save.mutate()
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
        value={draft.domains}
        onChange={(domains) => put({ domains })}
        readOnly={readOnly}
      />
      <Choices<(typeof MODES)[number]>
        label={t('settings.privacy')}
        hint={t('settings.floor')}
        of={MODES.map((one) => ({
          value: one,
          name: t(`settings.privacy.${one}`),
          text: t(`settings.privacyText.${one}`),
        }))}
        value={draft.mode}
        onChange={(mode) => put({ mode })}
        readOnly={readOnly}
      />
      <Choices<(typeof EMAILS)[number]>
        label={t('settings.emails')}
        of={EMAILS.map((one) => ({
          value: one,
          name: t(`settings.emails.${one}`),
          text: t(`settings.emailsText.${one}`),
        }))}
        value={draft.emails ? 'hidden' : 'shown'}
        onChange={(value) => put({ emails: value === 'hidden' })}
        readOnly={readOnly}
      />
      <SelectorsField
        label={t('settings.masks')}
        hint={t('settings.masksHint')}
        value={draft.masks}
        onChange={(masks) => put({ masks })}
        readOnly={readOnly}
      />
      <SelectorsField
        label={t('settings.unmasks')}
        hint={t('settings.unmasksHint')}
        value={draft.unmasks}
        onChange={(unmasks) => put({ unmasks })}
        readOnly={readOnly}
      />
      <SelectorsField
        label={t('settings.readonlys')}
        hint={t('settings.readonlysHint')}
        value={draft.readonlys}
        onChange={(readonlys) => put({ readonlys })}
        readOnly={readOnly}
      />
      <PageRulesField
        value={draft.pages}
        onChange={(pages) => put({ pages })}
        readOnly={readOnly}
      />
      {mayEdit && <MaskTester deployment={deployment} draft={draft} onChange={put} />}
      <PausesField
        value={draft.pauses}
        onChange={(pauses) => put({ pauses })}
        readOnly={readOnly}
      />
      <Choices<(typeof ASSETS)[number]>
        label={t('settings.assets')}
        of={ASSETS.map((one) => ({
          value: one,
          name: t(`settings.assets.${one}`),
          text: t(`settings.assetsText.${one}`),
        }))}
        value={draft.assets}
        onChange={(assets) => put({ assets })}
        readOnly={readOnly}
      />
      <Choices<(typeof VOICE)[number]>
        label={t('settings.voice')}
        of={VOICE.map((one) => ({
          value: one,
          name: t(`settings.voice.${one}`),
          text: t(`settings.voiceText.${one}`),
        }))}
        value={draft.voice ? 'on' : 'off'}
        onChange={(value) => put({ voice: value === 'on' })}
        readOnly={readOnly}
      />
      <FailureLine error={save.error} />
      {mayEdit && (
        <footer className="settings-actions">
          <span role="status">
            {changed ? t('settings.changed') : save.isSuccess ? t('settings.saved') : ''}
          </span>
          <Button
            kind="primary"
            type="submit"
            busy={save.isPending || !changed || !isReadable(draft)}
          >
            {t('settings.save')}
          </Button>
        </footer>
      )}
    </form>
  )
}
