import type { Receipt as Facts, SystemEvent } from '@alongside/protocol/api'
import type { ReactElement, ReactNode } from 'react'
import { type I18n, useI18n } from '../i18n/i18n.tsx'

const KINDS = ['fields', 'texts', 'boxes'] as const

/** What the customer has too: of a co-browse that is over, what was shown, hidden and allowed. */
export function Receipt({
  event,
  name,
}: {
  event: SystemEvent
  name: string
}): ReactElement | null {
  const { t, format } = useI18n()
  const { receipt, agentName } = event
  if (!receipt) return null
  const { pages, morePages, pauses, rules } = receipt
  return (
    <details className="receipt">
      <summary>{t('receipt.show')}</summary>
      <dl className="facts">
        <Fact term={t('receipt.asked')}>
          {t('receipt.askedBy', {
            agent: agentName || t('agent'),
            at: format.moment(receipt.askedAt),
          })}
        </Fact>
        <Fact term={t('receipt.agreed', { name })}>{format.moment(receipt.consentedAt)}</Fact>
        <Fact term={t('receipt.pages')}>
          {pages.length === 0 ? (
            t('receipt.noPage')
          ) : (
            <ul>
              {pages.map(({ address }) => (
                <li key={address}>
                  <bdi>{address}</bdi>
                </li>
              ))}
              {morePages > 0 && <li>{t('receipt.more', { n: morePages })}</li>}
            </ul>
          )}
        </Fact>
        <Fact term={t('receipt.hidden')}>{hidden(receipt, t)}</Fact>
        <Fact term={t('receipt.allowed')}>{t('receipt.rights')}</Fact>
        <Fact term={t('receipt.paused')}>
          {pauses > 0
            ? t('receipt.pauses', { n: pauses, length: format.length(receipt.pausedSeconds) })
            : t('receipt.none')}
        </Fact>
        <Fact term={t('stage.length')}>{format.length(event.seconds ?? 0)}</Fact>
        <Fact term={t('receipt.ended')}>{format.moment(receipt.endedAt)}</Fact>
        <Fact term={t('receipt.rules')}>
          {rules.map(({ version, mode, hash }) => (
            <p key={version}>
              {t('settings.version', { n: version })}, {t(`settings.privacy.${mode}`)}{' '}
              <code>{hash}</code>
            </p>
          ))}
        </Fact>
        <Fact term={t('receipt.reference')}>
          <code>{event.sessionId}</code>
        </Fact>
      </dl>
    </details>
  )
}

function hidden({ pages }: Facts, t: I18n['t']): string {
  const some = KINDS.flatMap((kind) => {
    const n = pages.reduce((sum, page) => sum + page.hidden[kind], 0)
    return n > 0 ? [t(`receipt.${kind}`, { n })] : []
  })
  return some.length > 0 ? some.join(' · ') : t('receipt.none')
}

function Fact({ term, children }: { term: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}
