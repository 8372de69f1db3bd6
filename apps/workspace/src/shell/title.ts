import { useEffect } from 'react'

/** The tab's title carries how many conversations wait. */
export function useTitle(unread: number): void {
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Alongside` : 'Alongside'
  }, [unread])
}
