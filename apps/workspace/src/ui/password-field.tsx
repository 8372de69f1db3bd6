import { Eye, EyeOff } from 'lucide-react'
import { type ReactElement, useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { IconButton } from './button.tsx'

export function PasswordField({
  label,
  hint,
  value,
  onChange,
  autoComplete,
  invalid = false,
  minLength,
}: {
  label: string
  hint?: string
  value: string
  onChange(value: string): void
  autoComplete: 'current-password' | 'new-password'
  invalid?: boolean
  minLength?: number
}): ReactElement {
  const { t } = useI18n()
  const [shown, setShown] = useState(false)
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="field-with-button">
        <input
          id={id}
          className="input"
          type={shown ? 'text' : 'password'}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required
          minLength={minLength}
          aria-invalid={invalid || undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <IconButton
          label={t(shown ? 'password.hide' : 'password.show')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={17} /> : <Eye size={17} />}
        </IconButton>
      </span>
      {hint && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}
