import { type Corner, KEY, type SavedCorner } from './saved-corner.ts'

export type Corners = {
  readonly corner: Corner
  put(corner: Corner): void
  collapse(collapsed: boolean): void
}

/** Which corner the bar is in. Kept for the tab, so that the next page has it where it was. */
export function createCorners(bar: HTMLElement, { corner, collapsed }: SavedCorner): Corners {
  const save = (): void => {
    try {
      sessionStorage.setItem(KEY, collapsed ? `${corner} collapsed` : corner)
    } catch {
      // The corner is then forgotten with the page.
    }
  }
  return {
    get corner() {
      return corner
    },
    put(next) {
      corner = next
      bar.dataset['corner'] = corner
      save()
    },
    collapse(next) {
      collapsed = next
      bar.dataset['collapsed'] = `${collapsed}`
      save()
    },
  }
}
