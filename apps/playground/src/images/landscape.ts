import { seeded } from '../shop/random.ts'

const skies = [
  ['#f7d9b0', '#f3b08a', '#5d7f8e'],
  ['#dcebf0', '#a9cbd9', '#46697a'],
  ['#fbe8c4', '#d9cfae', '#566f63'],
  ['#e9ddec', '#c3a9c8', '#5c5a7a'],
  ['#e3efe1', '#b5d3c1', '#3e6a5b'],
] as const

/**
 * Hills behind hills, from a seed: fragments of an SVG, without the root. `horizon` is where the land begins.
 */
export function landscape(seed: string, width: number, height: number, horizon: number): string {
  const random = seeded(`land ${seed}`)
  const [top, bottom, far] = skies[Math.floor(random() * skies.length)] ?? skies[0]
  const id = `s${Math.floor(random() * 1e6)}`
  const sun = { x: width * (0.2 + random() * 0.6), y: horizon * (0.35 + random() * 0.3) }
  const layers = [0, 1, 2, 3, 4]
  const land = layers.map((layer) => {
    const depth = layer / (layers.length - 1)
    const base = horizon - (height - horizon) * 0.35 + depth * (height - horizon) * 0.85
    const swing = (1 - depth * 0.65) * height * 0.11
    return `<path d="${ridge(random, width, height, base, swing)}" fill="${mix(far, '#1d3a31', depth, bottom)}"/>`
  })
  return `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>
  <rect width="${width}" height="${height}" fill="url(#${id})"/>
  <circle cx="${sun.x.toFixed(0)}" cy="${sun.y.toFixed(0)}" r="${(height * 0.07).toFixed(0)}" fill="#fff6e2" opacity=".9"/>
  ${land.join('\n  ')}`
}

/** One skyline: a walk of points, rounded by quadratic curves through their middles. */
function ridge(
  random: () => number,
  width: number,
  height: number,
  base: number,
  swing: number,
): string {
  const steps = 7
  const points = Array.from({ length: steps + 1 }, (_, index) => ({
    x: (width / steps) * index,
    y: base + (random() - 0.5) * 2 * swing,
  }))
  const first = points[0] ?? { x: 0, y: base }
  let path = `M0 ${height}L0 ${first.y.toFixed(0)}`
  points.forEach((point, index) => {
    const next = points[index + 1]
    const end = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : point
    path += `Q${point.x.toFixed(0)} ${point.y.toFixed(0)} ${end.x.toFixed(0)} ${end.y.toFixed(0)}`
  })
  return `${path}L${width} ${height}Z`
}

/** From the sky's colour through the far one to the near one, as air does it. */
function mix(far: string, near: string, depth: number, sky: string): string {
  const hazy = blend(far, sky, Math.max(0, 0.62 - depth * 1.1))
  return blend(hazy, near, depth * 0.92)
}

function blend(from: string, to: string, part: number): string {
  const channel = (colour: string, at: number): number =>
    Number.parseInt(colour.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) =>
    Math.round(channel(from, at) * (1 - part) + channel(to, at) * part)
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${mixed.join('')}`
}
