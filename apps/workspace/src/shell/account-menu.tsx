import type { Agent } from '@alongside/protocol/api'
import { useQueryClient } from '@tanstack/react-query'
import { Check, KeyRound, LogOut } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { type ReactElement, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { LANGUAGE_NAMES } from '../i18n/languages.ts'
import { ChangePassword } from '../sign-in/change-password.tsx'
import { keys } from '../state/cache.ts'
import { usePreference } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { Avatar } from '../ui/avatar.tsx'

/** Who is signed in, how the workspace looks to them, and the way out. */
export function AccountMenu({ me }: { me: Agent }): ReactElement {
  const { t } = useI18n()
  const { client } = useServices()
  const queries = useQueryClient()
  const [changing, setChanging] = useState(false)
  const signOut = async () => {
    // Without an answer the cookie may live on: the sign-in page must not claim otherwise.
    try {
      await client.signOut()
    } catch {
      await queries.invalidateQueries({ queryKey: keys.me })
      return
    }
    // A fresh page remembers nothing: no caches, no drafts of the one who left.
    location.reload()
  }
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className="rail-account"
          aria-label={t('shell.account', { name: me.name })}
        >
          <Avatar name={me.name} party="agent" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="menu"
            side="right"
            align="end"
            sideOffset={10}
            collisionPadding={8}
          >
            <div className="menu-label">
              <strong className="one-line">{me.name}</strong>
              <span>{me.email}</span>
            </div>
            <div className="menu-line" />
            <Choice
              name="theme"
              label={t('theme.label')}
              options={[
                ['system', t('theme.system')],
                ['light', t('theme.light')],
                ['dark', t('theme.dark')],
              ]}
            />
            <div className="menu-line" />
            <Choice
              name="language"
              label={t('language.label')}
              options={[['', t('language.browser')], ...Object.entries(LANGUAGE_NAMES)]}
            />
            <div className="menu-line" />
            <DropdownMenu.Item className="menu-item" onSelect={() => setChanging(true)}>
              <KeyRound size={16} aria-hidden="true" />
              {t('password.title')}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={signOut}>
              <LogOut size={16} aria-hidden="true" />
              {t('signOut.action')}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <ChangePassword open={changing} onOpenChange={setChanging} />
    </>
  )
}

function Choice({
  name,
  label,
  options,
}: {
  name: 'theme' | 'language'
  label: string
  options: readonly (readonly [string, string])[]
}): ReactElement {
  const [value, setValue] = usePreference(name)
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={setValue}>
      <DropdownMenu.Label className="menu-heading">{label}</DropdownMenu.Label>
      {options.map(([option, text]) => (
        <DropdownMenu.RadioItem
          key={option}
          value={option}
          className="menu-item"
          onSelect={(event) => event.preventDefault()}
        >
          {text}
          <DropdownMenu.ItemIndicator className="menu-check">
            <Check size={16} aria-hidden="true" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
