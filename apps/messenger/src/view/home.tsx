import type { Conversation } from '@alongside/protocol/api'
import type { JSX } from 'preact'
import { mayJoin, unreadCount } from '../model/state.ts'
import { Avatar } from './avatar.tsx'
import { useMessenger, useWords } from './context.ts'
import { CloseIcon, NextIcon } from './icons.tsx'
import { Late } from './late.tsx'
import { ConnectionLine, ProblemLine, SharingLine } from './lines.tsx'

const loadJoinCode = () => import('../join-code.ts')

/** Where the customer begins. */
export function HomeScreen(): JSX.Element {
  const [state, messenger] = useMessenger()
  const { t } = messenger.words
  const { look } = state.deployment.config
  const { conversation } = state
  const begin = (): void => {
    if (conversation?.state === 'ended') messenger.startOver()
    else messenger.show('conversation')
  }
  return (
    <div class="home">
      <header class="hero">
        <div class="hero-top">
          <span class="hero-brand">
            <Avatar name={look.name} kind="brand" />
            {look.name}
          </span>
          <button
            type="button"
            class="icon-button on-hero"
            aria-label={t('conversation.close')}
            onClick={messenger.close}
          >
            <CloseIcon />
          </button>
        </div>
        <h1>{look.greeting || t('home.greeting')}</h1>
      </header>
      <div class="cards">
        <SharingLine />
        <ConnectionLine />
        {state.loadFailed && <ProblemLine />}
        {conversation && <RecentCard conversation={conversation} unread={unreadCount(state)} />}
        {conversation?.state !== 'open' && conversation?.state !== 'assigned' && (
          <button type="button" class="card card-start" onClick={begin}>
            <span class="card-main">
              <span class="card-title">{t('home.start')}</span>
              <span class="card-line">{t('home.startHint')}</span>
            </span>
            <span class="card-go">
              <NextIcon />
            </span>
          </button>
        )}
        {mayJoin(state) && <Late load={loadJoinCode} />}
      </div>
    </div>
  )
}

function RecentCard(props: { conversation: Conversation; unread: number }): JSX.Element {
  const { conversation, unread } = props
  const [{ deployment, messages }, messenger] = useMessenger()
  const { t, day, time } = useWords()
  const name = conversation.agentName || deployment.config.look.name
  const at = new Date(conversation.updatedAt)
  const today = at.toDateString() === new Date().toDateString()
  const lastOfPerson = messages.findLast((message) => message.from !== 'system')
  const line = lastOfPerson?.text ?? conversation.lastText
  const own = lastOfPerson?.from === 'guest'
  return (
    <button type="button" class="card" onClick={() => messenger.show('conversation')}>
      <span class="card-label">
        {t('home.recent')}
        {conversation.state === 'ended' && <span class="chip">{t('home.ended')}</span>}
      </span>
      <span class="card-row">
        <Avatar name={name} kind={conversation.agentName ? 'agent' : 'brand'} />
        <span class="card-main">
          <span class="card-title">
            <span class="cut">{name}</span>
            <time class="card-time">{today ? time(at) : day(at, new Date())}</time>
          </span>
          <span class="card-line">
            <span class="cut">
              {line ? (own ? t('home.you', { text: line }) : line) : t('home.noMessages')}
            </span>
            {unread > 0 && <span class="chip chip-accent">{t('home.unread', { n: unread })}</span>}
          </span>
        </span>
      </span>
    </button>
  )
}
