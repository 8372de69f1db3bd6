import type { Receipt, SystemEvent } from '@alongside/protocol/api'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { endedText, receiptRows, receiptText } from '../model/receipt.ts'
import { endedWords } from '../words/receipt-words.ts'
import { useView } from './context.ts'
import type { CardProps } from './late.tsx'

/** What stays in view above an opened receipt, in px: the line that it belongs to. */
const ABOVE = 64

/** How a session ended; of one that ran also what was shared, to open and to keep. */
export function EndedLine({ item }: CardProps): JSX.Element | null {
  const { words } = useView().messenger
  const [open, setOpen] = useState(false)
  if (item?.kind !== 'system') return null
  const { event } = item
  const say = endedWords(words.language)
  return (
    <>
      <p class="system">
        {endedText(event, words, say)}
        {event.receipt && (
          <button
            type="button"
            class="link receipt-open"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {say('show')}
          </button>
        )}
      </p>
      {open && event.receipt && <Opened event={event} receipt={event.receipt} />}
    </>
  )
}

function Opened({ event, receipt }: { event: SystemEvent; receipt: Receipt }): JSX.Element {
  const { words } = useView().messenger
  const say = endedWords(words.language)
  const rows = receiptRows(event, receipt, words, say)
  const section = useRef<HTMLElement>(null)
  // A log that stands at its end stays there, which would show the last lines first.
  useEffect(() => {
    const log = section.current?.closest('.log')
    if (!section.current || !log) return
    const top = section.current.getBoundingClientRect().top - log.getBoundingClientRect().top
    log.scrollTop += Math.min(0, top - ABOVE)
  }, [])
  return (
    // Asked for: the log around it does not read it out as news.
    <section ref={section} class="receipt" aria-label={say('title')} aria-live="off">
      <h2>{say('title')}</h2>
      <dl>
        {rows.map(({ term, values }) => (
          <div key={term}>
            <dt>{term}</dt>
            {values.map((value) => (
              <dd key={value} dir="auto">
                {value}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      <button
        type="button"
        class="button button-small"
        onClick={() => keep(receiptText(rows, say), receipt.endedAt)}
      >
        {say('save')}
      </button>
    </section>
  )
}

/** As a file of the browser's downloads; the page around sees a blob of its own origin and no request. */
function keep(text: string, endedAt: string): void {
  // The mark tells editors of Windows that it is UTF-8.
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `receipt-${endedAt.slice(0, 16).replace(':', '')}.txt`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
