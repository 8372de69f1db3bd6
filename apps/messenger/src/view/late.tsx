import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Item } from '../model/timeline.ts'
import { useView } from './context.ts'

export interface CardProps {
  /** What of the log it shows. */
  readonly item?: Item | undefined
}

/** A card that is a chunk of its own; `failed` is said when it does not come. `load` is the same function each time. */
export function Late(o: {
  load: () => Promise<{ readonly Card: ComponentType<CardProps>; readonly style: string }>
  failed?: string
  item?: Item
}): JSX.Element | null {
  const { addStyle } = useView()
  const [Card, setCard] = useState<ComponentType<CardProps> | null>(null)
  useEffect(() => {
    o.load().then(
      ({ Card, style }) => {
        addStyle(style)
        setCard(() => Card)
      },
      () => setCard(() => () => (o.failed ? <p class="system">{o.failed}</p> : null)),
    )
  }, [addStyle, o.load])
  return Card && <Card item={o.item} />
}
