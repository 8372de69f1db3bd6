export type Stop = () => void

/** The app never breaks because of us, nor the rest of us because of a part; but it is seen. */
export function attempt(run: () => void): void {
  try {
    run()
  } catch (error) {
    reportError(error)
  }
}
