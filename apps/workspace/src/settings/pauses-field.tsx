import type { CobrowseConfig } from '@alongside/protocol/api'
import { Plus, X } from 'lucide-react'
import { type ReactElement, useId } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { Button, IconButton } from '../ui/button.tsx'

type Criteria = CobrowseConfig['pauseCriteria']
const CONDITIONS = ['Includes', 'DoesNotInclude', 'StartsWith', 'EndsWith', 'Equals'] as const

/** Addresses on which nothing of a page is sent: a row for each criterion. */
export function PausesField({
  value,
  onChange,
  readOnly,
}: {
  value: Criteria
  onChange(value: Criteria): void
  readOnly: boolean
}): ReactElement {
  const { t } = useI18n()
  const id = useId()
  const put = (at: number, change: Partial<Criteria[number]>) =>
    onChange(value.map((row, index) => (index === at ? { ...row, ...change } : row)))
  return (
    <fieldset className="field pauses" aria-describedby={`${id}-hint`}>
      <legend className="field-label">{t('settings.pauses')}</legend>
      {value.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and keep their place
        <div className="pause" key={at}>
          <select
            className="input"
            aria-label={t('settings.pauseCondition', { n: at + 1 })}
            value={row.condition}
            disabled={readOnly}
            onChange={({ target }) =>
              put(at, { condition: CONDITIONS[target.selectedIndex] ?? 'Includes' })
            }
          >
            {CONDITIONS.map((one) => (
              <option key={one} value={one}>
                {t(`settings.pause.${one}`)}
              </option>
            ))}
          </select>
          <input
            className="input"
            aria-label={t('settings.pauseAddress', { n: at + 1 })}
            value={row.urlFragment}
            readOnly={readOnly}
            maxLength={500}
            spellCheck={false}
            autoCapitalize="none"
            dir="ltr"
            onChange={({ target }) => put(at, { urlFragment: target.value })}
          />
          {!readOnly && (
            <IconButton
              label={t('settings.pauseRemove', { n: at + 1 })}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              <X size={16} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button
          size="small"
          onClick={() => onChange([...value, { condition: 'Includes', urlFragment: '' }])}
        >
          <Plus size={15} aria-hidden="true" />
          {t('settings.pauseAdd')}
        </Button>
      )}
      <span id={`${id}-hint`} className="field-hint">
        {t('settings.pausesHint')}
      </span>
    </fieldset>
  )
}
