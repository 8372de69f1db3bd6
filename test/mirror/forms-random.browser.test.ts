import { expect, it } from 'vitest'
import { joinPage } from './joined.ts'
import { RandomForms } from './random-forms.ts'

const OPERATIONS = 400

it('forms are equal after any changes by attribute, property, method and place', async () => {
  for (let seed = 1; seed <= 6; seed++) {
    const joined = await joinPage('<!doctype html><title>t</title><body>')
    const forms = new RandomForms(joined.page, seed)
    for (let i = 0; i < OPERATIONS; i++) {
      forms.step()
      if (i % 7 === 0) await Promise.resolve()
      if (i % 5 !== 0) continue
      const difference = joined.difference()
      expect(difference && `seed ${seed}, step ${i}: ${difference}`).toBeNull()
    }
    joined.close()
  }
}, 120_000)
