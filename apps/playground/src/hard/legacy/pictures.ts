import { seeded } from '../../shop/random.ts'

/** A quiet pattern, another one for each name. */
export function patternImage(name: string): string {
  const random = seeded(`pattern ${name}`)
  const hue = Math.floor(random() * 360)
  const rings = Array.from({ length: 9 }, (_, at) => {
    const [x, y] = [(at % 3) * 40 + 20, Math.floor(at / 3) * 40 + 20]
    const r = 8 + random() * 12
    return `<circle cx="${x}" cy="${y}" r="${r.toFixed(1)}"/><path d="M${x} ${y - r}v${r * 2}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="120" height="120"><g fill="none" stroke="hsl(${hue} 45% 45%)" stroke-opacity=".28" stroke-width="3">${rings.join('')}</g></svg>\n`
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
