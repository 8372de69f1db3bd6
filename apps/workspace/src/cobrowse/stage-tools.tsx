import { Expand, MonitorX, Shrink, ZoomIn, ZoomOut } from 'lucide-react'
import { ToggleGroup } from 'radix-ui'
import { type ReactElement, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import type { FitMode } from './use-viewer.ts'

/** The steps that zooming goes through. */
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2] as const

/** Below the page: how large it is shown, and the end of it. */
export function StageTools({
  scale,
  onFit,
  full,
  onFull,
  ending,
  failure,
  onEnd,
}: {
  /** How large the page is drawn; null before there is one. */
  scale: number | null
  onFit(mode: FitMode): void
  full: boolean
  onFull(): void
  ending: boolean
  failure: unknown
  onEnd(): void
}): ReactElement {
  const { t, format } = useI18n()
  const [mode, setMode] = useState<FitMode>('fit')
  const choose = (next: FitMode) => {
    setMode(next)
    onFit(next)
  }
  const smaller = scale === null ? undefined : STEPS.findLast((step) => step < scale - 0.005)
  const larger = scale === null ? undefined : STEPS.find((step) => step > scale + 0.005)
  return (
    <footer className="stage-tools" role="toolbar" aria-label={t('stage.tools')}>
      <Button kind="danger" size="small" busy={ending} onClick={onEnd}>
        <MonitorX size={16} aria-hidden="true" />
        {t('stage.end')}
      </Button>
      <FailureLine error={failure} />
      <span className="stage-space" />
      {scale !== null && (
        <>
          <ToggleGroup.Root
            type="single"
            className="segments"
            aria-label={t('stage.scale')}
            value={typeof mode === 'number' ? '' : mode}
            onValueChange={(value) => choose(value === 'actual' ? 'actual' : 'fit')}
          >
            <ToggleGroup.Item value="fit" className="segment">
              {t('stage.fit')}
            </ToggleGroup.Item>
            <ToggleGroup.Item value="actual" className="segment">
              {t('stage.actual')}
            </ToggleGroup.Item>
          </ToggleGroup.Root>
          <span className="zoom">
            <IconButton
              label={t('stage.zoomOut')}
              aria-disabled={smaller === undefined || undefined}
              onClick={() => smaller !== undefined && choose(smaller)}
            >
              <ZoomOut size={17} />
            </IconButton>
            <span className="zoom-value number">{format.percent(scale)}</span>
            <IconButton
              label={t('stage.zoomIn')}
              aria-disabled={larger === undefined || undefined}
              onClick={() => larger !== undefined && choose(larger)}
            >
              <ZoomIn size={17} />
            </IconButton>
          </span>
        </>
      )}
      <IconButton label={t(full ? 'stage.notFull' : 'stage.full')} shortcut="F" onClick={onFull}>
        {full ? <Shrink size={17} /> : <Expand size={17} />}
      </IconButton>
    </footer>
  )
}
