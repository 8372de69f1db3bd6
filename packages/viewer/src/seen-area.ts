import type { VisibleArea } from '@alongside/replica'

/** Shows which part of the page the customer has on the screen, under zoom or above a keyboard; null: all of it. */
type ShowSeen = (area: VisibleArea | null) => void

/** A quiet outline in px of the page, what is outside of it a little dimmed. Only CSSOM: apps have strict CSPs. */
export function createSeenArea(page: HTMLElement): ShowSeen {
  const clip = layer(page, { inset: '0', overflow: 'clip', 'z-index': '1' })
  const area = layer(clip, {
    outline: '2px solid rgb(29 78 216 / 0.7)',
    'border-radius': '2px',
    'box-shadow': '0 0 0 100vmax rgb(15 20 25 / 0.12)',
  })
  const show: ShowSeen = (seen) => {
    clip.style.display = seen ? 'block' : 'none'
    if (!seen) return
    area.style.left = `${seen.x}px`
    area.style.top = `${seen.y}px`
    area.style.width = `${seen.width}px`
    area.style.height = `${seen.height}px`
  }
  show(null)
  return show
}

function layer(parent: HTMLElement, style: Record<string, string>): HTMLElement {
  const element = parent.ownerDocument.createElement('div')
  element.setAttribute('data-alongside-stage', 'seen')
  element.style.all = 'initial'
  element.style.display = 'block'
  element.style.position = 'absolute'
  element.style.pointerEvents = 'none'
  for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value)
  parent.append(element)
  return element
}
