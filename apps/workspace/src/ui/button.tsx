import type { ButtonHTMLAttributes, ReactElement, ReactNode, Ref } from 'react'
import { Tip } from './tip.tsx'

type Native = ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> }

export function Button({
  kind,
  size,
  busy = false,
  onClick,
  ...rest
}: Native & {
  kind?: 'primary' | 'danger' | 'quiet'
  size?: 'small'
  /** Its action runs: the button keeps its place and its focus, and does nothing. */
  busy?: boolean
}): ReactElement {
  return (
    <button
      type="button"
      {...rest}
      className="button"
      data-kind={kind}
      data-size={size}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  )
}

/** A button that shows only an icon: its label is its name and its tooltip. */
export function IconButton({
  label,
  shortcut,
  children,
  ...rest
}: Native & { label: string; shortcut?: string; children: ReactNode }): ReactElement {
  return (
    <Tip text={shortcut ? `${label} (${shortcut})` : label}>
      <button type="button" aria-label={label} {...rest} className="icon-button">
        {children}
      </button>
    </Tip>
  )
}
