import { expect } from 'vitest'
import type { Side } from './feature.ts'

/** On a grid over the upper left of the viewport both sides have the same node on top, in each tree of their own. */
export function sameHits({ joined, page, replica }: Side): void {
  for (let y = 5; y < 300; y += 15) {
    for (let x = 5; x < 300; x += 15) {
      const mine = page.elementFromPoint(x, y)
      const id = mine ? joined.capture.idOf(mine) : undefined
      const expected = id === undefined ? null : joined.replica.nodeOf(id)
      const theirs = replica.elementFromPoint(x, y)
      if (theirs !== expected)
        expect(nameOf(theirs), `at ${x} ${y}`).toBe(`the twin of ${nameOf(mine)}`)
    }
  }
}

function nameOf(element: Element | null): string {
  return element ? element.id || element.localName : 'nothing'
}
