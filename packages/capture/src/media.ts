/** Features that the size of the viewport does not decide, each with its values (Media Queries 5). */
const FEATURES =
  'prefers-color-scheme:light:dark prefers-reduced-motion:no-preference:reduce ' +
  'prefers-reduced-transparency:no-preference:reduce prefers-contrast:no-preference:more:less forced-colors:none:active ' +
  'inverted-colors:none:inverted hover:none:hover any-hover:none:hover pointer:none:coarse:fine ' +
  'any-pointer:none:coarse:fine color-gamut:srgb:p3 dynamic-range:standard:high display-mode:browser:standalone:fullscreen'

/** What holds of the customer's screen, devices and preferences. */
export class Media {
  readonly #changed: () => void
  #queries: MediaQueryList[] | undefined

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Every feature and value that holds; a feature without one is unknown to this browser. */
  features(view: Window): string[] {
    this.#queries ??= FEATURES.split(' ').flatMap((feature) => {
      const [name, ...values] = feature.split(':')
      return values.map((value) => {
        const query = view.matchMedia(`(${name}:${value})`)
        query.onchange = this.#changed
        return query
      })
    })
    const { width, height, colorDepth } = view.screen
    return [
      `(resolution:${view.devicePixelRatio}dppx)`,
      `(device-width:${width}px)`,
      `(device-height:${height}px)`,
      `(color:${colorDepth / 3})`,
      ...this.#queries.flatMap(({ matches, media }) => (matches ? media : [])),
    ]
  }

  stop(): void {
    for (const query of this.#queries ?? []) query.onchange = null
  }
}
