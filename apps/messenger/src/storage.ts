/** The page's storages, made harmless: blocked or full storage reads as empty and writes nothing. */
export interface SafeStorage {
  read(key: string): string | null
  write(key: string, value: string): void
  remove(key: string): void
}

/** `area` may throw already when it is named (blocked cookies, sandboxed pages). */
export function safeStorage(area: () => Storage): SafeStorage {
  const attempt = <T>(action: (storage: Storage) => T, otherwise: T): T => {
    try {
      return action(area())
    } catch {
      return otherwise
    }
  }
  return {
    read: (key) => attempt((storage) => storage.getItem(key), null),
    write: (key, value) => attempt((storage) => storage.setItem(key, value), undefined),
    remove: (key) => attempt((storage) => storage.removeItem(key), undefined),
  }
}

/** Parsed JSON that passed a look; anything else counts as not there. */
export function readJson<T>(
  storage: SafeStorage,
  key: string,
  check: (value: unknown) => value is T,
): T | null {
  try {
    const value: unknown = JSON.parse(storage.read(key) ?? 'null')
    return check(value) ? value : null
  } catch {
    return null
  }
}
