import { CircleAlert } from 'lucide-react'
import { type ReactElement, useId } from 'react'

/** A field with one entry per line. */
export function LinesField({
  label,
  hint,
  value,
  onChange,
  readOnly,
  error = null,
}: {
  label: string
  hint: string
  value: string
  onChange(value: string): void
  readOnly: boolean
  error?: string | null
}): ReactElement {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="input lines scrolls"
        value={value}
        readOnly={readOnly}
        rows={3}
        spellCheck={false}
        autoCapitalize="none"
        dir="ltr"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-hint`} className={error ? 'field-error' : 'field-hint'}>
        {error && <CircleAlert size={15} aria-hidden="true" />}
        {error ?? hint}
      </span>
    </div>
  )
}
