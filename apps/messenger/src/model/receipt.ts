import type { Receipt, SystemEvent } from '@alongside/protocol/api'
import type { Say } from '../words/receipt-words.ts'
import type { Words } from '../words/words.ts'

/** One line of a receipt; a page has a value of its own. */
export interface Row {
  readonly term: string
  readonly values: readonly string[]
}

/** Why the session ended, or the proposal never became one. */
export function endedText(event: SystemEvent, words: Words, say: Say): string {
  const { reason, seconds, agentName: name } = event
  const before = reason === 'reassigned' && seconds === null
  const key = before ? 'reassigned_before' : (reason ?? 'failed')
  return say(key, { name, time: words.duration(seconds ?? 0) })
}

/** What happened, in the order in which it did. */
export function receiptRows(event: SystemEvent, receipt: Receipt, words: Words, say: Say): Row[] {
  const { agentName: name, seconds, sessionId } = event
  const { pages, morePages, pauses, rules } = receipt
  const moment = new Intl.DateTimeFormat(words.language, { dateStyle: 'medium', timeStyle: 'long' })
  const at = (time: string): string => moment.format(new Date(time))
  const number = (n: number): string => new Intl.NumberFormat(words.language).format(n)
  const row = (term: string, ...values: string[]): Row => ({ term, values })
  const more = morePages > 0 ? [say('more', { n: number(morePages) })] : []
  return [
    row(say('asked'), say('askedBy', { name, at: at(receipt.askedAt) })),
    row(say('agreed'), at(receipt.consentedAt)),
    pages.length > 0
      ? row(say('shared'), say('tab'), ...pages.map(({ address }) => address), ...more)
      : row(say('shared'), say('noPage')),
    row(say('hidden'), ...hidden(receipt, number, say)),
    row(say('allowed'), say('rights')),
    row(
      say('paused'),
      pauses > 0
        ? say('pauses', { n: number(pauses), time: words.duration(receipt.pausedSeconds) })
        : say('none'),
    ),
    row(say('length'), words.duration(seconds ?? 0)),
    row(say('ended'), at(receipt.endedAt), endedText(event, words, say)),
    row(
      say('rules'),
      ...rules.map(({ version, mode, hash }) => say('rule', { n: number(version), mode, hash })),
    ),
    row(say('reference'), sessionId ?? ''),
  ]
}

/** The same as a text to keep. */
export function receiptText(rows: readonly Row[], say: Say): string {
  const lines = rows.map(({ term, values }) =>
    values.length > 1
      ? `${term}:\n${values.map((it) => `  ${it}`).join('\n')}`
      : `${term}: ${values}`,
  )
  return [say('title'), '', ...lines, ''].join('\n')
}

function hidden({ pages }: Receipt, number: (n: number) => string, say: Say): string[] {
  const kinds = ['fields', 'texts', 'boxes'] as const
  const counts = kinds.map(
    (kind) => [kind, pages.reduce((sum, page) => sum + page.hidden[kind], 0)] as const,
  )
  const some = counts.filter(([, n]) => n > 0).map(([kind, n]) => say(kind, { n: number(n) }))
  return some.length > 0 ? some : [say(pages.length > 0 ? 'nothing' : 'none')]
}
