import { Check, Copy } from 'lucide-react'
import { type ReactElement, useEffect, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { snippetFor } from './snippet-text.ts'

/** The lines that a site puts on its pages. */
export function Snippet({ deploymentId }: { deploymentId: string }): ReactElement {
  const { t } = useI18n()
  const [copied, setCopied] = useState(false)
  const text = snippetFor(location.origin, deploymentId)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <div className="field">
      <span className="snippet-head">
        <span className="field-label">{t('settings.snippet')}</span>
        <Button
          size="small"
          onClick={() => {
            navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }}
        >
          {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
          <span aria-live="polite">{t(copied ? 'settings.copied' : 'settings.copy')}</span>
        </Button>
      </span>
      <pre className="snippet" dir="ltr">
        {text}
      </pre>
      <span className="field-hint">{t('settings.snippetText')}</span>
    </div>
  )
}
