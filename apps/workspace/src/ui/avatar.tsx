import { UserRound } from 'lucide-react'
import type { ReactElement } from 'react'
import { initials } from '../state/conversations.ts'

/** A face for a name. Decoration: the name stands beside it. */
export function Avatar({
  name,
  party,
  size,
  live = false,
}: {
  name: string
  party: 'customer' | 'agent'
  size?: 'large'
  live?: boolean
}): ReactElement {
  return (
    <span className="avatar" data-party={party} data-size={size} aria-hidden="true">
      {initials(name) || <UserRound size={size === 'large' ? 22 : 17} />}
      {live && <span className="live-dot" />}
    </span>
  )
}
