import { below, filled, oneOf, type Random } from './random.ts'

// Numbers as their issuers make them: the check digits are worked out here by the issuers' own rules, in another way than
// the scan tests them.

const digitsOf = (text: string): number[] => [...text].map(Number)
const dot = (digits: string, weights: readonly number[]): number =>
  digitsOf(digits).reduce((sum, digit, i) => sum + digit * (weights[i] ?? 0), 0)

/** Ends so that the sum of ISO/IEC 7812 is a multiple of ten. */
export function withLuhn(start: string): string {
  for (let last = 0; last < 10; last++) {
    const odd = digitsOf(`${start}${last}`).reverse()
    const sum = odd.reduce(
      (all, digit, i) => all + (i % 2 ? ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0) : digit),
      0,
    )
    if (sum % 10 === 0) return `${start}${last}`
  }
  throw new Error('no digit')
}

const CARDS = [
  '4###############',
  '51##############',
  '55##############',
  '2221############',
  '2720############',
  '34#############',
  '37#############',
  '36############',
  '6011############',
  '65##############',
  '3530############',
  '62##############',
  '2202############',
  '50##############',
  '6759############',
  '81##############',
]

export function card(random: Random): string {
  return withLuhn(filled(random, oneOf(random, CARDS)).slice(0, -1))
}

export function iban(random: Random, shape: string): string {
  const [country, account] = [shape.slice(0, 2), filled(random, shape.slice(2))]
  const number = [...`${account}${country}00`].map((it) => Number.parseInt(it, 36)).join('')
  return `${country}${String(98n - (BigInt(number) % 97n)).padStart(2, '0')}${account}`
}

const pad = (number: number, length = 2): string => String(number).padStart(length, '0')
const day = (random: Random): string => pad(1 + below(random, 28))
const month = (random: Random): string => pad(1 + below(random, 12))

/** Numbers of persons, one maker a country. A try that has no check digit is made again. */
export const PERSONS: Readonly<Record<string, (random: Random) => string | null>> = {
  US: (random) => filled(random, `${pad(1 + below(random, 600), 3).replace('666', '665')}-1#-1###`),
  GB: (random) => filled(random, 'AB ## ## ## C'),
  MX: (random) => filled(random, '@@@@######HDFABC0#'),
  BR(random) {
    const nine = filled(random, '#########')
    const first = (start: string): number =>
      ((dot(
        start,
        start.length === 9 ? [10, 9, 8, 7, 6, 5, 4, 3, 2] : [11, 10, 9, 8, 7, 6, 5, 4, 3, 2],
      ) *
        10) %
        11) %
      10
    const ten = `${nine}${first(nine)}`
    return `${ten}${first(ten)}`.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4')
  },
  FR(random) {
    const body = `${1 + below(random, 2)}${filled(random, '##')}${month(random)}${filled(random, '75######')}`
    return `${body}${pad(97 - Number(BigInt(body) % 97n))}`.replace(
      /(.)(..)(..)(..)(...)(...)(..)/,
      '$1 $2 $3 $4 $5 $6 $7',
    )
  },
  DE(random) {
    const order = digitsOf('1234567890')
      .sort(() => random() - 0.5)
      .slice(0, 9)
    const ten = [...order, order[below(random, 8)]].join('')
    if (ten.startsWith('0')) return null
    let product = 10
    for (const digit of digitsOf(ten)) {
      let sum = (digit + product) % 10
      if (sum === 0) sum = 10
      product = (2 * sum) % 11
    }
    const check = 11 - product
    return `${ten}${check === 10 ? 0 : check}`.replace(/(..)(...)(...)(...)/, '$1 $2 $3 $4')
  },
  ES(random) {
    const number = filled(random, '########')
    return `${number}${'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23]}`
  },
  NIE(random) {
    const number = filled(random, '#######')
    return `X${number}${'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23]}`
  },
  IT: (random) => filled(random, `RSSMRA##A${day(random)}H501@`),
  SE: (random) =>
    withLuhn(
      `${filled(random, '##')}${month(random)}${day(random)}${filled(random, '###')}`,
    ).replace(/(....)$/, '-$1'),
  NO(random) {
    const nine = `${day(random)}${month(random)}${filled(random, '#####')}`
    const first = 11 - (dot(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)
    if (first === 10) return null
    const ten = `${nine}${first % 11}`
    const second = 11 - (dot(ten, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)
    return second === 10 ? null : `${ten}${second % 11}`
  },
  DK: (random) => `${day(random)}${month(random)}${filled(random, '##-####')}`,
  FI(random) {
    const [date, number] = [
      `${day(random)}${month(random)}${filled(random, '##')}`,
      filled(random, '###'),
    ]
    return `${date}-${number}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(date + number) % 31]}`
  },
  PL(random) {
    const ten = `${filled(random, '##')}${month(random)}${day(random)}${filled(random, '####')}`
    return `${ten}${(10 - (dot(ten, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10}`
  },
  CZ: (random) =>
    `${filled(random, '##')}${pad(1 + below(random, 12) + 50 * below(random, 2))}${day(random)}/${filled(random, '####')}`,
  TR(random) {
    const nine = filled(random, 'N########')
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = digitsOf(nine)
    const tenth = ((a + c + e + g + i) * 7 - (b + d + f + h) + 100) % 10
    return `${nine}${tenth}${(a + b + c + d + e + f + g + h + i + tenth) % 10}`
  },
  RU: (random) => filled(random, '###-###-### ##'),
  INN(random) {
    const ten = filled(random, '##########')
    const eleven = `${ten}${(dot(ten, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10}`
    return `${eleven}${(dot(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10}`
  },
  AE: (random) => filled(random, '784-19##-#######-#'),
  CN(random) {
    const body = `110105${1950 + below(random, 60)}${month(random)}${day(random)}${filled(random, '###')}`
    return `${body}${'10X98765432'[dot(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11]}`
  },
  KR: (random) =>
    `${filled(random, '##')}${month(random)}${day(random)}-1${filled(random, '######')}`,
  JP(random) {
    const eleven = filled(random, '###########')
    const rest = dot(eleven, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
    return `${eleven}${rest < 2 ? 0 : 11 - rest}`.replace(/(....)(....)(....)/, '$1 $2 $3')
  },
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const letters = (random: Random, length: number): string =>
  Array.from({ length }, () => LETTERS[below(random, LETTERS.length)]).join('')

export const SECRETS: Readonly<Record<string, (random: Random) => string>> = {
  jwt: (random) => `eyJhbGciOiJIUzI1NiJ9.eyJ${letters(random, 40)}.${letters(random, 43)}`,
  stripe: (random) => `sk_live_${letters(random, 20)}7k3`,
  openai: (random) => `sk-proj-${letters(random, 30)}9`,
  aws: (random) => `AKIA${filled(random, '@@@@####@@@@####')}`,
  github: (random) => `ghp_${letters(random, 35)}1`,
  google: (random) => `AIza${letters(random, 35)}`,
  slack: (random) => `xoxb-${filled(random, '##########')}-${letters(random, 24)}`,
  bearer: (random) => `Authorization: Bearer ${letters(random, 32)}`,
  named: (random) => `api_key = "${letters(random, 32)}"`,
  pem: (random) =>
    `-----BEGIN RSA PRIVATE KEY-----\n${letters(random, 64)}\n${letters(random, 64)}\n-----END RSA PRIVATE KEY-----`,
}

/** As people, and those who hide, write the digits of a number. */
export const DISGUISES: Readonly<Record<string, (number: string, random: Random) => string>> = {
  plain: (number) => number,
  'full width': (number) =>
    number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  'Arabic digits': (number) =>
    number.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  'thin spaces': (number) => number.replaceAll(' ', '\u2009'),
  'other dashes': (number) => number.replaceAll('-', '\u2011'),
  'bidi marks': (number) => `\u202a${number.replace(/(.{4})/g, '$1\u200e')}\u202c`,
  'nothing between': (number, random) =>
    number.replace(/./gu, (it) => (random() < 0.4 ? `${it}\u200b` : it)),
}

/** In groups, as on cards and statements. */
export const grouped = (number: string, between: string): string =>
  number.replace(/(.{4})(?=.)/g, `$1${between}`)
