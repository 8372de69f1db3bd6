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
  const letters = initials(name)
  return (
    <span className="avatar" data-party={party} data-size={size} aria-hidden="true">
      {letters ? (
        // Drawn by the style sheet: it is a picture, not a text to be read or copied.
        <span className="avatar-letters" data-letters={letters} />
      ) : (
        <UserRound size={size === 'large' ? 22 : 17} />
      )}
      {live && <span className="live-dot" />}
    </span>
  )
}
