import type { Deployment, RuleChange } from '@alongside/protocol/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ScanEye } from 'lucide-react'
import { type ReactElement, useEffect, useId, useRef, useState } from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useServices } from '../state/services.ts'
import { Button } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { configOf, type Draft, isReadable, withChanges } from './draft.ts'

/** How often it is asked what was chosen on the page. Milliseconds. */
const ASK_MS = 1_000

/**
 * Opens a page in test mode, and puts what is chosen there into the draft. The server passes it on: this page is alone in its browsing
 * context group (Cross-Origin-Opener-Policy), so no tab that it opens can speak to it.
 */
export function MaskTester({
  deployment,
  draft,
  onChange,
}: {
  deployment: Deployment
  draft: Draft
  onChange(draft: Draft): void
}): ReactElement {
  const { t } = useI18n()
  const { client } = useServices()
  const id = useId()
  const [page, setPage] = useState('')
  const [test, setTest] = useState<string | null>(null)
  const taken = useRef(0)

  const open = useMutation({
    // The tab is opened by the click, since browsers let no later moment open one.
    mutationFn: async (tab: Window | null) => {
      const cobrowse = configOf(draft, deployment)
      try {
        const begun = await client.testMasks(deployment.id, { page: page.trim(), cobrowse })
        tab?.location.replace(begun.address)
        return begun.id
      } catch (error) {
        tab?.close()
        throw error
      }
    },
    onSuccess(begun) {
      taken.current = 0
      setTest(begun)
    },
  })
  const state = useQuery({
    queryKey: ['mask-test', test],
    queryFn: () => client.maskTest(test ?? ''),
    enabled: test !== null,
    refetchInterval: ({ state }) => (state.status === 'error' ? false : ASK_MS),
    // The test is looked at in another tab.
    refetchIntervalInBackground: true,
    retry: false,
    gcTime: 0,
  })
  const changes: readonly RuleChange[] | undefined = state.data?.changes
  useEffect(() => {
    if (!changes || changes.length <= taken.current) return
    const fresh = changes.slice(taken.current)
    taken.current = changes.length
    onChange(withChanges(draft, fresh))
  }, [changes, draft, onChange])

  const ready = page.trim() !== '' && isReadable(draft)
  const begin = (): void => {
    if (!ready || open.isPending) return
    setTest(null)
    open.mutate(window.open('about:blank'))
  }
  return (
    <section className="tester" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t('settings.test')}</h3>
      <label className="field-label" htmlFor={id}>
        {t('settings.testAddress')}
      </label>
      <div className="tester-line">
        <input
          id={id}
          className="input"
          type="url"
          dir="ltr"
          value={page}
          placeholder={`https://${deployment.domains[0]?.replace(/^\./, 'www.') ?? ''}/`}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setPage(target.value)}
          onKeyDown={(event) => {
            // Enter in a field sends its form, which is another one's.
            if (event.key !== 'Enter') return
            event.preventDefault()
            begin()
          }}
        />
        <Button busy={!ready || open.isPending} onClick={begin}>
          <ScanEye size={16} aria-hidden="true" />
          {t('settings.testOpen')}
        </Button>
      </div>
      <span id={`${id}-hint`} className="field-hint">
        {t('settings.testHint')}
      </span>
      <FailureLine error={open.error} />
      <span role="status" className="field-hint">
        {test !== null &&
          (state.isError
            ? t('settings.testOver')
            : !state.data?.opened
              ? t('settings.testWaiting')
              : state.data.changes.length === 0
                ? t('settings.testRunning')
                : t('settings.testChanges', { n: state.data.changes.length }))}
      </span>
    </section>
  )
}
