import type { Markup } from '../markup.ts'

/** One article of the help pages: its text, and the parts that its side list links to. */
export interface Article {
  slug: string
  title: string
  line: string
  parts: readonly { id: string; title: string; body: Markup }[]
  scripts: readonly string[]
}
