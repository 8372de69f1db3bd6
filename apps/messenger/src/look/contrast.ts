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
    light: { color: shift(hex, 0, LIGHT_SURFACE), on: '#ffffff' },
    dark: { color: shift(hex, 1, DARK_SURFACE), on: '#0c0e11' },
  }
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

/** Mixes towards black or white in small steps, which keeps the hue as long as there is one to keep. */
function shift(hex: string, towards: 0 | 1, surface: string): string {
  const rgb = parse(hex)
  for (let step = 0; step < 100; step++) {
    const mixed = rgb.map((c) => Math.round((c + ((towards - c) * step) / 100) * 255))
    const candidate = `#${mixed.map((c) => c.toString(16).padStart(2, '0')).join('')}`
    if (contrast(candidate, surface) >= ENOUGH) return candidate
  }
  return towards ? '#ffffff' : '#000000'
}

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

function linear(c: number): number {
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}
