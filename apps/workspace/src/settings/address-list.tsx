import { Plus } from 'lucide-react'
import { type ReactElement, type ReactNode, useId } from 'react'
import { Button } from '../ui/button.tsx'
import { type Address, AddressRow } from './address-row.tsx'

/** A list of what is said of pages, by their address; `below` has what is said of one. */
export function AddressList<Row extends Address>({
  label,
  hint,
  add,
  value,
  fresh,
  onChange,
  readOnly,
  below,
}: {
  label: string
  hint: string
  add: string
  value: readonly Row[]
  fresh: Row
  onChange(value: readonly Row[]): void
  readOnly: boolean
  below?(row: Row, put: (change: Partial<Row>) => void): ReactNode
}): ReactElement {
  const id = useId()
  return (
    <fieldset className="field addresses" aria-describedby={`${id}-hint`}>
      <legend className="field-label">{label}</legend>
      {value.map((row, at) => {
        const put = (change: Partial<Row>) =>
          onChange(value.map((other, index) => (index === at ? { ...other, ...change } : other)))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and keep their place
          <div className={below ? 'address-card' : 'address-plain'} key={at}>
            <AddressRow
              n={at + 1}
              value={row}
              onChange={(change) => put(change as Partial<Row>)}
              onRemove={() => onChange(value.filter((_, index) => index !== at))}
              readOnly={readOnly}
            />
            {below?.(row, put)}
          </div>
        )
      })}
      {!readOnly && (
        <Button size="small" onClick={() => onChange([...value, fresh])}>
          <Plus size={15} aria-hidden="true" />
          {add}
        </Button>
      )}
      <span id={`${id}-hint`} className="field-hint">
        {hint}
      </span>
    </fieldset>
  )
}
