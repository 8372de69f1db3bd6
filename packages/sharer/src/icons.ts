const SVG = 'http://www.w3.org/2000/svg'

/** Outlines on a 24-px grid, drawn in the text's colour. */
export function drawIcon(
  document: Document,
  paths: readonly string[],
  size: number,
  className = '',
): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', className)
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
