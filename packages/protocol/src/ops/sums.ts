/**
 * The sums by which both ends compare what they have: 32 bits, of what left the customer's page in the form in which it
 * left, and of nothing else. They find what went wrong by itself, not what somebody forges: that is the seal's business.
 */

/** `sum` with one more number in it, in order. */
export function sumWith(sum: number, value: number): number {
  const mixed = Math.imul(sum ^ value, 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

export function sumOf(...values: readonly number[]): number {
  return values.reduce(sumWith, values.length)
}

/** Of a text as it arrives: half a surrogate pair has no UTF-8, and becomes U+FFFD. */
export function textSum(text: string): number {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i)
    if ((unit & 0xf800) === 0xd800 && isHalf(text, i)) unit = 0xfffd
    sum = Math.imul(sum ^ unit, 0x01000193)
  }
  return sum >>> 0
}

function isHalf(text: string, i: number): boolean {
  const isFirst = text.charCodeAt(i) < 0xdc00
  const other = text.charCodeAt(isFirst ? i + 1 : i - 1)
  return (other & 0xfc00) !== (isFirst ? 0xdc00 : 0xd800)
}

/**
 * Attributes that are not compared: the product's own, and those that the replica could not tell from marks of its own
 * once it has kept them aside.
 */
const UNCOMPARED =
  /^(data-alongside-.*|is-.*|blocked|box|gutter|inline|masked|note|refused|scrolled|shadow|unmask|block|own)$/

/** Of one attribute; an element's are added up, in any order. `element`: its local name. */
export function attributeSum(element: string, name: string, value: string): number {
  const lower = name.toLowerCase()
  // No frame of the replica takes the focus.
  if (UNCOMPARED.test(lower) || (lower === 'tabindex' && element.endsWith('frame'))) return 0
  return sumOf(textSum(lower), textSum(value))
}

/** Of one node in its place; `content` is the sum of its text, its attributes or what it has adopted. */
export function nodeSum(
  id: number,
  parent: number,
  next: number,
  firstChild: number,
  content: number,
): number {
  return sumOf(id, parent, next, firstChild, content)
}

export function sheetSum(sheet: {
  readonly id: number
  readonly owner: number
  readonly rules: number
  readonly media: string
  readonly disabled: boolean
}): number {
  const { id, owner, rules, media, disabled } = sheet
  return sumOf(id, owner, rules, textSum(media), disabled ? 1 : 0)
}

/** Of many, in any order; never 0, which stands for nothing. */
export function total(sums: Iterable<number>): number {
  let sum = 0
  for (const each of sums) sum = (sum + each) >>> 0
  return sum || 1
}
