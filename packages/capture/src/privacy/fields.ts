import { attributeOf, isElement, matchesOf, nameOf, parentOf } from '../natives.ts'
import { groupOf, type Labels, labelOf, namesOf, nodesIn, ownTextsOf } from './field-texts.ts'
import { type ScanSettings, scan } from './scan.ts'
import * as WORDS from './words.ts'

/** `floor`: no rule of a site lifts it; `personal`: a site may unmask it. */
export type Sensitivity = 'floor' | 'personal' | null

/** Autofill tokens of the HTML standard (4.10.18.7): all that is of a card, whatever it is. */
const FLOOR_TOKENS = /(^|\s)((current|new)-password|one-time-code|cc-[a-z-]+)(\s|$)/
const PERSONAL_TOKENS = /(^|\s)(bday|tel)(-[a-z-]+)?(\s|$)/
const EMAIL_TOKENS = /(^|\s)email(\s|$)/
/** These say what a field is, and that it is nothing else. */
const PLAIN_TOKENS =
  /name|organi|street|address|postal|country|language|transaction|(^|\s)(sex|url|photo)(\s|$)/

/** What holds no text of a person. */
const NO_TEXT = /^(checkbox|radio|submit|button|reset|image|range|color|file|search|url|time|week)$/

// What a placeholder shows of the form that the content has.
const CARD_SHAPE = /^([\dx•*#_]{4}[ -]?){3}[\dx•*#_]{3,4}$/i
const EXPIRY_SHAPE = /^((mm|мм|kk|aa|月)\s?[/.-]\s?\p{L}{2,4}|\d\d ?\/ ?\d\d)$/iu
/** One box for one digit. */
const BOX =
  'input:is([maxlength="1"],[size="1"],[pattern="[0-9]"],[pattern="\\\\d"],[pattern="[0-9]{1}"])'
const FEWEST_BOXES = 4
/** A field for part of something has no room for more. */
const SHORT = 4
/** Fields of a form that are looked at for whether it is one for cards. */
const MOST_FIELDS = 40

/** Whether a field takes something that is not to be seen, by all that the page says of it. */
export function sensitivityOf(field: Element, labels: Labels, settings: ScanSettings): Sensitivity {
  const type = typeOf(field)
  const token = (attributeOf(field, 'autocomplete') ?? '').toLowerCase()
  if (/^(password|hidden)$/.test(type) || FLOOR_TOKENS.test(token)) return 'floor'
  if (NO_TEXT.test(type)) return null

  const label = WORDS.normalise(labelOf(field, labels))
  const texts = [label, WORDS.normalise(ownTextsOf(field)), WORDS.normalise(namesOf(field))]
  const shape = (attributeOf(field, 'placeholder') ?? '').trim()
  const found = texts.map(kindOf)
  if (found.includes('floor') || CARD_SHAPE.test(shape) || EXPIRY_SHAPE.test(shape)) return 'floor'
  if (isBox(field)) return 'floor'
  const part = partKind(field, label, labels)
  if (part === 'floor') return 'floor'

  if (PERSONAL_TOKENS.test(token)) return 'personal'
  if (PLAIN_TOKENS.test(token)) return null
  const isEmail =
    type === 'email' || EMAIL_TOKENS.test(token) || texts.some((it) => WORDS.EMAIL.test(it))
  if (isEmail) return settings.emails ? 'personal' : null
  if (part || found.includes('personal')) return 'personal'
  // An example of a number of a person, of an account, of a telephone.
  if (scan(shape.replace(/x/gi, '1'), settings).length > 0) return 'personal'
  // Many give fields of any number this type, for its keyboard: only where nothing says what it is.
  return type === 'tel' && !/\p{L}/u.test(label + texts[1]) ? 'personal' : null
}

/** Of an input: to others the attribute means nothing. */
function typeOf(field: Element): string {
  return nameOf(field) === 'input' ? (attributeOf(field, 'type') ?? '').toLowerCase() : ''
}

/** Of one text; another one of the same field may say more. */
function kindOf(text: string): Sensitivity {
  if (text === '  ' || text === ' ') return null
  const isPersonal = WORDS.PERSONAL.test(text)
  if (
    WORDS.SECRET.test(text) ||
    WORDS.SECURITY_CODE.test(text) ||
    (!isPersonal && WORDS.CARD_NUMBER.test(text) && !WORDS.NOT_CARD.test(text)) ||
    (WORDS.EXPIRY.test(text) && !WORDS.NOT_EXPIRY.test(text))
  )
    return 'floor'
  return isPersonal ? 'personal' : null
}

/** Four or more boxes side by side, each for one character of a code. */
function isBox(field: Element): boolean {
  if (!matchesOf(field, BOX)) return false
  let around = parentOf(field)
  for (
    let level = 0;
    level < 2 && around && isElement(around);
    level++, around = parentOf(around)
  ) {
    let boxes = 0
    for (const node of nodesIn(around)) if (isElement(node) && matchesOf(node, BOX)) boxes++
    if (boxes >= FEWEST_BOXES) return true
  }
  return false
}

/** A field for a part: what it is a part of. */
function partKind(field: Element, label: string, labels: Labels): Sensitivity {
  const isPart = WORDS.PART.test(label)
  if (!isPart && !WORDS.NOT_MORE.test(label)) return null
  if (!isPart && isForCode(field)) return 'floor'
  if (isPart && !isShort(field)) return null
  const group = WORDS.normalise(
    groupOf(field, (text) => {
      const other = WORDS.normalise(text)
      return other === label || WORDS.PART.test(other)
    }),
  )
  const kind = kindOf(group)
  if (kind) return kind
  if (WORDS.NOT_CARD.test(group) || WORDS.NOT_EXPIRY.test(group)) return null
  return WORDS.OF_CARD.test(group) || isAmongCards(field, labels) ? 'floor' : null
}

/** A few digits, and nothing says of what. */
function isForCode(field: Element): boolean {
  const most = Number(attributeOf(field, 'maxlength') ?? 0)
  return most >= SHORT && most <= 2 * SHORT && attributeOf(field, 'inputmode') === 'numeric'
}

function isShort(field: Element): boolean {
  if (nameOf(field) === 'select') return true
  const most = Number(attributeOf(field, 'maxlength') ?? attributeOf(field, 'size') ?? 0)
  return (most > 0 && most <= SHORT) || /month|number/.test(typeOf(field))
}

/** Whether the form of a field asks for the number of a card. */
function isAmongCards(field: Element, labels: Labels): boolean {
  let form: Node | null = parentOf(field)
  while (form && isElement(form) && nameOf(form) !== 'form') form = parentOf(form)
  if (!form || !isElement(form)) return false
  const fields = [...Element.prototype.querySelectorAll.call(form, 'input')].slice(0, MOST_FIELDS)
  return fields.some((other) => {
    if (/(^|\s)cc-number/.test(attributeOf(other, 'autocomplete') ?? '')) return true
    return [labelOf(other, labels), ownTextsOf(other), namesOf(other)].some((text) => {
      const said = WORDS.normalise(text)
      return WORDS.CARD_NUMBER.test(said) && !WORDS.NOT_CARD.test(said)
    })
  })
}
