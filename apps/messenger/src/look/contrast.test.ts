import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accents, contrast } from './contrast.ts'

it('measures as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5)
})

it('every colour becomes readable as text and under text, in light and in dark', () => {
  const colour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colour, (hex) => {
      const { light, dark } = accents(hex)
      for (const paper of ['#ffffff', '#f6f7f9', '#f3f4f6']) {
        expect(contrast(light.color, paper)).toBeGreaterThanOrEqual(4.5)
      }
      for (const paper of ['#16191d', '#1f2328', '#262b31']) {
        expect(contrast(dark.color, paper)).toBeGreaterThanOrEqual(4.5)
      }
      expect(contrast(light.color, light.on)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(dark.color, dark.on)).toBeGreaterThanOrEqual(4.5)
    }),
    { numRuns: 2000 },
  )
})

it('leaves a colour alone that is readable already', () => {
  expect(accents('#0b5a55').light.color).toBe('#0b5a55')
  expect(accents('#8fd8d2').dark.color).toBe('#8fd8d2')
})
