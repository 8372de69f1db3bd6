import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Tooltip } from 'radix-ui'
import { type ReactElement, useEffect, useState } from 'react'
import { I18nProvider, useI18n } from './i18n/i18n.tsx'
import { createAppRouter } from './route/router.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'
import { startLive } from './state/live.ts'
import { usePreference } from './state/preferences.ts'
import { useMe } from './state/queries.ts'
import { type Services, ServicesContext, useServices } from './state/services.ts'
import { Button } from './ui/button.tsx'
import { FailureLine } from './ui/failure.tsx'
import { Mark } from './ui/mark.tsx'

export function App({ services }: { services: Services }): ReactElement {
  useTheme()
  return (
    <ServicesContext value={services}>
      <QueryClientProvider client={services.queries}>
        <I18nProvider>
          <Tooltip.Provider delayDuration={400}>
            <Gate />
          </Tooltip.Provider>
        </I18nProvider>
      </QueryClientProvider>
    </ServicesContext>
  )
}

/** Nothing but the sign-in page for whoever is not signed in. */
function Gate(): ReactElement | null {
  const { t } = useI18n()
  const me = useMe()
  if (me.data) return <SignedIn key={me.data.id} />
  if (me.data === null) return <SignInPage />
  if (!me.isError) return null
  return (
    <main className="empty">
      <Mark size={40} />
      <FailureLine error={me.error} />
      <Button onClick={() => me.refetch()} busy={me.isFetching}>
        {t('common.retry')}
      </Button>
    </main>
  )
}

function SignedIn(): ReactElement {
  const services = useServices()
  const [router] = useState(createAppRouter)
  useEffect(() => startLive(services), [services])
  return <RouterProvider router={router} />
}

function useTheme(): void {
  const [theme] = usePreference('theme')
  useEffect(() => {
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
    else delete document.documentElement.dataset['theme']
  }, [theme])
}
