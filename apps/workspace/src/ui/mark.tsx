import type { ReactElement } from 'react'

/** The product's mark: the customer's cursor and the agent's, side by side. */
export function Mark({ size = 28 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        className="mark-customer"
        d="M4.2 4.9 17.9 10c1.2.4 1.2 2.1 0 2.5l-5.6 2a1.3 1.3 0 0 0-.8.8l-2 5.6c-.4 1.2-2.1 1.2-2.5 0L2.5 6.6c-.4-1.100.6-2.100 1.700-1.700Z"
      />
      <path
        className="mark-agent"
        d="m14.600 12.700 13.700 5.100c1.200.4 1.200 2.100 0 2.500l-5.600 2a1.300 1.300 0 0 0-.8.8l-2 5.600c-.4 1.200-2.100 1.200-2.500 0l-5.100-14.300c-.4-1.100.6-2.100 1.700-1.700Z"
      />
    </svg>
  )
}
