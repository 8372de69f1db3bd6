// What is wrong with a field of the checkout, in words; an empty string when nothing is.
const words = {
  email: 'An e-mail address looks like ines@example.com.',
  'card-number': 'A card number has 13 to 19 digits, and these do not add up.',
  'card-expiry': 'Month and year, as on the card: 08 / 28.',
  'card-code': 'Three or four digits, from the back of the card.',
  postcode: 'A postcode has at least three characters.',
}

export function problemOf(field) {
  const value = field.value.trim()
  if (field.type === 'checkbox') return field.required && !field.checked ? 'Please agree.' : ''
  if (field.required && value === '') return 'This one is needed.'
  if (value === '') return ''
  const right = {
    email: () => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
    'card-number': () => luhn(value),
    'card-expiry': () => /^(0[1-9]|1[0-2]) \/ \d\d$/.test(value),
    'card-code': () => /^\d{3,4}$/.test(value),
    postcode: () => value.length >= 3,
  }[field.id]
  if (right && !right()) return words[field.id]
  if (field.minLength > 0 && value.length < field.minLength) {
    return `${field.minLength - value.length} more characters.`
  }
  return field.validity.valid ? '' : field.validationMessage
}

/** Groups of four, as they are printed. */
export function cardNumber(text) {
  return text
    .replace(/\D/g, '')
    .slice(0, 19)
    .replace(/(.{4})(?=.)/g, '$1 ')
}

export function expiry(text) {
  const digits = text.replace(/\D/g, '').slice(0, 4)
  return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits
}

/** 0 to 4: length first, then variety. */
export function strengthOf(password) {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w]/].filter((kind) => kind.test(password)).length
  return Math.min(4, Math.floor(password.length / 5) + (kinds > 2 ? 1 : 0))
}

function luhn(text) {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 13) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) : Number(digit) * 2
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
