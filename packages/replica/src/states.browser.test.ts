import { describe, expect, it } from 'vitest'
import { applyStates, setState } from './states.ts'

describe('told states', () => {
  const element = (): Element => document.createElement('p')
  const names = (of: Element): string[] => of.getAttributeNames().sort()

  it('are the ones of the last op and those of nobody else', () => {
    const p = element()
    setState(p, 'fullscreen', true)
    applyStates(p, ['user-invalid', 'state(open)', 'state(--old)'])
    expect(names(p)).toEqual([
      'data-alongside-is-fullscreen',
      'data-alongside-is-state',
      'data-alongside-is-user-invalid',
    ])
    expect(p.matches('[data-alongside-is-state~="open"][data-alongside-is-state~="--old"]')).toBe(
      true,
    )
    applyStates(p, ['autofill'])
    expect(names(p)).toEqual(['data-alongside-is-autofill', 'data-alongside-is-fullscreen'])
    applyStates(p, [])
    expect(names(p)).toEqual(['data-alongside-is-fullscreen'])
  })

  it('have names of pseudo-classes, and are not what the customer points at', () => {
    const p = element()
    applyStates(p, ['hover', 'Focus', 'a b', 'x=y', '', 'on"', 'state(a b)', 'state()'])
    expect(names(p)).toEqual([])
  })
})
