/**
 * The media features that the size of the viewport does not decide, as they are at the customer's: a feature in a query
 * becomes a term on the width that always holds, never does, or is as unknown as the feature is there.
 */

const ALWAYS = 'min-width:0'
const NEVER = 'min-width:9999999px'
/** Neither it nor its negation holds (Media Queries 4, 3.1). */
const UNKNOWN = 'alongside-unknown'

/** Values of the features that have names for them. What is not here the frame's own browser answers. */
const NAMED: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map(
  Object.entries({
    'prefers-color-scheme': 'light dark',
    'prefers-reduced-motion': 'no-preference reduce',
    'prefers-reduced-transparency': 'no-preference reduce',
    'prefers-reduced-data': 'no-preference reduce',
    'prefers-contrast': 'no-preference more less custom',
    'forced-colors': 'none active',
    'inverted-colors': 'none inverted',
    hover: 'none hover',
    'any-hover': 'none hover',
    pointer: 'none coarse fine',
    'any-pointer': 'none coarse fine',
    'color-gamut': 'srgb p3 rec2020',
    'dynamic-range': 'standard high',
    'display-mode':
      'browser standalone minimal-ui fullscreen window-controls-overlay picture-in-picture',
    scripting: 'none initial-only enabled',
  }).map(([name, values]) => [name, values.split(' ')]),
)
/** A feature by itself asks for any value but these. */
const NOTHING: ReadonlySet<string> = new Set(['none', 'no-preference'])

type Measure = 'length' | 'resolution' | 'number' | 'ratio'
const MEASURED: ReadonlyMap<string, Measure> = /* @__PURE__ */ new Map([
  ['resolution', 'resolution'],
  ['-webkit-device-pixel-ratio', 'number'],
  ['device-width', 'length'],
  ['device-height', 'length'],
  ['device-aspect-ratio', 'ratio'],
  ['color', 'number'],
  ['monochrome', 'number'],
])

const UNITS: Readonly<Record<Measure, Readonly<Record<string, number>>>> = {
  // Em and rem are the initial font size, in every media query.
  length: { px: 1, em: 16, rem: 16, in: 96, cm: 96 / 2.54, mm: 9.6 / 2.54, pt: 4 / 3, pc: 16 },
  resolution: { dppx: 1, x: 1, dpi: 1 / 96, dpcm: 2.54 / 96 },
  number: { '': 1 },
  ratio: { '': 1 },
}
const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z]*)$/
const MOST_FEATURES = 100
const LONGEST = 100

/** The scheme that the `media` op tells. */
export function preferredScheme(features: readonly string[]): 'light' | 'dark' {
  return features.some((text) => /^\(?prefers-color-scheme:\s*dark\b/.test(text)) ? 'dark' : 'light'
}

/** What the customer's browser says of its media, and the answers that follow from it. */
export class Media {
  readonly #named = new Map<string, Set<string>>()
  readonly #measured = new Map<string, number>()
  readonly #answers = new Map<string, string | null>()
  #said = ''
  /** Whether the frame answers for the colour scheme itself; nested documents then have theirs from their own frames. */
  readonly #ownsScheme: () => boolean

  constructor(ownsScheme: () => boolean) {
    this.#ownsScheme = ownsScheme
  }

  /** The `media` op; false when nothing is new. */
  say(features: readonly string[]): boolean {
    const said = features.join()
    if (said === this.#said) return false
    this.#said = said
    this.#named.clear()
    this.#measured.clear()
    this.#answers.clear()
    for (const text of features.slice(0, MOST_FEATURES)) this.#say(text.slice(0, LONGEST))
    // A page that is shared runs scripts; the frame does not.
    this.#named.set('scripting', new Set(['enabled']))
    const [width, height] = [
      this.#measured.get('device-width'),
      this.#measured.get('device-height'),
    ]
    if (width && height) this.#measured.set('device-aspect-ratio', width / height)
    const density = this.#measured.get('resolution')
    if (density !== undefined) this.#measured.set('-webkit-device-pixel-ratio', density)
    if ((this.#measured.get('color') ?? 0) > 0) this.#measured.set('monochrome', 0)
    return true
  }

  /** What stands for a feature, both without parentheses; null for one that the frame answers as the page does. */
  readonly rewrite = (feature: string): string | null => {
    if (this.#said === '') return null
    const known = this.#answers.get(feature)
    if (known !== undefined) return known
    const answer = this.#answer(feature)
    if (this.#answers.size < 1000) this.#answers.set(feature, answer)
    return answer
  }

  #say(text: string): void {
    const [, name = '', value = ''] = /^\(?([\w-]+)\s*:\s*([^)]+)\)?$/.exec(text) ?? []
    const measure = MEASURED.get(name)
    if (measure) {
      const number = measured(value, measure)
      if (number !== null) this.#measured.set(name, number)
    } else if (NAMED.has(name)) {
      const values = this.#named.get(name) ?? new Set()
      this.#named.set(name, values.add(value))
    }
  }

  #answer(feature: string): string | null {
    const text = feature
      .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
      .trim()
      .toLowerCase()
    const [, name = '', value] = /^([a-z-]+)(?:\s*:\s*(\S.*))?$/s.exec(text) ?? []
    if (name === '') return this.#range(text)
    if (name === 'prefers-color-scheme' && this.#ownsScheme()) return null
    if (NAMED.has(name)) return this.#namedAnswer(name, value)
    const [, prefix = '', bare = name] = /^(?:-webkit-)?(min-|max-)(?:-moz-)?(.+)$/.exec(name) ?? []
    const full = bare === 'device-pixel-ratio' ? '-webkit-device-pixel-ratio' : bare
    const measure = MEASURED.get(full)
    if (!measure) return null
    const is = this.#measured.get(full)
    if (is === undefined) return null
    if (value === undefined) return prefix === '' ? term(is > 0) : null
    const wanted = measured(value, measure)
    if (wanted === null) return null
    return term(compare(is, prefix === 'min-' ? '>=' : prefix === 'max-' ? '<=' : '=', wanted))
  }

  #namedAnswer(name: string, value: string | undefined): string | null {
    const values = this.#named.get(name)
    if (!values) return UNKNOWN
    if (value === undefined) return term([...values].some((each) => !NOTHING.has(each)))
    return NAMED.get(name)?.includes(value) ? term(values.has(value)) : null
  }

  /** `1dppx <= resolution < 3dppx`, either side left out, or the feature first. */
  #range(text: string): string | null {
    const parts = text.split(/([<>]=?|=)/).map((part) => part.trim())
    if (parts.length !== 3 && parts.length !== 5) return null
    const at = parts.findIndex((part, i) => i % 2 === 0 && MEASURED.has(part))
    const name = parts[at] ?? ''
    const measure = MEASURED.get(name)
    const is = this.#measured.get(name)
    if (!measure || is === undefined || (parts.length === 5 && at !== 2)) return null
    for (let i = 0; i < parts.length; i += 2) {
      if (i === at) continue
      const bound = measured(parts[i] ?? '', measure)
      const sign = parts[i < at ? i + 1 : i - 1] ?? ''
      if (bound === null) return null
      if (i < at ? !compare(bound, sign, is) : !compare(is, sign, bound)) return NEVER
    }
    return ALWAYS
  }
}

function term(holds: boolean): string {
  return holds ? ALWAYS : NEVER
}

function compare(a: number, sign: string, b: number): boolean {
  // Ratios and densities are not exact in floating point.
  if (Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(b))) return sign.endsWith('=')
  return sign.startsWith('<') ? a < b : sign.startsWith('>') && a > b
}

/** A number in the unit of its measure; null for what is not simply a number, as calc() is. */
function measured(text: string, measure: Measure): number | null {
  const [over, under, ...rest] = text.split('/')
  if (under !== undefined) {
    const [a, b] = [measured((over ?? '').trim(), 'number'), measured(under.trim(), 'number')]
    return measure === 'ratio' && rest.length === 0 && a !== null && b ? a / b : null
  }
  const [, digits, unit = ''] = NUMBER.exec(text) ?? []
  if (digits === undefined) return text === 'infinite' && measure === 'resolution' ? Infinity : null
  const factor = UNITS[measure][unit] ?? (Number(digits) === 0 && measure === 'length' ? 1 : null)
  return factor === null ? null : Number(digits) * factor
}
