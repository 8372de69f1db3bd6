/** A colour of the deployment, made readable in one theme. */
export interface Accent {
  readonly color: string
  /** Text and icons on top of it. */
  readonly on: string
}

type Rgb = readonly [number, number, number]

/** The surfaces that accent text may stand on; the least favourable of each theme. */
const LIGHT_SURFACE = '#f3f4f6'
const DARK_SURFACE = '#262b31'
const ENOUGH = 4.5

/** Moves only the lightness, so the deployment's hue stays recognisable, until text at 4.5:1 is guaranteed. */
export function accents(hex: string): { readonly light: Accent; readonly dark: Accent } {
  return {
    light: { color: shift(hex, -1, LIGHT_SURFACE), on: '#ffffff' },
    dark: { color: shift(hex, 1, DARK_SURFACE), on: '#0c0e11' },
  }
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function shift(hex: string, direction: 1 | -1, surface: string): string {
  const [lightness, a, b] = toOklab(parse(hex))
  for (let step = 0; step <= 100; step++) {
    const next = lightness + (direction * step) / 100
    // Near black and white there is no room for chroma: let it fade rather than clip into another hue.
    const room = Math.max(0, Math.min(1, direction > 0 ? (1 - next) * 4 : next * 4))
    const candidate = format(fromOklab([next, a * room, b * room]))
    if (contrast(candidate, surface) >= ENOUGH) return candidate
  }
  return direction > 0 ? '#ffffff' : '#000000'
}

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

function format(rgb: Rgb): string {
  return `#${rgb
    .map((c) =>
      Math.round(c * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

function linear(c: number): number {
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

// OKLab (Björn Ottosson, 2020): equal steps of lightness look equal, which HSL does not give.
function toOklab(rgb: Rgb): Rgb {
  const [r, g, b] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channel = (c: number): number => {
    const encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055
    return Math.max(0, Math.min(1, encoded || 0))
  }
  return [
    channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}
