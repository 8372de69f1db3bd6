import { useCallback, useSyncExternalStore } from 'react'

/** What the agent chose on this device. Nothing here is needed: without storage the defaults rule. */
const DEFAULTS = {
  language: '',
  theme: 'system',
  density: 'comfortable',
  besideWidth: '360',
  contextOpen: 'yes',
} as const
export type Preference = keyof typeof DEFAULTS

const listeners = new Set<() => void>()
const key = (name: Preference) => `alongside.${name}`

export function readPreference(name: Preference): string {
  try {
    return localStorage.getItem(key(name)) ?? DEFAULTS[name]
  } catch {
    return DEFAULTS[name]
  }
}

export function writePreference(name: Preference, value: string): void {
  try {
    localStorage.setItem(key(name), value)
  } catch {
    // A browser that stores nothing still shows the workspace.
  }
  for (const listener of listeners) listener()
}

export function usePreference(name: Preference): [string, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => readPreference(name))
  const set = useCallback((next: string) => writePreference(name, next), [name])
  return [value, set]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}
