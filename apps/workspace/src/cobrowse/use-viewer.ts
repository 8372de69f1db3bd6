import type { AgentClient } from '@alongside/client'
import type { Agent, AssetPolicy, SessionView } from '@alongside/protocol/api'
import type { Viewer, ViewerState } from '@alongside/viewer'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useServices } from '../state/services.ts'
import { base64url, fromBase64url } from './base64url.ts'

export type FitMode = 'fit' | 'actual' | number

/** The static documents that the replica lives in, each served with a policy of its own. */
const FRAME_URL = '/workspace/replica.html'
const IMAGES_FRAME_URL = '/workspace/replica-images.html'

/** Runs the viewer of a session in `container`, for as long as the session is not over. */
export function useViewer(o: {
  container: RefObject<HTMLElement | null>
  session: SessionView
  deploymentId: string
  ended: boolean
  customerName: string
  me: Agent
  onEnded(reason: string): void
}): {
  state: ViewerState | null
  failed: boolean
  /** Another window of this agent has taken the stage. */
  elsewhere: boolean
  /** Takes it back. */
  showHere(): void
  fit(mode: FitMode): void
  stay(): void
} {
  const { client, connect } = useServices()
  const { t } = useI18n()
  const [state, setState] = useState<ViewerState | null>(null)
  const [failed, setFailed] = useState(false)
  const [elsewhere, setElsewhere] = useState(false)
  const viewer = useRef<Viewer | null>(null)
  const latest = useRef({ ...o, t })
  latest.current = { ...o, t }
  const sessionId = o.session.id

  useEffect(() => {
    const { container, customerName, deploymentId, me, t } = latest.current
    const box = container.current
    if (!box || elsewhere) return
    let stopped = false
    void Promise.all([import('@alongside/viewer'), policyFor(client, deploymentId)])
      .then(([{ startViewer }, assets]) => {
        if (stopped) return
        const directImages = assets === 'sharer+direct'
        viewer.current = startViewer({
          sessionId,
          container: box,
          customerName,
          agentName: me.name,
          frameUrl: directImages ? IMAGES_FRAME_URL : FRAME_URL,
          directImages,
          ...(assets === 'sharer+proxy' && {
            proxy: (url, shared) => client.asset(sessionId, { url, shared }),
          }),
          words: {
            file: t('replica.file'),
            list: t('replica.list', { name: customerName }),
            date: t('replica.date', { name: customerName }),
            colour: t('replica.colour', { name: customerName }),
            hidden: t('replica.hidden'),
            empty: t('replica.empty'),
          },
          hidden: t('stage.hidden'),
          connect,
          ticket: () => client.sessionTicket(sessionId),
          certify: async (publicKey) => {
            const { certificate } = await client.certificate(sessionId, base64url(publicKey))
            return fromBase64url(certificate)
          },
          report: (counts) => client.reportChecks(sessionId, counts),
          onChange: setState,
          onEnded(reason) {
            if (reason === 'replaced') setElsewhere(true)
            else latest.current.onEnded(reason)
          },
        })
      })
      .catch(() => setFailed(true))
    return () => {
      stopped = true
      viewer.current?.stop()
      viewer.current = null
    }
  }, [client, connect, sessionId, elsewhere])

  // The last picture of an ended session is nobody's business any more.
  useEffect(() => {
    if (!o.ended) return
    viewer.current?.stop()
    viewer.current = null
  }, [o.ended])

  return {
    state,
    failed,
    elsewhere,
    showHere: () => setElsewhere(false),
    fit: (mode) => viewer.current?.fit(mode),
    stay: () => viewer.current?.stay(),
  }
}

/** Where the deployment cannot be asked, everything comes from the customer. */
async function policyFor(client: AgentClient, deploymentId: string): Promise<AssetPolicy> {
  try {
    const { config } = await client.deployment(deploymentId)
    return config.cobrowse.assets ?? 'sharer+direct'
  } catch {
    return 'sharer'
  }
}
