export type Stop = () => void

/** Wraps what the page or the network calls: an error of ours never reaches either, and is loud once. */
export type Guard = <A extends unknown[]>(run: (...args: A) => void) => (...args: A) => void

export function createGuard(onFailure: (error: unknown) => void): Guard {
  let reported = false
  return (run) =>
    (...args) => {
      try {
        run(...args)
      } catch (error) {
        if (reported) return
        reported = true
        onFailure(error)
      }
    }
}
