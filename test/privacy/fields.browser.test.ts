import { describe, expect, it } from 'vitest'
import { createRecogniser } from '../../packages/capture/src/recognise.ts'
import { FLOOR, type LabelledField, openForms, PERSONAL } from './forms.ts'

type Scored = LabelledField & { readonly said: 'floor' | 'personal' | null }

function score(half: 'tuning' | 'scoring'): Scored[] {
  const recogniser = createRecogniser()
  return openForms(half).map((field) => ({ ...field, said: recogniser.field(field.element) }))
}

const isOf = (kinds: readonly string[]) => (field: Scored) => kinds.includes(field.kind)
const isRight = ({ kind, said }: Scored): boolean =>
  kind === 'no' ? said === null : isOf(FLOOR)({ kind } as Scored) ? said === 'floor' : said !== null
const share = (fields: readonly Scored[]): number => fields.filter(isRight).length / fields.length

/** A row for each value of a key: how many fields of it are right, and which are not. */
function table(title: string, fields: readonly Scored[], key: 'kind' | 'language'): string {
  const rows = [...new Set(fields.map((field) => field[key]))].sort().map((value) => {
    const all = fields.filter((field) => field[key] === value)
    const wrong = all.filter((field) => !isRight(field))
    const named = wrong.map(({ form, element }) => `\n    ${form}: ${element.outerHTML}`)
    return `  ${value.padEnd(10)}${all.length - wrong.length} of ${all.length}${named.join('')}`
  })
  return [title, ...rows].join('\n')
}

describe.each(['tuning', 'scoring'] as const)('the %s half of the labelled forms', (half) => {
  const all = score(half)
  const scored = all.filter(({ kind }) => kind !== 'any' && kind !== 'email')

  it('is in all languages of the product', () => {
    console.log(table(`${half}, by kind`, scored, 'kind'))
    console.log(table(`${half}, by language`, scored, 'language'))
    expect(all.length).toBeGreaterThanOrEqual(300)
    expect([...new Set(all.map(({ language }) => language))].length).toBeGreaterThanOrEqual(21)
  })

  it('has at least 995 of 1000 passwords, cards, their codes and dates, and one-time codes on the floor', () => {
    for (const kind of FLOOR)
      expect(share(scored.filter(isOf([kind]))), kind).toBeGreaterThanOrEqual(0.995)
  })

  it('has at least 97 of 100 dates of birth, numbers of persons and accounts, and telephones masked', () => {
    for (const kind of PERSONAL)
      expect(share(scored.filter(isOf([kind]))), kind).toBeGreaterThanOrEqual(0.97)
  })

  it('has at most 5 of 100 ordinary fields masked', () => {
    expect(share(scored.filter(isOf(['no'])))).toBeGreaterThanOrEqual(0.95)
  })
})

it('leaves addresses of e-mail unless they are said to be sensitive', () => {
  const fields = openForms('scoring').filter(({ kind }) => kind === 'email')
  const said = (emails: boolean): unknown[] => {
    const recogniser = createRecogniser({ emails })
    return fields.map(({ element }) => recogniser.field(element))
  }
  expect(said(false)).toEqual(fields.map(() => null))
  expect(said(true)).toEqual(fields.map(() => 'personal'))
})
