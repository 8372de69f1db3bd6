import { seeded } from '../shop/random.ts'
import { landscape } from './landscape.ts'
import { encodePng, type Pixel } from './png.ts'

/** The wide landscapes of the home page and the aisles. */
export function sceneImage(seed: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" width="1600" height="900" preserveAspectRatio="xMidYMid slice">${landscape(seed, 1600, 900, 560)}${camp(seed)}
</svg>\n`
}

/** A small camp in the foreground: two tents, a line of trees, smoke. */
function camp(seed: string): string {
  const random = seeded(`camp ${seed}`)
  const trees = Array.from({ length: 26 }, () => {
    const x = random() < 0.5 ? random() * 420 : 1180 + random() * 420
    const tall = 70 + random() * 130
    const y = 830 + random() * 60
    return `<path d="M${x.toFixed(0)} ${(y - tall).toFixed(0)}l${(tall * 0.2).toFixed(0)} ${tall.toFixed(0)}h${(-tall * 0.4).toFixed(0)}z" fill="#122a23" opacity="${(0.75 + random() * 0.25).toFixed(2)}"/>`
  })
  return `
  <g>${trees.join('')}</g>
  <path d="M980 800l92-138 92 138z" fill="#e2603a"/><path d="M1072 662l92 138h-64z" fill="#b04324"/><path d="M1072 662l-30 138h46z" fill="#ffe2a0"/>
  <path d="M856 806l60-88 60 88z" fill="#edb333"/><path d="M916 718l60 88h-40z" fill="#c08a1c"/>
  <path d="M1210 792q-16-40 6-76t-4-80" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="9" stroke-linecap="round"/>
  <path d="M1196 800l14-18 14 18z" fill="#f2a23c"/>`
}

/** Lines of equal height, as on a map: the shop's background pattern. */
export function contourImage(): string {
  const lines = Array.from({ length: 11 }, (_, ring) => {
    const r = 30 + ring * 26
    const points = Array.from({ length: 40 }, (__, step) => {
      const angle = (step / 40) * Math.PI * 2
      const wobble =
        1 + 0.16 * Math.sin(angle * 3 + ring * 0.25) + 0.09 * Math.cos(angle * 5 - ring * 0.4)
      return `${(320 + Math.cos(angle) * r * wobble * 1.25).toFixed(1)} ${(240 + Math.sin(angle) * r * wobble).toFixed(1)}`
    })
    return `<path d="M${points.join('L')}Z"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="640" height="480"><g fill="none" stroke="#dbe37a" stroke-opacity=".2" stroke-width="1.6" stroke-linejoin="round">${lines.join('')}</g></svg>\n`
}

/** A shaded relief of an invented massif, lit from the north-west. */
export function reliefPng(): Buffer {
  const height = (x: number, y: number): number =>
    Math.sin(x / 61) * Math.cos(y / 47) * 46 +
    Math.sin((x + y) / 29) * 17 +
    Math.cos((x - 2 * y) / 37) * 13 +
    Math.sin(x / 11 + y / 17) * 3
  return encodePng(480, 270, (x, y) => {
    const here = height(x, y)
    const light = 0.72 + ((here - height(x + 1, y + 1)) / 9) * 0.5
    const high = Math.min(1, Math.max(0, (here + 70) / 140))
    const contour = Math.abs(here % 16) < 0.75 ? 0.86 : 1
    return shade([96 + high * 138, 128 + high * 88, 104 + high * 84], light * contour)
  })
}

/** A soft grain, tiled over dark panels. */
export function grainPng(): Buffer {
  const random = seeded('grain')
  return encodePng(96, 96, () => [255, 255, 255, Math.floor(random() * 16)])
}

/** A portrait without a face: the account's picture. */
export function portraitPng(): Buffer {
  return encodePng(128, 128, (x, y) => {
    const head = Math.hypot(x - 64, y - 50) < 25
    const shoulders = Math.hypot((x - 64) / 1.15, y - 128) < 45
    if (head) return [244, 208, 170, 255]
    if (shoulders) return [226, 96, 58, 255]
    const glow = 1 - Math.hypot(x - 64, y - 60) / 150
    return shade([88, 146, 128], 0.7 + glow * 0.5)
  })
}

function shade(colour: readonly [number, number, number], light: number): Pixel {
  const channel = (value: number): number => Math.max(0, Math.min(255, Math.round(value * light)))
  return [channel(colour[0]), channel(colour[1]), channel(colour[2]), 255]
}
