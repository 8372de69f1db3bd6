import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Messenger } from '../model/messenger.ts'
import type { MessengerState } from '../model/state.ts'
import type { Words } from '../words/words.ts'

export interface View {
  readonly messenger: Messenger
  /** https, or a localhost name: elsewhere a tab cannot be shared. */
  readonly isSecure: boolean
  /** Adds what a chunk brings along; the same text counts once. */
  addStyle(text: string): void
}

export const ViewContext: ReturnType<typeof createContext<View | null>> =
  createContext<View | null>(null)

export function useView(): View {
  const view = useContext(ViewContext)
  if (!view) throw new Error('outside of the messenger')
  return view
}

export function useWords(): Words {
  return useView().messenger.words
}

export function useMessenger(): readonly [MessengerState, Messenger] {
  const { messenger } = useView()
  const [, render] = useState(0)
  const { store } = messenger
  useEffect(() => store.subscribe(() => render((n) => n + 1)), [store])
  return [store.value, messenger]
}
