import { seeded } from '../../shop/random.ts'

/** Three vessels on a table by a window, others for each name. */
export function stillLife(name: string): string {
  const random = seeded(`still life ${name}`)
  const hue = Math.floor(random() * 360)
  const vessels = [110, 200, 290].map((x, at) => {
    const [wide, tall] = [26 + random() * 22, 40 + random() * 66]
    const [neck, top] = [wide * (0.3 + random() * 0.6), 190 - tall]
    const colour = `hsl(${hue + at * 34} ${28 + at * 9}% ${38 + at * 11}%)`
    const body = `M${x - wide} 190Q${x - wide * 1.25} ${190 - tall / 2} ${x - neck} ${top}h${neck * 2}Q${x + wide * 1.25} ${190 - tall / 2} ${x + wide} 190z`
    return `<path d="${body}" fill="${colour}"/><ellipse cx="${x}" cy="${top}" rx="${neck}" ry="4" fill="#0003"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240" width="400" height="240"><rect width="400" height="240" fill="hsl(${hue} 30% 90%)"/><circle cx="${320 - random() * 220}" cy="62" r="34" fill="#fff8"/><rect y="176" width="400" height="64" fill="hsl(${hue + 20} 24% 72%)"/>${vessels.join('')}</svg>\n`
}

/** A quiet pattern, another one for each name. */
export function patternImage(name: string): string {
  const random = seeded(`pattern ${name}`)
  const hue = Math.floor(random() * 360)
  const rings = Array.from({ length: 9 }, (_, at) => {
    const [x, y] = [(at % 3) * 40 + 20, Math.floor(at / 3) * 40 + 20]
    const r = 8 + random() * 12
    return `<circle cx="${x}" cy="${y}" r="${r.toFixed(1)}"/><path d="M${x} ${y - r}v${r * 2}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="120" height="120"><g fill="none" stroke="hsl(${hue} 45% 45%)" stroke-opacity=".16" stroke-width="2">${rings.join('')}</g></svg>\n`
}

/** A seal: a square of the site's colour with a few strokes. */
export function sealImage(name: string, colour: string): string {
  const random = seeded(`seal ${name}`)
  const strokes = Array.from({ length: 7 }, () => {
    const at = (): string => (14 + random() * 52).toFixed(0)
    return `M${at()} ${at()}L${at()} ${at()}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80"><rect x="3" y="3" width="74" height="74" rx="8" fill="${colour}"/><path d="${strokes.join('')}" stroke="#fff" stroke-width="5" stroke-linecap="round"/></svg>\n`
}
