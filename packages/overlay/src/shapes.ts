import { PARTY_COLORS, type Party } from './party.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** The three ways to show where someone is: an arrow, a finger, and "over there" at the edge. */
export function drawShapes(document: Document, party: Party): SVGSVGElement[] {
  const { mark } = PARTY_COLORS[party]
  const outlined = {
    fill: mark,
    stroke: '#fff',
    'stroke-width': '1.75',
    'stroke-linejoin': 'round',
  }
  return [
    // The tip is at (4, 3): style.ts moves the drawing so that it falls on the point itself.
    draw(document, 'arrow', 24, 'path', {
      ...outlined,
      d: 'M4 3 L4 19.6 L8.5 15.4 L11.3 21.7 L14.5 20.3 L11.7 14.1 L17.8 13.7 Z',
    }),
    draw(document, 'touch', 36, 'circle', {
      cx: '18',
      cy: '18',
      r: '14',
      fill: mark,
      'fill-opacity': '0.3',
      stroke: mark,
      'stroke-width': '2.5',
    }),
    draw(document, 'away', 28, 'path', { ...outlined, d: 'M25 14 L10 5 L13.5 14 L10 23 Z' }),
  ]
}

function draw(
  document: Document,
  name: string,
  size: number,
  shape: string,
  attributes: Readonly<Record<string, string>>,
): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', name)
  svg.setAttribute('width', `${size}`)
  svg.setAttribute('height', `${size}`)
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`)
  const part = document.createElementNS(SVG, shape)
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value)
  svg.append(part)
  return svg
}
