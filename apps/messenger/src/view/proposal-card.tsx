import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isConsent, watchSight } from '../model/consent.ts'
import type { Key } from '../words/words.ts'
import { useMessenger, useView } from './context.ts'
import { AlertIcon, HiddenIcon, PointerIcon, ScreenIcon } from './icons.tsx'

/** The field under Decline; it comes with the card. */
const WORD: Readonly<Record<string, string>> = { ja: '断る理由（任意）' }

/**
 * The request to share this tab: who asks, what is seen, what is hidden, and two answers of equal size.
 * Accept counts only as the customer's own gesture on a card in plain sight (`isConsent`).
 */
export function ProposalCard(): JSX.Element | null {
  const [{ session, offer, answering, deployment }, messenger] = useMessenger()
  const { isSecure } = useView()
  const { t } = messenger.words
  const word = useRef<HTMLInputElement>(null)
  const actions = useRef<HTMLDivElement>(null)
  /** undefined: the browser has not said yet. */
  const inSight = useRef<number | null | undefined>(undefined)
  const [refused, setRefused] = useState<Key | null>(null)

  useEffect(() => {
    if (!actions.current) return
    return watchSight(actions.current, (since) => {
      inSight.current = since
      if (since !== null) setRefused(null)
    })
  }, [offer])
  if (!session) return null

  const name = offer?.agentName || session.agentName
  const wordLabel = WORD[messenger.words.language] ?? 'If you decline: why?'
  const { cobrowse, look } = deployment.config
  const unable = whyUnable(isSecure, cobrowse.enabled && offer !== null)
  const starting = answering.step === 'starting'
  const accept = (event: MouseEvent): void => {
    const consent = isConsent({
      isTrusted: event.isTrusted,
      visibility: document.visibilityState,
      topLevel: window.top === window,
      inSightSince: inSight.current ?? null,
      now: performance.now(),
    })
    if (consent) messenger.accept()
    const why = inSight.current === null ? 'proposal.covered' : 'proposal.soon'
    setRefused(!consent && event.isTrusted ? why : null)
  }
  const problem = refused ?? (answering.step === 'failed' ? `proposal.${answering.why}` : null)
  return (
    <section class="proposal" aria-label={t('proposal.label')}>
      <div class="proposal-head">
        <h2>{t('proposal.title', { name, site: look.name })}</h2>
        {offer && <Countdown endsAt={offer.endsAt} />}
      </div>
      {unable ? (
        <p class="proposal-unable">
          <AlertIcon />
          <span>{t(unable)}</span>
        </p>
      ) : (
        <ul class="facts">
          <li>
            <ScreenIcon />
            <span>{t('proposal.shared')}</span>
          </li>
          <li>
            <HiddenIcon />
            <span>{t('proposal.hidden')}</span>
          </li>
          <li>
            <PointerIcon />
            <span>{t('proposal.rights', { name })}</span>
          </li>
        </ul>
      )}
      {problem && (
        <p class="proposal-problem" role="alert">
          {t(problem)}
        </p>
      )}
      <div class="answers" ref={actions}>
        {!unable && (
          <button
            type="button"
            class="button button-accent"
            onClick={accept}
            aria-disabled={starting}
          >
            {t(starting ? 'proposal.starting' : 'proposal.accept')}
          </button>
        )}
        {offer && (
          <button
            type="button"
            class="button"
            aria-disabled={starting}
            onClick={() => messenger.decline(word.current?.value.trim())}
          >
            {t('proposal.decline')}
          </button>
        )}
      </div>
      {offer && <input ref={word} class="proposal-word" maxLength={500} placeholder={wordLabel} />}
      {!unable && <p class="proposal-note">{t('proposal.stop')}</p>}
    </section>
  )
}

function whyUnable(isSecure: boolean, answerable: boolean): Key | null {
  if (!isSecure) return 'proposal.insecure'
  return answerable ? null : 'proposal.elsewhere'
}

const RING = 2 * Math.PI * 15

/** The time left to answer, as a ring and as a number; told to screen readers once, not every second. */
function Countdown({ endsAt }: { endsAt: number }): JSX.Element {
  const { t } = useView().messenger.words
  const [total] = useState(() => Math.max(1, endsAt - Date.now()))
  const [left, setLeft] = useState(total)
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, endsAt - Date.now())), 250)
    return () => clearInterval(timer)
  }, [endsAt])
  const share = Math.min(1, left / Math.max(total, 60_000))
  return (
    <span
      class={`ring ${left < 10_000 ? 'ring-soon' : ''}`}
      role="img"
      aria-label={t('proposal.left', { n: Math.ceil(total / 1000) })}
    >
      <svg viewBox="0 0 36 36" width="36" height="36" aria-hidden="true">
        <circle cx="18" cy="18" r="15" class="ring-track" />
        <circle
          cx="18"
          cy="18"
          r="15"
          class="ring-left"
          stroke-dasharray={`${RING * share} ${RING}`}
        />
      </svg>
      <span aria-hidden="true">{Math.ceil(left / 1000)}</span>
    </span>
  )
}
