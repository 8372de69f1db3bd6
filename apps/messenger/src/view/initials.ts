/** “Maria Silva” → “MS”, “山田太郎” → “山”: whole characters, also beyond the basic plane. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s\u30fb]+/u)
  const first = firstCharacter(words[0] ?? '')
  const last = words.length > 1 ? firstCharacter(words.at(-1) ?? '') : ''
  const pair = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(
    first,
  )
  return (pair ? first : first + last).toLocaleUpperCase()
}

function firstCharacter(word: string): string {
  const segment = [...new Intl.Segmenter().segment(word)][0]?.segment
  return segment ?? ''
}
