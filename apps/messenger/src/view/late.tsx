import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useView } from './context.ts'

/** A card that is a chunk of its own; `failed` is said when it does not come. `load` is the same function each time. */
export function Late(o: {
  load: () => Promise<{ readonly Card: ComponentType; readonly style: string }>
  failed?: string
}): JSX.Element | null {
  const { addStyle } = useView()
  const [Card, setCard] = useState<ComponentType | null>(null)
  useEffect(() => {
    o.load().then(
      ({ Card, style }) => {
        addStyle(style)
        setCard(() => Card)
      },
      () => setCard(() => () => (o.failed ? <p class="system">{o.failed}</p> : null)),
    )
  }, [addStyle, o.load])
  return Card && <Card />
}
