import { useSyncExternalStore } from 'react'
import { usePreference } from '../state/preferences.ts'
import { createValue, useValue } from '../state/value.ts'

/** As in context.css: below this the column lies over the conversation. */
const NARROW = '(width < 1180px)'
const overlaid = createValue(false)

/** Wide: a choice that is remembered. Narrow: closed until asked for. */
export function useContextOpen(): [boolean, (open: boolean) => void] {
  const narrow = useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
  const [kept, keep] = usePreference('contextOpen')
  const over = useValue(overlaid)
  return narrow ? [over, overlaid.set] : [kept === 'yes', (open) => keep(open ? 'yes' : 'no')]
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
