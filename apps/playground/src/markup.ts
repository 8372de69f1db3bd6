/** HTML that is already safe to send: what `html` made, or text that the shop's own code vouches for. */
export interface Markup {
  readonly markup: string
}

/** What may stand in a template: text is escaped, markup is not, lists are joined, nothing is nothing. */
export type Piece = string | number | Markup | null | undefined | false | readonly Piece[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** Marks text as markup. Only for constants and for what this package generated itself. */
export function trusted(markup: string): Markup {
  return { markup }
}

/** The template tag of every page. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let out = strings[0] ?? ''
  pieces.forEach((piece, index) => {
    out += render(piece) + (strings[index + 1] ?? '')
  })
  return { markup: out }
}

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return ''
  if (typeof piece === 'string') return escapeHtml(piece)
  if (typeof piece === 'number') return String(piece)
  if ('markup' in piece) return piece.markup
  return piece.map(render).join('')
}

/** JSON inside a `<script>`: `<` is escaped so that no text can close the element. */
export function jsonScript(value: unknown): Markup {
  return { markup: JSON.stringify(value).replaceAll('<', '\\u003c') }
}
