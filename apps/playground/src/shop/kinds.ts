/** The sorts of things on the shelves. Each has its own drawing in src/images and its own words here. */
export type Kind =
  | 'tent'
  | 'tarp'
  | 'backpack'
  | 'duffel'
  | 'bottle'
  | 'mug'
  | 'pot'
  | 'lantern'
  | 'headlamp'
  | 'sleeping-bag'
  | 'mat'
  | 'jacket'
  | 'beanie'
  | 'socks'

export interface KindWords {
  kind: Kind
  noun: string
  category: string
  from: number
  to: number
  grams: readonly [number, number]
  sizes: readonly [string, ...string[]]
  material: string
  line: string
  body: string
}

export const kinds: readonly KindWords[] = [
  {
    kind: 'tent',
    noun: 'tent',
    category: 'shelter',
    from: 289,
    to: 640,
    grams: [1180, 2950],
    sizes: ['One person', 'Two people', 'Three people'],
    material: 'Recycled 20-denier ripstop nylon, 3,000 mm flysheet',
    line: 'Stands up in four minutes, stays up in a gale.',
    body: 'Two crossing poles and a short ridge hold the fly away from the inner, so condensation runs down the outside and not down your neck. Both doors open flat against the wall, and every pole sleeve is colour-coded for the evenings when you arrive after dark.',
  },
  {
    kind: 'tarp',
    noun: 'tarp',
    category: 'shelter',
    from: 79,
    to: 190,
    grams: [320, 780],
    sizes: ['3 × 3 m', '3 × 4 m'],
    material: 'Silicone-coated polyester, bar-tacked tie-outs',
    line: 'A dry roof wherever two trees agree.',
    body: 'Nineteen tie-outs and a catenary ridge mean that it pitches drum-tight as a lean-to, an A-frame or a flying wing. The guy lines are already attached and live in their own pockets, which is the difference between five minutes and a conversation.',
  },
  {
    kind: 'backpack',
    noun: 'pack',
    category: 'packs',
    from: 119,
    to: 310,
    grams: [780, 1890],
    sizes: ['Short back', 'Regular back', 'Long back'],
    material: '210-denier recycled nylon, aluminium stay',
    line: 'Carries like half of what it weighs.',
    body: 'The hip belt is cut from one piece of foam and moves with you, and the lid unclips into a day bag. We put the bottle pockets where an arm can reach them, and the rain cover in a pocket that does not need the pack to be unpacked first.',
  },
  {
    kind: 'duffel',
    noun: 'duffel',
    category: 'packs',
    from: 89,
    to: 180,
    grams: [690, 1320],
    sizes: ['40 litres', '60 litres', '90 litres'],
    material: '600-denier laminated polyester, welded seams',
    line: 'For the boot of the car and the deck of the ferry.',
    body: 'A wide mouth, two haul loops and shoulder straps that tuck away when an airline would like them to. The base is doubled, the zip is under a storm flap, and the whole thing folds into its own end pocket for the eleven months when you are at home.',
  },
  {
    kind: 'bottle',
    noun: 'flask',
    category: 'camp-kitchen',
    from: 24,
    to: 49,
    grams: [290, 480],
    sizes: ['0.5 litre', '0.75 litre', '1 litre'],
    material: '18/8 stainless steel, vacuum insulated',
    line: 'Hot for eighteen hours, cold for a day.',
    body: 'Double-walled steel with a copper layer between, powder-coated so that it can be held with wet gloves. The cap is a real cup with a rim you can drink from, and each seal can be bought on its own when the old one gives up.',
  },
  {
    kind: 'mug',
    noun: 'mug',
    category: 'camp-kitchen',
    from: 14,
    to: 29,
    grams: [95, 210],
    sizes: ['300 ml', '450 ml'],
    material: 'Enamelled steel, rolled rim',
    line: 'The one you will drink from at home as well.',
    body: 'Three coats of enamel on pressed steel: light enough to hang from a strap, tough enough to chip with dignity. It goes on a stove, in a dishwasher and, once, under the wheel of our van.',
  },
  {
    kind: 'pot',
    noun: 'cook set',
    category: 'camp-kitchen',
    from: 49,
    to: 129,
    grams: [310, 870],
    sizes: ['1 litre', '1.8 litre', '3 litre'],
    material: 'Hard-anodised aluminium, silicone grip',
    line: 'Boils a litre before the tent is up.',
    body: 'A ribbed base catches the flame on windy ledges, the lid drains pasta without losing any, and a gas canister nests inside. Measurements are engraved on the inner wall, in both systems, where they cannot rub off.',
  },
  {
    kind: 'lantern',
    noun: 'lantern',
    category: 'light',
    from: 39,
    to: 95,
    grams: [180, 410],
    sizes: ['150 lumens', '400 lumens'],
    material: 'Powder-coated steel, borosilicate glass',
    line: 'The colour of a window seen from the path.',
    body: 'A warm 2,200-kelvin light that dims to the glow of one candle and runs for ninety hours there. It charges by cable, stands or hangs, and its battery is a standard cell that you can replace with a screwdriver.',
  },
  {
    kind: 'headlamp',
    noun: 'headlamp',
    category: 'light',
    from: 35,
    to: 110,
    grams: [62, 138],
    sizes: ['300 lumens', '600 lumens'],
    material: 'Glass-filled nylon, washable strap',
    line: 'One button, no puzzle.',
    body: 'Press for near, press again for far, hold for red. That is the whole manual. The strap comes off for washing and the beam is broad at your feet, where the roots are.',
  },
  {
    kind: 'sleeping-bag',
    noun: 'sleeping bag',
    category: 'sleep',
    from: 149,
    to: 420,
    grams: [640, 1480],
    sizes: ['Regular', 'Long', 'Wide'],
    material: '750-fill responsible down, 15-denier shell',
    line: 'A proper night at minus five.',
    body: 'Box-walled baffles, more down at the feet than the sums require, and a collar that closes with one hand. The zip has a guard along its whole length, because nobody is patient at three in the morning.',
  },
  {
    kind: 'mat',
    noun: 'mat',
    category: 'sleep',
    from: 45,
    to: 175,
    grams: [390, 820],
    sizes: ['Regular', 'Long'],
    material: 'Closed-cell foam core, recycled polyester face',
    line: 'Between you and all those stones.',
    body: 'An R-value of 4.2, a face that does not squeak, and edges a little higher than the middle so that you stay where you lay down. It rolls up small and the strap is sewn on, so it cannot be left on a wall.',
  },
  {
    kind: 'jacket',
    noun: 'jacket',
    category: 'clothing',
    from: 129,
    to: 345,
    grams: [290, 620],
    sizes: ['XS', 'S', 'M', 'L', 'XL'],
    material: 'Three-layer recycled polyester, PFAS-free finish',
    line: 'For weather that has not made up its mind.',
    body: 'Cut for walking with arms that reach forward. Pockets sit above a hip belt, the hood turns with your head, and the zips are the kind that can be repaired at a kitchen table. Patch kit included, and sewn repairs are free for as long as you own it.',
  },
  {
    kind: 'beanie',
    noun: 'beanie',
    category: 'clothing',
    from: 22,
    to: 39,
    grams: [48, 92],
    sizes: ['One size'],
    material: 'Undyed and plant-dyed merino, 19.5 micron',
    line: 'Warm when wet, and it will be.',
    body: 'Knitted in one piece without a seam across the forehead, by a mill that we can walk to. It fits under a helmet, does not itch, and can be washed with everything else.',
  },
  {
    kind: 'socks',
    noun: 'socks',
    category: 'clothing',
    from: 16,
    to: 28,
    grams: [58, 96],
    sizes: ['36–38', '39–41', '42–44', '45–47'],
    material: '68 % merino, 30 % recycled nylon, 2 % elastane',
    line: 'Sold in pairs, mended in ones.',
    body: 'Cushioned under the heel and the ball, thin over the instep, and left and right are different because feet are. Send back the one with the hole and we return it darned.',
  },
]

export interface Category {
  slug: string
  name: string
  line: string
}

/** The aisles. `everything` is the long list. */
export const categories: readonly Category[] = [
  { slug: 'shelter', name: 'Shelter', line: 'Tents and tarps for one, two or the whole crew.' },
  { slug: 'packs', name: 'Packs', line: 'Carry it well and you will carry it further.' },
  { slug: 'sleep', name: 'Sleep', line: 'Bags and mats for a proper night outdoors.' },
  { slug: 'camp-kitchen', name: 'Camp kitchen', line: 'Pots, flasks and the mug you keep.' },
  { slug: 'light', name: 'Light', line: 'Warm light for the tent, far light for the path.' },
  { slug: 'clothing', name: 'Clothing', line: 'Layers that are mended, not replaced.' },
]
