import type { ViewerState } from '@alongside/viewer'
import { BadgeCheck, Globe, LoaderCircle, TriangleAlert } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactElement, useEffect, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { shortPage } from '../state/conversations.ts'
import { useNow } from '../state/now.ts'
import { Tip } from '../ui/tip.tsx'
import { countNotes } from './fidelity.ts'
import { bars } from './stage-phase.ts'

/** What comes at once is not worth a word. */
const COMING_AFTER_MS = 400

/** Above the page: which page it is, how well it comes through, and what of it is not exact. */
export function StageBar({
  viewer,
  over,
  name,
}: {
  viewer: ViewerState | null
  over: boolean
  name: string
}): ReactElement {
  const { t } = useI18n()
  const page = viewer?.page
  const size = viewer?.viewport
  return (
    <header className="stage-bar">
      <Globe size={16} aria-hidden="true" />
      <p className="stage-page one-line">
        <strong>{page?.title || t('stage.title', { name })}</strong>
        {page && <span title={page.url}>{shortPage(page.url)}</span>}
      </p>
      {!over && viewer && (
        <>
          {viewer.firstPicture && <Fidelity viewer={viewer} />}
          {size && (
            <span className="stage-size number" title={t('stage.size')}>
              {size.width} × {size.height}
            </span>
          )}
          <Connection viewer={viewer} />
        </>
      )}
    </header>
  )
}

function Connection({ viewer }: { viewer: ViewerState }): ReactElement {
  const { t, format } = useI18n()
  const strength = bars(viewer)
  const word = t(`connection.${strength}`)
  const text =
    strength > 0 && viewer.roundTrip !== null
      ? t('connection.ms', { word, ms: format.number(Math.round(viewer.roundTrip)) })
      : word
  return (
    <Tip text={text}>
      <button type="button" className="bars" data-strength={strength} aria-label={text}>
        <i />
        <i />
        <i />
      </button>
    </Tip>
  )
}

function Fidelity({ viewer }: { viewer: ViewerState }): ReactElement {
  const { t } = useI18n()
  const notes = countNotes(viewer.fidelity)
  const exact = notes.length === 0
  const total = notes.reduce((sum, note) => sum + note.count, 0)
  const coming = useLasting(viewer.pendingAssets > 0, COMING_AFTER_MS)
  const [Icon, word] = coming
    ? [LoaderCircle, t('fidelity.coming', { n: viewer.pendingAssets })]
    : exact
      ? [BadgeCheck, t('fidelity.exact')]
      : [TriangleAlert, t('fidelity.notes', { n: total })]
  return (
    <Popover.Root>
      <Popover.Trigger
        className="chip stage-fidelity"
        data-tone={exact && !coming ? 'success' : undefined}
        aria-busy={coming}
      >
        <Icon size={14} aria-hidden="true" />
        <span className="stage-fidelity-word">{word}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover fidelity"
          sideOffset={8}
          collisionPadding={12}
          align="end"
        >
          {coming && <p>{t('fidelity.comingText')}</p>}
          <h3>{t(exact ? 'fidelity.exactTitle' : 'fidelity.title')}</h3>
          <p>{t(exact ? 'fidelity.exactText' : 'fidelity.text')}</p>
          {!exact && (
            <ul>
              {notes.map(({ reason, count }) => (
                <li key={reason}>
                  <span>{t(`note.${reason}`)}</span>
                  {count > 1 && <span className="number">× {count}</span>}
                </li>
              ))}
            </ul>
          )}
          {viewer.checkedAt !== null && <Checked at={viewer.checkedAt} heals={viewer.heals} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Whether something has been so for a while. */
function useLasting(now: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    if (!now) {
      setLasts(false)
      return undefined
    }
    const timer = setTimeout(() => setLasts(true), ms)
    return () => clearTimeout(timer)
  }, [now, ms])
  return now && lasts
}

/** That the picture has been compared with the page, and what came of it. */
function Checked({ at, heals }: { at: number; heals: number }): ReactElement {
  const { t, format } = useI18n()
  const now = useNow(1000)
  const seconds = Math.max(0, Math.round((now - at) / 1000))
  return (
    <p className="fidelity-checked number">
      {t('fidelity.checked', { ago: format.length(seconds) })}
      {heals > 0 && <> {t('fidelity.healed', { n: heals })}</>}
    </p>
  )
}
