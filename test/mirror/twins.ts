import { elementsIn, rootsOf } from '../support/roots.ts'
import type { Joined } from './joined.ts'

/** Every mirrored element of the page, in shadow roots and frames too, with its twin. */
export function* twinsOf(
  joined: Pick<Joined, 'page' | 'capture' | 'replica'>,
  except = '',
): Generator<readonly [Element, Element]> {
  for (const root of rootsOf(joined.page)) {
    for (const element of elementsIn(root)) {
      const id = joined.capture.idOf(element)
      const twin = id === undefined ? null : joined.replica.nodeOf(id)
      if (twin?.nodeType !== 1) continue
      if (except !== '' && element.closest(except)) continue
      yield [element, twin as Element]
    }
  }
}
