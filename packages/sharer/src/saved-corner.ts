export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const
export type Corner = (typeof CORNERS)[number]
export type SavedCorner = { readonly corner: Corner; readonly collapsed: boolean }

export const KEY = 'alongside.toolbar'

/** Where the bar was on the page before, in this tab; else away from where messengers have their launcher. */
export function savedCorner(direction: 'ltr' | 'rtl'): SavedCorner {
  let saved = ''
  // Storage can be withheld (blocked cookies, an opaque origin), or hold what someone else wrote.
  try {
    saved = sessionStorage.getItem(KEY) ?? ''
  } catch {}
  const [at, collapsed] = saved.split(' ')
  return {
    corner:
      CORNERS.find((it) => it === at) ?? (direction === 'rtl' ? 'bottom-right' : 'bottom-left'),
    collapsed: collapsed === 'collapsed',
  }
}
