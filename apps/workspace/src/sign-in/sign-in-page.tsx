import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { keys } from '../state/cache.ts'
import { useServices } from '../state/services.ts'
import { Button } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { Mark } from '../ui/mark.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import './sign-in.css'

/** Stands in for every page until someone is signed in; the address stays, so that it leads where it said. */
export function SignInPage(): ReactElement {
  const { t } = useI18n()
  const { client } = useServices()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const id = useId()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      queries.setQueryData(keys.me, await client.signIn({ email: email.trim(), password }))
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={submit}>
        <Mark size={40} />
        <div className="sign-in-title">
          <h1>{t('signIn.title')}</h1>
          <p>{t('signIn.lead')}</p>
        </div>
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {t('signIn.email')}
          </label>
          <input
            id={id}
            className="input"
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            // biome-ignore lint/a11y/noAutofocus: the page has one purpose and this is its first field.
            autoFocus
          />
        </div>
        <PasswordField
          label={t('signIn.password')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <FailureLine error={failure} />
        <Button kind="primary" type="submit" busy={busy}>
          {t(busy ? 'signIn.busy' : 'signIn.action')}
        </Button>
        <p className="sign-in-help">{t('signIn.help')}</p>
      </form>
    </main>
  )
}
