const KEY = 'alongside.toolbar'
const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const
export type Corner = (typeof CORNERS)[number]

export type Corners = {
  readonly wasCollapsed: boolean
  /** The corner nearest to where the bar's middle was let go, in client px. */
  drop(x: number, y: number): void
  /** One step by keyboard. */
  step(side: 'top' | 'bottom' | 'left' | 'right'): void
  remember(collapsed: boolean): void
}

/** Which corner the bar is in. Kept for the tab, so that the next page has it where it was. */
export function corners(
  bar: HTMLElement,
  direction: 'ltr' | 'rtl',
  storage: Storage | null,
): Corners {
  const saved = read(storage)
  // Away from where messengers have their launcher.
  let corner: Corner = saved.corner ?? (direction === 'rtl' ? 'bottom-right' : 'bottom-left')
  let collapsed = saved.collapsed

  const put = (next: Corner): void => {
    corner = next
    bar.dataset['corner'] = corner
    write(storage, corner, collapsed)
  }
  bar.dataset['corner'] = corner

  return {
    wasCollapsed: collapsed,
    drop(x, y) {
      const { clientWidth, clientHeight } = bar.ownerDocument.documentElement
      const side = x < clientWidth / 2 ? 'left' : 'right'
      put(`${y < (innerHeight || clientHeight) / 2 ? 'top' : 'bottom'}-${side}`)
    },
    step(side) {
      const [vertical, horizontal] = corner.split('-') as ['top' | 'bottom', 'left' | 'right']
      if (side === 'top' || side === 'bottom') put(`${side}-${horizontal}`)
      else put(`${vertical}-${side}`)
    },
    remember(next) {
      collapsed = next
      write(storage, corner, collapsed)
    },
  }
}

function read(storage: Storage | null): { corner: Corner | null; collapsed: boolean } {
  // Storage can be blocked, full, or hold what someone else wrote.
  try {
    const [corner, collapsed] = (storage?.getItem(KEY) ?? '').split(' ')
    return {
      corner: CORNERS.find((it) => it === corner) ?? null,
      collapsed: collapsed === 'collapsed',
    }
  } catch {
    return { corner: null, collapsed: false }
  }
}

function write(storage: Storage | null, corner: Corner, collapsed: boolean): void {
  try {
    storage?.setItem(KEY, collapsed ? `${corner} collapsed` : corner)
  } catch {
    // The corner is then forgotten with the page.
  }
}
