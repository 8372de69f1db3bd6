const SVG = 'http://www.w3.org/2000/svg'

/** Outlines on a 24-px grid, drawn in the text's colour. */
const PATHS = {
  grip: ['M9 6h.01', 'M15 6h.01', 'M9 12h.01', 'M15 12h.01', 'M9 18h.01', 'M15 18h.01'],
  collapse: ['M5 12h14'],
  stop: ['M8 7h8a1 1 0 0 1 1 1v8a1 1 0 0 1 -1 1h-8a1 1 0 0 1 -1 -1v-8a1 1 0 0 1 1 -1z'],
} as const

export type Icon = keyof typeof PATHS

export function drawIcon(document: Document, icon: Icon, size: number): SVGSVGElement {
  const svg = drawPaths(document, PATHS[icon], size)
  svg.setAttribute('class', icon)
  return svg
}

export function drawPaths(
  document: Document,
  paths: readonly string[],
  size: number,
): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('width', `${size}`)
  svg.setAttribute('height', `${size}`)
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}
