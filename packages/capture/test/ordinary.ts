import { below, filled, oneOf, type Random } from './random.ts'

const two = (number: number): string => String(number).padStart(2, '0')
const day = (random: Random): string => two(1 + below(random, 28))
const month = (random: Random): string => two(1 + below(random, 12))
const year = (random: Random): number => 1990 + below(random, 40)

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => below(random, 16).toString(16)).join('')

/** Numbers of pages that are nobody's secret. */
export const ORDINARY: Readonly<Record<string, (random: Random) => string>> = {
  order: (random) =>
    filled(
      random,
      oneOf(random, ['######', '########', '#########', '##########', '############']),
    ),
  'long order': (random) =>
    filled(
      random,
      oneOf(random, ['###-#######-#######', '2026-######', '##############', '################']),
    ),
  'named order': (random) =>
    filled(
      random,
      oneOf(random, [
        'ORD-######',
        '#1####',
        'INV-2026-####',
        'PO ######',
        'RMA########',
        'SO-####-###',
      ]),
    ),
  'date of digits': (random) => `${year(random)}-${month(random)}-${day(random)}`,
  'date with points': (random) => `${day(random)}.${month(random)}.${year(random)}`,
  'date with slashes': (random) => `${month(random)}/${day(random)}/${year(random)}`,
  'date and time': (random) =>
    `${year(random)}-${month(random)}-${day(random)} ${two(below(random, 24))}:${two(below(random, 60))}:${two(below(random, 60))}`,
  'time stamp': (random) => filled(random, oneOf(random, ['17########', '17###########'])),
  price: (random) =>
    filled(
      random,
      oneOf(random, [
        '$#,###.##',
        '1.###,## €',
        '#### kr',
        '1 ### ###,00 Kč',
        '£##.##',
        '¥##,###',
        '#,###,###',
        '2 ### 000 zł',
        'N## ### Ft',
        '₹#,##,###',
      ]),
    ),
  version: (random) =>
    filled(random, oneOf(random, ['v#.##.#', '#.#.#-beta.#', '##.0.####.###', '20##.##.#'])),
  address: (random) => [1, 2, 3, 4].map(() => below(random, 256)).join('.'),
  parcel: (random) =>
    filled(
      random,
      oneOf(random, [
        '1Z@@@###@########',
        '@@#########DE',
        'JD01####################',
        '9400 1### #### #### #### ##',
        '##########',
        '#### #### ####',
        '00##################',
        '##############',
      ]),
    ),
  book: (random) =>
    filled(random, oneOf(random, ['978-3-##-######-#', '978#########N', '0-###-#####-#'])),
  article: (random) =>
    filled(
      random,
      oneOf(random, ['40###########', '@@@-####-@@', 'SKU ######', '###.###.##', '##-####-#']),
    ),
  place: (random) => filled(random, '52.######, 13.######'),
  identifier: (random) =>
    `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
  sum: (random) => hex(random, oneOf(random, [7, 32, 40])),
  post: (random) =>
    filled(
      random,
      oneOf(random, ['#####-####', '#####', '### ##', '##-###', 'SW1A #AA', '#####-###']),
    ),
  flight: (random) => filled(random, '@@ #### at ##:##, gate @##'),
  size: (random) =>
    filled(
      random,
      oneOf(random, ['1920 × 1080', '### x ### x ### mm', '##–## cm', '#### kWh', '##.#% of ####']),
    ),
  years: (random) => `${year(random)}–${year(random)}`,
  table: (random) => filled(random, '## ### # #### ##.#'),
  count: (random) =>
    filled(
      random,
      oneOf(random, ['#,### reviews', '## of ###', '(#,###)', 'page ## / ###', 'N# ### Besucher']),
    ),
}
