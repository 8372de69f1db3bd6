/** Hears of a call after the native has run, with what it returned. */
export type Wrap = <Self, Args extends unknown[]>(
  prototype: object | undefined,
  name: string,
  kind: 'value' | 'get' | 'set',
  after: (self: Self, args: Args, result: unknown) => void,
) => void

type AnyFunction = (this: unknown, ...args: never[]) => unknown

/**
 * Wraps methods and setters on the prototypes of one window, so that edits which no observer reports are seen. The
 * native runs first with the page's own arguments; what it returns or throws is what the page gets, and an error of
 * ours never reaches it. A Proxy keeps name, length and `toString()` native. Removed on stop.
 */
export function hooks(): { wrap: Wrap; undo: readonly (() => void)[] } {
  const undo: (() => void)[] = []

  const wrap: Wrap = (prototype, name, kind, after) => {
    if (!prototype) return
    const before = Object.getOwnPropertyDescriptor(prototype, name)
    const native = before?.[kind] as AnyFunction | undefined
    if (!before || !native || !before.configurable) return
    const hooked = new Proxy(native, {
      apply(target, self, args) {
        const result = Reflect.apply(target, self, args)
        try {
          after(self as never, args as never, result)
        } catch {
          // Our trouble is not the page's: the audit finds what this hook has missed.
        }
        return result
      },
    })
    Object.defineProperty(prototype, name, { ...before, [kind]: hooked })
    undo.push(() => {
      // Whoever wrapped after us keeps working: only our own hook is taken out.
      if (Object.getOwnPropertyDescriptor(prototype, name)?.[kind] === hooked) {
        Object.defineProperty(prototype, name, before)
      }
    })
  }

  return { wrap, undo }
}
