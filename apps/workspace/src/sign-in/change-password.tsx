import { Dialog } from 'radix-ui'
import { type FormEvent, type ReactElement, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useServices } from '../state/services.ts'
import { Button } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** The server's rule, said before it has to refuse. */
const SHORTEST = 12

export function ChangePassword({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange(open: boolean): void
}): ReactElement {
  const { t } = useI18n()
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <Dialog.Title>{t('password.title')}</Dialog.Title>
          <Form onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Form({ onDone }: { onDone(): void }): ReactElement {
  const { t } = useI18n()
  const { client } = useServices()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open')
  const [failure, setFailure] = useState<unknown>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (state === 'busy') return
    setState('busy')
    setFailure(null)
    try {
      await client.changePassword({ current, next })
      setState('done')
    } catch (error) {
      setFailure(error)
      setState('open')
    }
  }

  if (state === 'done') {
    return (
      <>
        <p className="notice" data-tone="success" role="status">
          {t('password.done')}
        </p>
        <div className="dialog-actions">
          <Button kind="primary" onClick={onDone}>
            {t('common.close')}
          </Button>
        </div>
      </>
    )
  }
  return (
    <form className="form" onSubmit={submit}>
      <PasswordField
        label={t('password.current')}
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
      />
      <PasswordField
        label={t('password.next')}
        hint={t('password.rule', { n: SHORTEST })}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        minLength={SHORTEST}
      />
      <FailureLine error={failure} />
      <div className="dialog-actions">
        <Dialog.Close asChild>
          <Button>{t('common.cancel')}</Button>
        </Dialog.Close>
        <Button kind="primary" type="submit" busy={state === 'busy'}>
          {t('password.action')}
        </Button>
      </div>
    </form>
  )
}
