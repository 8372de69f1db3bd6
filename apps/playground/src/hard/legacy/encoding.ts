import iconv from 'iconv-lite'

/** As browsers label them; all but the first are older than UTF-8. */
export type Encoding =
  | 'UTF-8'
  | 'Shift_JIS'
  | 'EUC-JP'
  | 'GBK'
  | 'Big5'
  | 'windows-1252'
  | 'ISO-8859-2'

export function encode(text: string, encoding: Encoding): Buffer {
  return iconv.encode(text, encoding)
}

/** HTML in an encoding: what that lacks is a numeric reference. */
export function encodeMarkup(markup: string, encoding: Encoding): Buffer {
  return encode(
    markup.replace(/[^\0-\x7f]/gu, (character) =>
      iconv.decode(encode(character, encoding), encoding) === character
        ? character
        : `&#${character.codePointAt(0)};`,
    ),
    encoding,
  )
}

/** Names and values of `application/x-www-form-urlencoded`, whose bytes are of this encoding. */
export function decodeForm(text: string, encoding: Encoding): [name: string, value: string][] {
  const decode = (part: string): string => iconv.decode(unescaped(part), encoding)
  return text.split('&').flatMap((pair): [string, string][] => {
    const [name = '', value = ''] = pair.split('=')
    return pair === '' ? [] : [[decode(name), decode(value)]]
  })
}

function unescaped(part: string): Buffer {
  const binary = part
    .replaceAll('+', ' ')
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(binary, 'latin1')
}
