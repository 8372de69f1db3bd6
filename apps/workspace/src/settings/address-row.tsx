import type { CobrowseConfig } from '@alongside/protocol/api'
import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { IconButton } from '../ui/button.tsx'

export type Address = CobrowseConfig['pauseCriteria'][number]

const CONDITIONS = ['Includes', 'DoesNotInclude', 'StartsWith', 'EndsWith', 'Equals'] as const

/** Which pages, by their address. `n` counts from 1, for who hears the labels. */
export function AddressRow({
  n,
  value,
  onChange,
  onRemove,
  readOnly,
}: {
  n: number
  value: Address
  onChange(change: Partial<Address>): void
  onRemove(): void
  readOnly: boolean
}): ReactElement {
  const { t } = useI18n()
  return (
    <div className="address">
      <select
        className="input"
        aria-label={t('settings.addressCondition', { n })}
        value={value.condition}
        disabled={readOnly}
        onChange={({ target }) =>
          onChange({ condition: CONDITIONS[target.selectedIndex] ?? 'Includes' })
        }
      >
        {CONDITIONS.map((one) => (
          <option key={one} value={one}>
            {t(`settings.address.${one}`)}
          </option>
        ))}
      </select>
      <input
        className="input"
        aria-label={t('settings.address', { n })}
        value={value.urlFragment}
        readOnly={readOnly}
        maxLength={500}
        spellCheck={false}
        autoCapitalize="none"
        dir="ltr"
        onChange={({ target }) => onChange({ urlFragment: target.value })}
      />
      {!readOnly && (
        <IconButton label={t('settings.addressRemove', { n })} onClick={onRemove}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}
