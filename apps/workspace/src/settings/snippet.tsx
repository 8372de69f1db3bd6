import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { snippetFor } from './snippet-text.ts'

/** The lines that a site puts on its pages. */
export function Snippet({ deploymentId }: { deploymentId: string }): ReactElement {
  const { t } = useI18n()
  const text = snippetFor(location.origin, deploymentId)
  return (
    <div className="field">
      <span className="snippet-head">
        <span className="field-label">{t('settings.snippet')}</span>
        <CopyButton text={text} />
      </span>
      <pre className="snippet" dir="ltr">
        {text}
      </pre>
      <span className="field-hint">{t('settings.snippetText')}</span>
    </div>
  )
}
