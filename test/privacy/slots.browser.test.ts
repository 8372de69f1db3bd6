import { DEFAULT_RULES } from '@alongside/capture'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { clearOf, tracesIn } from './canaries.ts'
import { MOMENTS, type Planted, plant, type Scope } from './plant.ts'
import { LATE, PIXELS, type Slots, TEXTS } from './slots.ts'
import { ATTRIBUTES, VALUES } from './slots-attributes.ts'
import { clearPage, LAYOUT, PAGE } from './slots-layout.ts'
import { NEVER } from './slots-never.ts'
import { STYLES } from './slots-styles.ts'

/** A classifier that says no to everything, where a test asks for it. */
const classifier = vi.hoisted(() => ({ isOff: false }))
vi.mock(import('../../packages/capture/src/privacy.ts'), async (original) => {
  const real = await original()
  return {
    ...real,
    createClassifier(rules, recogniser) {
      const made = real.createClassifier(rules, recogniser)
      return classifier.isOff ? { ...made, mayMatter: () => false } : made
    },
  }
})

const STRICT = { ...DEFAULT_RULES, mode: 'strict' } as const
const OPEN: Scope = { privacy: DEFAULT_RULES }
const SLOTS: Slots = { ...TEXTS, ...ATTRIBUTES, ...VALUES, ...STYLES, ...PIXELS, ...LATE }

const SCOPES: Readonly<Record<string, Scope>> = {
  'an element marked to be masked': { privacy: DEFAULT_RULES, mark: 'data-alongside-mask' },
  'an element that a rule masks': { privacy: { ...DEFAULT_RULES, maskSelectors: ['.slot'] } },
  'an element that a rule masks by what is around it': {
    privacy: { ...DEFAULT_RULES, maskSelectors: ['main > .slot'] },
  },
  'an element marked to be blocked': { privacy: DEFAULT_RULES, mark: 'data-alongside-block' },
  'a page in strict mode': { privacy: STRICT },
}

const PAGES: Readonly<Record<string, Scope>> = {
  'a page marked to be masked': { privacy: DEFAULT_RULES, mark: 'data-alongside-mask' },
  'a page that a rule masks': { privacy: { ...DEFAULT_RULES, maskSelectors: [':root'] } },
  'a page in strict mode': { privacy: STRICT },
}

const places = (slots: Slots): string[] =>
  Object.keys(slots).flatMap((name) =>
    MOMENTS.filter((moment) => !(name in LATE) || moment === 'in a new element').map(
      (moment) => `${name}, ${moment}`,
    ),
  )

async function unmasked(slots: Slots): Promise<Planted> {
  classifier.isOff = true
  try {
    return await plant(slots, OPEN)
  } finally {
    classifier.isOff = false
  }
}

const seenIn = async ({ frames, canaries }: Planted): Promise<string[]> => [
  ...canaries.placesIn(await clearOf(frames)),
]

const { href } = location
afterEach(() => {
  history.replaceState(null, '', href)
  clearPage()
})

describe('what stands in a slot', () => {
  it('is seen in each of them where the classifier says no to everything', async () => {
    const planted = await unmasked(SLOTS)
    expect((await seenIn(planted)).sort()).toEqual(places(SLOTS).sort())
    console.log(`${Object.keys(SLOTS).length} kinds of slots, ${planted.canaries.count} canaries`)
  })

  for (const [name, scope] of Object.entries(SCOPES))
    it(`leaves no trace from ${name}`, async () => {
      const { frames, canaries } = await plant(SLOTS, scope)
      expect(await tracesIn(frames, canaries)).toEqual([])
    })
})

describe('what is of the page as a whole', () => {
  it('is seen where the classifier says no to everything', async () => {
    expect((await seenIn(await unmasked(PAGE))).sort()).toEqual(places(PAGE).sort())
  })

  for (const [name, { privacy, mark }] of Object.entries(PAGES))
    it(`leaves no trace from ${name}`, async () => {
      if (mark) document.documentElement.setAttribute(mark, '')
      const { frames, canaries } = await plant(PAGE, { privacy })
      if (mark) document.documentElement.removeAttribute(mark)
      expect(await tracesIn(frames, canaries)).toEqual([])
    })
})

it('what stays with the customer in any mode leaves no trace, whatever the classifier says', async () => {
  const { frames, canaries } = await unmasked(NEVER)
  expect(await tracesIn(frames, canaries)).toEqual([])
  console.log(`${Object.keys(NEVER).length} kinds of places that are never sent`)
})

it('names and paths are what masks do not cover, and strict mode neither', async () => {
  const names = Object.keys(LAYOUT).map((name) => `${name}, in a new element`)
  expect(await seenIn(await plant(LAYOUT, { privacy: STRICT }))).toEqual(
    expect.arrayContaining(names),
  )
})
