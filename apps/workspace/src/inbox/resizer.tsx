import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { BESIDE, type Beside } from './use-beside-width.ts'

/** The edge between the stage and the conversation: dragged, or moved with the arrow keys. */
export function Resizer({ beside }: { beside: Beside }): ReactElement {
  const { t } = useI18n()
  const drag = useRef<{ x: number; width: number } | null>(null)
  const away = (element: Element) => (getComputedStyle(element).direction === 'rtl' ? 1 : -1)

  const move = (event: PointerEvent, keep: boolean) => {
    if (!drag.current) return
    const by = (event.clientX - drag.current.x) * away(event.currentTarget)
    beside.setWidth(drag.current.width + by, keep)
  }
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!by) return
    event.preventDefault()
    beside.setWidth(beside.width + by * away(event.currentTarget) * BESIDE.step, true)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: hr takes no focus and no keys; a window splitter is a separator that does.
    <div
      className="resizer"
      role="separator"
      tabIndex={0}
      aria-label={t('stage.resize')}
      aria-orientation="vertical"
      aria-valuenow={beside.width}
      aria-valuemin={BESIDE.least}
      aria-valuemax={BESIDE.most}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, width: beside.width }
      }}
      onPointerMove={(event) => move(event, false)}
      onPointerUp={(event) => {
        move(event, true)
        drag.current = null
      }}
      onPointerCancel={() => {
        drag.current = null
      }}
    />
  )
}
