import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { AddressList } from './address-list.tsx'
import type { Address } from './address-row.tsx'

/** Addresses on which nothing of a page is sent. */
export function PausesField(o: {
  value: readonly Address[]
  onChange(value: readonly Address[]): void
  readOnly: boolean
}): ReactElement {
  const { t } = useI18n()
  return (
    <AddressList
      {...o}
      label={t('settings.pauses')}
      hint={t('settings.pausesHint')}
      add={t('settings.pausesAdd')}
      fresh={{ condition: 'Includes', urlFragment: '' }}
    />
  )
}
