import type { JSX } from 'preact'
import { initials } from './initials.ts'

/** The first letters of a name, decorative: the name itself always stands beside it. */
export function Avatar({ name, kind = 'agent' }: { name: string; kind?: string }): JSX.Element {
  return (
    <span class={`avatar avatar-${kind}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
