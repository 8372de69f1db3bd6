import type { Agent, Conversation } from '@alongside/protocol/api'
import type { UseQueryResult } from '@tanstack/react-query'
import { Inbox, Rows2, Rows3, Search, SearchX, X } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type ReactElement, useDeferredValue, useMemo, useState } from 'react'
import { JoinCodeStart } from '../cobrowse/join-code.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { FILTERS, type Filter, inFilter, matchesSearch } from '../state/conversations.ts'
import { useNow } from '../state/now.ts'
import { usePreference } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { useValue } from '../state/value.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { FailureLine } from '../ui/failure.tsx'
import { ConversationRow } from './conversation-row.tsx'
import { HandedNotices } from './handed-notices.tsx'
import { useListKeys } from './use-list-keys.ts'

/** The left column: what waits, what is mine, what is over. */
export function ConversationList({
  me,
  conversations,
  selectedId,
}: {
  me: Agent
  conversations: UseQueryResult<readonly Conversation[]>
  selectedId: string | null
}): ReactElement {
  const { t } = useI18n()
  const [filter, setFilter] = useState<Filter>('open')
  const [search, setSearch] = useState('')
  const [density, setDensity] = usePreference('density')
  const compact = density === 'compact'
  const wanted = useDeferredValue(search)
  const all = conversations.data
  const counts = useMemo(() => countFilters(all ?? [], me.id), [all, me.id])
  const shown = useMemo(
    () => (all ?? []).filter((one) => inFilter(one, filter, me.id) && matchesSearch(one, wanted)),
    [all, filter, me.id, wanted],
  )
  return (
    <section className="list" aria-label={t('inbox.title')} data-density={density}>
      <header className="list-head">
        <div className="list-title">
          <h2>{t('inbox.title')}</h2>
          <IconButton
            label={t(compact ? 'inbox.comfortable' : 'inbox.compact')}
            onClick={() => setDensity(compact ? 'comfortable' : 'compact')}
          >
            {compact ? <Rows2 size={17} /> : <Rows3 size={17} />}
          </IconButton>
        </div>
        <div className="search">
          <Search size={16} aria-hidden="true" />
          <input
            className="input"
            type="search"
            value={search}
            aria-label={t('inbox.search')}
            placeholder={t('inbox.search')}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setSearch('')}
          />
          {search && (
            <IconButton label={t('inbox.clearSearch')} onClick={() => setSearch('')}>
              <X size={16} />
            </IconButton>
          )}
        </div>
        <JoinCodeStart me={me} />
      </header>
      <HandedNotices />
      <Tabs.Root
        className="list-tabs"
        value={filter}
        onValueChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? 'open')}
      >
        <Tabs.List className="filters" aria-label={t('inbox.filter')}>
          {FILTERS.map((one) => (
            <Tabs.Trigger key={one} value={one} className="filter">
              {t(`inbox.filter.${one}`)}
              {one !== 'ended' && counts[one] > 0 && (
                <span className="filter-count number">{counts[one]}</span>
              )}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={filter} className="list-body scrolls" tabIndex={-1}>
          {conversations.isPending ? (
            <Loading />
          ) : conversations.isError && !all ? (
            <div className="empty">
              <FailureLine error={conversations.error} />
              <Button onClick={() => conversations.refetch()} busy={conversations.isFetching}>
                {t('common.retry')}
              </Button>
            </div>
          ) : shown.length === 0 ? (
            <Empty filter={filter} searched={wanted.trim() !== ''} />
          ) : (
            <Rows shown={shown} selectedId={selectedId} me={me} />
          )}
        </Tabs.Content>
      </Tabs.Root>
    </section>
  )
}

function Rows({
  shown,
  selectedId,
  me,
}: {
  shown: readonly Conversation[]
  selectedId: string | null
  me: Agent
}): ReactElement {
  const { t } = useI18n()
  const now = useNow(20_000)
  const typing = useValue(useServices().typing)
  const list = useListKeys(shown, selectedId)
  return (
    <ul ref={list.ref} className="rows" aria-label={t('inbox.title')} onKeyDown={list.onKeyDown}>
      {shown.map((one) => (
        <ConversationRow
          key={one.id}
          conversation={one}
          selected={one.id === selectedId}
          reachable={one.id === list.reachableId}
          typing={typing.has(one.id)}
          mine={one.agentId === me.id}
          now={now}
        />
      ))}
    </ul>
  )
}

function Loading(): ReactElement {
  const { t } = useI18n()
  return (
    <div className="rows" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: 7 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity.
        <div key={index} className="row row-loading">
          <span className="avatar skeleton" />
          <span className="row-text">
            <span className="skeleton" />
            <span className="skeleton" />
          </span>
        </div>
      ))}
    </div>
  )
}

function Empty({ filter, searched }: { filter: Filter; searched: boolean }): ReactElement {
  const { t } = useI18n()
  return (
    <div className="empty">
      <span className="empty-icon">
        {searched ? (
          <SearchX size={24} aria-hidden="true" />
        ) : (
          <Inbox size={24} aria-hidden="true" />
        )}
      </span>
      <h2>{t(searched ? 'inbox.noMatch' : `inbox.empty.${filter}`)}</h2>
      <p>{t(searched ? 'inbox.noMatchText' : `inbox.emptyText.${filter}`)}</p>
    </div>
  )
}

function countFilters(all: readonly Conversation[], agentId: string): Record<Filter, number> {
  const count = (filter: Filter) => all.filter((one) => inFilter(one, filter, agentId)).length
  return { mine: count('mine'), open: count('open'), ended: count('ended') }
}
