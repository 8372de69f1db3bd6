import { RadioGroup } from 'radix-ui'
import { type ReactElement, useId } from 'react'

/** One of a few, each with a name and a sentence. */
export function Choices<Value extends string>({
  label,
  hint,
  of,
  value,
  onChange,
  readOnly,
}: {
  label: string
  hint?: string
  of: readonly { readonly value: Value; readonly name: string; readonly text: string }[]
  value: Value
  onChange(value: Value): void
  readOnly: boolean
}): ReactElement {
  const id = useId()
  return (
    <div className="field">
      <span className="field-label" id={`${id}-label`}>
        {label}
      </span>
      <RadioGroup.Root
        className="choices"
        aria-labelledby={`${id}-label`}
        value={value}
        onValueChange={(chosen) => onChange(of.find((one) => one.value === chosen)?.value ?? value)}
        disabled={readOnly}
      >
        {of.map((one) => (
          <RadioGroup.Item
            key={one.value}
            value={one.value}
            className="choice"
            aria-labelledby={`${id}-${one.value}`}
            aria-describedby={`${id}-${one.value}-text`}
          >
            <span className="choice-mark" />
            <span className="choice-text">
              <strong id={`${id}-${one.value}`}>{one.name}</strong>
              <span id={`${id}-${one.value}-text`}>{one.text}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {hint && <span className="field-hint">{hint}</span>}
    </div>
  )
}
