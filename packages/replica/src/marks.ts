/** A caret or a selected stretch of a text field, in px of the replica's viewport. */
export type Mark = {
  readonly kind: 'caret' | 'selected'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly color: string
}

/** Draws marks above the frame: they are no part of the page's copy and take no input. */
export class Marks {
  readonly #container: HTMLElement
  #host: HTMLElement | null = null
  #drawn = '[]'

  constructor(container: HTMLElement) {
    this.#container = container
  }

  show(marks: readonly Mark[]): void {
    const now = JSON.stringify(marks)
    if (now === this.#drawn) return
    this.#drawn = now
    this.#host ??= this.#mount()
    this.#host.shadowRoot?.replaceChildren(...marks.map((mark) => this.#draw(mark)))
  }

  close(): void {
    this.#host?.remove()
    this.#host = null
    this.#drawn = '[]'
  }

  #mount(): HTMLElement {
    const host = this.#container.ownerDocument.createElement('div')
    host.setAttribute('data-alongside-marks', '')
    const { style } = host
    style.all = 'initial'
    style.position = 'absolute'
    style.left = style.top = '0'
    style.pointerEvents = 'none'
    // The app's rules end here.
    host.attachShadow({ mode: 'open' })
    this.#container.append(host)
    return host
  }

  #draw({ kind, x, y, width, height, color }: Mark): HTMLElement {
    const element = this.#container.ownerDocument.createElement('div')
    element.className = kind
    const { style } = element
    style.position = 'absolute'
    style.left = `${x}px`
    style.top = `${y}px`
    style.width = `${width}px`
    style.height = `${height}px`
    style.background = color
    return element
  }
}
