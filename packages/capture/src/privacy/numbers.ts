import { luhn, mod11and10, sums } from './checksums.ts'

/** A form that a text has, and what makes it certain; that is asked with the letters and digits alone. */
type Shape = readonly [form: string, isOne?: (compact: string) => boolean]

/** First digits and lengths of the numbers of cards (ISO/IEC 7812). */
const CARD =
  /^(4\d{15}(\d{3})?|(5[1-5]|2[2-7]|35|6[045]|8[12]|9792)\d{12,14}|3[47]\d{13}|3[068]\d{12}|62\d{14,17}|(5[06-8]|63|67)\d{14}(\d\d\d?)?)$/

/** Of 16 digits mostly: a check of ten alone would take every tenth order for a card. */
export function isCard(digits: string): boolean {
  return CARD.test(digits) && (digits.length !== 17 || digits.startsWith('62')) && luhn(digits)
}

const MONTH = '(?:0[1-9]|1[0-2])'
const DAY = '(?:[0-2]#|3[01])'
const BY_YEAR = `##${MONTH}${DAY}`
const BY_DAY = `${DAY}${MONTH}##`

const spanish = sums(23, 'e6jib8a1', 'TRWAGMYFPDXBNJZSQVHLCKE')
const finnish = sums(31, 'ek2pi87a1', '0123456789ABCDEFHJKLMNPRSTUVWXY')

/** Numbers of persons, as countries print them; `#` is a digit. Where a form says little, a check of its digits says the rest. */
const PERSONS: readonly Shape[] = [
  // United States, United Kingdom, Mexico, Brazil
  ['(?!000|666|9)###([ -])##\\1####'],
  ['[A-Z]{2} ?## ?## ?## ?[A-D]'],
  ['[A-Z]{4}#{6}[HM][A-Z]{5}[A-Z#]#'],
  ['###\\.###\\.###-##', sums(11, '123456789 0123456789')],
  // France, Germany, Spain, Italy
  [
    '[12] ?## ?## ?## ?### ?### ?##',
    (id) => (Number(id.slice(0, 13)) + Number(id.slice(13))) % 97 === 0,
  ],
  ['[1-9]# ?### ?### ?###', mod11and10],
  ['[XYZ#]-?#{7}-?[A-Z]', (id) => spanish(id.replace(/^[XYZ]/, (it) => `${'XYZ'.indexOf(it)}`))],
  ['[A-Z]{3} ?[A-Z]{3} ?##[A-T]## ?[A-Z]###[A-Z]'],
  // Sweden, Norway, Denmark, Finland
  [`(?:19|20)?${BY_YEAR}[-+]####`, (id) => luhn(id.slice(-10))],
  [`${BY_DAY} ?#####`, sums(11, '845a32769 6789456789')],
  [`${BY_DAY}-####`],
  [`${BY_DAY}[-+A-FU-Y]###[#A-Y]`, (id) => finnish(id.replace(/^(.{6})[A-Z]/, '$1'))],
  // Poland, Czechia, Turkey, Russia, the Emirates
  ['##(?:[02468][1-9]|[13579][0-2])[0-3]#{6}', sums(10, '9731973197')],
  [`##(?:[05][1-9]|[16][0-2])${DAY}/####?`],
  ['[1-9]#{10}', sums(10, '797979797 1111111111')],
  ['###-###-###[ -]##'],
  ['#{12}', sums(11, '724a359468 3724a359468')],
  ['784-?####-?#{7}-?#'],
  // China, Korea, Japan
  [`[1-9]#{5}(?:19|20)${BY_YEAR}###[#X]`, sums(11, '79a584216379a5842', '10X98765432')],
  [`${BY_YEAR}-[1-8]#{6}`],
  ['####[ -]####[ -]####', sums(11, '56789456789')],
]

/** Of so many digits. */
const digits =
  (least: number, most: number) =>
  ({ length }: string): boolean =>
    length >= least && length <= most

/** Numbers of telephones, as countries print them: never an unbroken row of digits, which may be anything. */
const PHONES: readonly Shape[] = [
  ['(?:\\+|00(?=[1-9]#? ))[1-9](?:[ ()./-]{0,3}#){7,14}', digits(8, 17)],
  ['\\(#{2,5}\\) ?#{2,5}(?:[ -]#{2,5}){0,3}', digits(8, 11)],
  ['[2-9]##[ .-][2-9]##[ .-]####'],
  ['[18][ -]?\\(?###\\)?[ -]###[ -]##(?:##|[ -]##)', digits(11, 11)],
  ['(?!#{5}-####)0 ?#{1,4}[ /-]{1,3}#{2,5}(?:[ -]?#{2,4}){0,3}', digits(9, 12)],
  ['0#([ .])##(?:\\1##){3}'],
  ['[3-9]## ### ####?'],
  ['[2-9]#{1,2} ## ## ##'],
  ['[49]## ## ###'],
  ['[6-9]#### #####'],
  ['[1-9][1-9] #### ####'],
  ['1[3-9]#[ -]####[ -]####'],
  ['[689]###[ -]####'],
]

/** Each as it is found in a text: beside it are no letters, and no more digits. */
export const NUMBERS: readonly (readonly [found: RegExp, isOne: (compact: string) => boolean])[] = [
  ...PERSONS,
  ...PHONES,
].map(([form, isOne = () => true]) => [
  new RegExp(
    `(?<![\\p{L}#_.,/-]|# )${form}(?![\\p{L}#_]|[./,-]#| ##)`.replaceAll('#', '\\d'),
    'gu',
  ),
  isOne,
])
