import { type ReactElement, useId } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { AddressList } from './address-list.tsx'
import { MODES, type PageDraft } from './draft.ts'
import { SelectorsField } from './selectors-field.tsx'

/** What is said beside the rules for all pages, of pages of some addresses. */
export function PageRulesField(o: {
  value: readonly PageDraft[]
  onChange(value: readonly PageDraft[]): void
  readOnly: boolean
}): ReactElement {
  const { t } = useI18n()
  return (
    <AddressList
      {...o}
      label={t('settings.pageRules')}
      hint={t('settings.pageRulesHint')}
      add={t('settings.pageRulesAdd')}
      fresh={{ condition: 'Includes', urlFragment: '', mode: '', masks: '', unmasks: '' }}
      below={(row, put) => <PageRule row={row} put={put} readOnly={o.readOnly} />}
    />
  )
}

function PageRule({
  row,
  put,
  readOnly,
}: {
  row: PageDraft
  put(change: Partial<PageDraft>): void
  readOnly: boolean
}): ReactElement {
  const { t } = useI18n()
  const id = useId()
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {t('settings.privacy')}
        </label>
        <select
          id={id}
          className="input"
          value={row.mode}
          disabled={readOnly}
          onChange={({ target }) => put({ mode: MODES[target.selectedIndex - 1] ?? '' })}
        >
          <option value="">{t('settings.pageRulesMode')}</option>
          {MODES.map((one) => (
            <option key={one} value={one}>
              {t(`settings.privacy.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <SelectorsField
        label={t('settings.masks')}
        hint={t('settings.pageRulesLists')}
        value={row.masks}
        onChange={(masks) => put({ masks })}
        readOnly={readOnly}
      />
      <SelectorsField
        label={t('settings.unmasks')}
        hint={t('settings.pageRulesLists')}
        value={row.unmasks}
        onChange={(unmasks) => put({ unmasks })}
        readOnly={readOnly}
      />
    </>
  )
}
