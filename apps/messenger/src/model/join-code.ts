/** Of a join code. */
export const DIGITS = 9

/** The digits of what was typed or pasted, also full-width and Arabic ones. */
export function digitsOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\D/g, '')
    .slice(0, DIGITS)
}

/** As it is read out: three by three. */
export function grouped(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/g, '$1 ')
}

/** Where the caret stands in the grouped digits, with `before` of them in front of it. */
export function caretAfter(digits: string, before: number): number {
  return grouped(digits.slice(0, before)).length
}
