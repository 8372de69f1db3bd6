// What tells a number of a kind from any other.

/** ISO/IEC 7812-1 annex B. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const digit = Number(digits[i]) * (twice ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

/** ISO 13616: the remainder of what letters and digits say is 1, with the first four at the end. */
export function mod97(iban: string): boolean {
  let rest = 0
  for (const letter of iban.slice(4) + iban.slice(0, 4))
    for (const digit of `${Number.parseInt(letter, 36)}`) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

/** ISO/IEC 7064 MOD 11,10, after ten digits of which few stand twice: Germany. */
export function mod11and10(id: string): boolean {
  let product = 10
  for (const digit of id.slice(0, 10)) product = (((Number(digit) + product) % 10 || 10) * 2) % 11
  return (11 - product) % 10 === Number(id[10]) && new Set(id.slice(0, 10)).size > 6
}

/**
 * Sums of digits by weights (base 36), each before the letter that its remainder has in the alphabet: most of the world's
 * checks, those that say what is missing of the modulus too.
 */
export const sums =
  (modulus: number, rows: string, alphabet = '01234567890') =>
  (id: string): boolean =>
    rows.split(' ').every((row) => {
      const sum = [...row].reduce(
        (all, weight, i) => all + Number.parseInt(weight, 36) * Number(id[i]),
        0,
      )
      return alphabet[sum % modulus] === id[row.length]
    })
