import type { HeldReason } from '@alongside/protocol'
import type { SessionView } from '@alongside/protocol/api'
import type { ViewerState } from '@alongside/viewer'
import {
  AppWindow,
  CircleAlert,
  CirclePause,
  Globe,
  Hourglass,
  MonitorCheck,
  Navigation,
  ShieldAlert,
  Unplug,
} from 'lucide-react'
import type { ReactElement } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useNow } from '../state/now.ts'
import type { Outcome } from '../state/services.ts'
import { Button } from '../ui/button.tsx'
import { endedKey } from './reasons.ts'
import type { StagePhase } from './stage-phase.ts'

/** What stands over the page, or in its place, when it is not simply live. */
export function StageNotice({
  phase,
  viewer,
  session,
  outcome,
  name,
  agent,
  onShowHere,
  onStay,
  onLeave,
}: {
  phase: StagePhase
  viewer: ViewerState | null
  session: SessionView
  outcome: Outcome | null
  name: string
  agent: string
  onShowHere(): void
  onStay(): void
  onLeave(): void
}): ReactElement {
  const { t, format } = useI18n()
  return (
    <div className="stage-notices" role="status">
      {(phase === 'connecting' || phase === 'waiting') && (
        <div className="stage-waiting">
          <span className="stage-sketch" aria-hidden="true">
            <i />
            <i />
            <i />
            <i />
          </span>
          <h3>{t(phase === 'waiting' ? 'stage.waiting' : 'stage.connecting', { name })}</h3>
          <p>{t(phase === 'waiting' ? 'stage.waitingText' : 'stage.connectingText', { name })}</p>
        </div>
      )}
      {phase === 'leaving' && <Leaving viewer={viewer} name={name} />}
      {phase === 'live' && viewer?.away === 'tab' && (
        <p className="stage-pill">
          <AppWindow size={16} aria-hidden="true" />
          {t('stage.tab', { name })}
        </p>
      )}
      {session.idleAt && phase !== 'ended' && phase !== 'elsewhere' && (
        <Idle endsAt={Date.parse(session.idleAt)} onStay={onStay} />
      )}
      {phase === 'repairing' && (
        <p className="stage-pill" data-tone="warning">
          <CircleAlert size={16} aria-hidden="true" />
          {t('stage.repairing')}
        </p>
      )}
      {phase === 'frozen' && <Frozen since={viewer?.frozenSince ?? null} name={name} />}
      {phase === 'paused' && (
        <div className="stage-card">
          <CirclePause size={28} aria-hidden="true" />
          <h3>{t('stage.paused', { name })}</h3>
          <p>{t('stage.pausedText')}</p>
        </div>
      )}
      {phase === 'held' && viewer?.held && <Held why={viewer.held} name={name} />}
      {phase === 'failed' && (
        <div className="stage-card">
          <CircleAlert size={28} aria-hidden="true" />
          <h3>{t('stage.failed')}</h3>
          <p>{t('stage.failedText')}</p>
        </div>
      )}
      {phase === 'elsewhere' && (
        <div className="stage-card">
          <AppWindow size={28} aria-hidden="true" />
          <h3>{t('stage.elsewhere')}</h3>
          <p>{t('stage.elsewhereText')}</p>
          <Button kind="primary" onClick={onShowHere}>
            {t('stage.showHere')}
          </Button>
        </div>
      )}
      {phase === 'ended' && (
        <div className="stage-card">
          <MonitorCheck size={28} aria-hidden="true" />
          <h3>{t(endedKey(outcome?.reason ?? session.reason, true), { name, agent })}</h3>
          {outcome?.seconds != null && (
            <dl className="stage-summary">
              <div>
                <dt>{t('stage.length')}</dt>
                <dd className="number">{format.length(outcome.seconds)}</dd>
              </div>
              {session.startedAt && (
                <div>
                  <dt>{t('stage.started')}</dt>
                  <dd className="number">{format.time(session.startedAt)}</dd>
                </div>
              )}
            </dl>
          )}
          <p>{t('stage.endedText')}</p>
          <Button kind="primary" onClick={onLeave}>
            {t('stage.leave')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The reason in words, and its code for whoever has to put it right. */
function Held({ why, name }: { why: HeldReason; name: string }): ReactElement {
  const { t } = useI18n()
  const byPause = why === 'address' || why === 'customer'
  return (
    <div className="stage-card">
      {byPause ? (
        <CirclePause size={28} aria-hidden="true" />
      ) : (
        <ShieldAlert size={28} aria-hidden="true" />
      )}
      <h3>{t(byPause ? 'stage.paused' : 'stage.held', { name })}</h3>
      <p>{t(`held.${why}`, { name })}</p>
      {!byPause && <code>{why}</code>}
    </div>
  )
}

/** A page that takes longer than this to come is not on its way: the customer closed it or went elsewhere. */
const USUAL_LOAD = 8_000

function Leaving({ viewer, name }: { viewer: ViewerState | null; name: string }): ReactElement {
  const { t } = useI18n()
  const now = useNow(1000)
  const since = viewer?.frozenSince ?? now
  if (viewer?.away === 'site') {
    return (
      <p className="stage-pill">
        <Globe size={16} aria-hidden="true" />
        {t('stage.site', { name })}
      </p>
    )
  }
  const away = now - since > USUAL_LOAD
  return (
    <p className="stage-pill">
      <Navigation size={16} aria-hidden="true" />
      {t(away ? 'stage.away' : 'stage.leaving', { name })}
    </p>
  )
}

/** Nobody has done anything for a while: when it ends, and the way not to let it. */
function Idle({ endsAt, onStay }: { endsAt: number; onStay(): void }): ReactElement {
  const { t, format } = useI18n()
  const seconds = Math.max(0, Math.round((endsAt - useNow(1000)) / 1000))
  return (
    <p className="stage-pill" data-tone="warning">
      <Hourglass size={16} aria-hidden="true" />
      <span>{t('stage.idle')}</span>
      {/* Counted for the eye only: a reader would be told every second. */}
      <span className="number" aria-hidden="true">
        {t('stage.idleLeft', { length: format.length(seconds) })}
      </span>
      <Button onClick={onStay}>{t('stage.stay')}</Button>
    </p>
  )
}

function Frozen({ since, name }: { since: number | null; name: string }): ReactElement {
  const { t, format } = useI18n()
  const now = useNow(1000)
  const seconds = since === null ? 0 : Math.max(0, Math.round((now - since) / 1000))
  return (
    <p className="stage-pill" data-tone="warning">
      <Unplug size={16} aria-hidden="true" />
      <span>{t('stage.frozen', { name })}</span>
      {/* Counted for the eye only: a reader would be told every second. */}
      <span className="number" aria-hidden="true">
        {t('stage.frozenSince', { length: format.length(seconds) })}
      </span>
    </p>
  )
}
