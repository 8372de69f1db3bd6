import type { Agent } from '@alongside/protocol/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { inField } from '../inbox/use-list-keys.ts'
import { putSession } from '../state/cache.ts'
import { noteOutcome } from '../state/live.ts'
import { useServices } from '../state/services.ts'
import type { RunningSession } from './running-session.ts'
import { StageBar } from './stage-bar.tsx'
import { StageNotice } from './stage-notice.tsx'
import { stagePhase } from './stage-phase.ts'
import { StageTools } from './stage-tools.tsx'
import { useViewer } from './use-viewer.ts'
import './stage.css'

/** The customer's page, live, with what belongs to it above and below. */
export function Stage({
  me,
  running,
  hidden,
  onReturn,
}: {
  me: Agent
  running: RunningSession
  hidden: boolean
  onReturn(): void
}): ReactElement {
  const { t } = useI18n()
  const services = useServices()
  const queries = useQueryClient()
  const container = useRef<HTMLDivElement>(null)
  const { session, name, outcome } = running
  const full = useFullScreen(!hidden)

  // Whatever was said here, the server's word about the session is the one that counts.
  const ask = async () => {
    const changed = await services.client.session(session.id)
    putSession(queries, changed)
    noteOutcome(services, changed)
  }
  const viewer = useViewer({
    container,
    session,
    deploymentId: running.conversation.deploymentId,
    ended: outcome !== null,
    customerName: name,
    me,
    onEnded: () => void ask().catch(() => {}),
  })
  const end = useMutation({
    mutationFn: () => services.client.endSession(session.id),
    onSuccess: (changed) => {
      putSession(queries, changed)
      noteOutcome(services, changed)
    },
    onError: () => void ask().catch(() => {}),
  })
  const phase = stagePhase({
    session: session.state,
    ended: outcome !== null,
    failed: viewer.failed,
    elsewhere: viewer.elsewhere,
    viewer: viewer.state,
  })
  const over = phase === 'ended'
  return (
    <>
      {hidden && !over && (
        <button type="button" className="stage-return" onClick={onReturn}>
          <span className="stage-return-dot" aria-hidden="true" />
          {t('stage.return', { name })}
        </button>
      )}
      <section
        className="stage"
        hidden={hidden}
        data-phase={phase}
        data-full={full.on || undefined}
        aria-label={t('stage.title', { name })}
      >
        <StageBar viewer={viewer.state} over={over || viewer.elsewhere} name={name} />
        <div className="mat">
          <div ref={container} className="mat-page" hidden={over} />
          <StageNotice
            phase={phase}
            viewer={viewer.state}
            session={session}
            outcome={outcome}
            name={name}
            agent={me.name}
            onShowHere={viewer.showHere}
            onStay={viewer.stay}
            onLeave={() => {
              full.leave()
              running.leave()
            }}
          />
        </div>
        {!over && (
          <StageTools
            scale={viewer.state?.viewport ? viewer.state.scale : null}
            onFit={viewer.fit}
            full={full.on}
            onFull={full.toggle}
            ending={end.isPending}
            failure={end.error}
            onEnd={() => end.mutate()}
          />
        )}
      </section>
    </>
  )
}

/** The stage over everything else, with the browser's full screen when it gives it. F, and Esc to leave. */
function useFullScreen(active: boolean): { on: boolean; toggle(): void; leave(): void } {
  const [on, setOn] = useState(false)
  const set = (next: boolean) => {
    setOn(next)
    // Refused without a gesture or by policy: the stage then fills the window instead.
    if (next) document.documentElement.requestFullscreen?.().catch(() => {})
    else if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
  }
  const latest = useRef({ on, set })
  latest.current = { on, set }
  useEffect(() => {
    if (!active) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || inField(event)) return
      const { on, set } = latest.current
      if (event.key === 'f' || event.key === 'F') set(!on)
      else if (event.key === 'Escape' && on && !event.defaultPrevented) set(false)
    }
    const change = () => {
      if (!document.fullscreenElement) setOn(false)
    }
    addEventListener('keydown', press)
    document.addEventListener('fullscreenchange', change)
    return () => {
      removeEventListener('keydown', press)
      document.removeEventListener('fullscreenchange', change)
      latest.current.set(false)
    }
  }, [active])
  return { on, toggle: () => set(!on), leave: () => set(false) }
}
