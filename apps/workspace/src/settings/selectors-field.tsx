import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { firstBadSelector } from './lines.ts'
import { LinesField } from './lines-field.tsx'

/** CSS selectors, one per line; the first that this browser cannot read is said while one types. */
export function SelectorsField(o: {
  label: string
  hint: string
  value: string
  onChange(value: string): void
  readOnly: boolean
}): ReactElement {
  const { t } = useI18n()
  const bad = firstBadSelector(o.value)
  return (
    <LinesField
      {...o}
      error={bad && t('settings.badSelector', { n: bad.line, selector: bad.selector })}
    />
  )
}
