import { AlertDialog } from 'radix-ui'
import { type ReactElement, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from './button.tsx'
import { FailureLine } from './failure.tsx'

/** Asks before something that cannot be taken back. Stays open, with the reason, when it fails. */
export function Confirm({
  open,
  onOpenChange,
  title,
  text,
  action,
  onConfirm,
}: {
  open: boolean
  onOpenChange(open: boolean): void
  title: string
  text: string
  action: string
  onConfirm(): Promise<unknown>
}): ReactElement {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const change = (next: boolean) => {
    setFailure(null)
    onOpenChange(next)
  }
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      change(false)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <AlertDialog.Root open={open} onOpenChange={change}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="veil" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title>{title}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-lead">{text}</AlertDialog.Description>
          <FailureLine error={failure} />
          <div className="dialog-actions">
            <AlertDialog.Cancel asChild>
              <Button>{t('common.cancel')}</Button>
            </AlertDialog.Cancel>
            <Button kind="danger" busy={busy} onClick={confirm}>
              {action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
