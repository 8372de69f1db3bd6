import type { SystemEvent } from '@alongside/protocol/api'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Bubble, Item } from '../model/timeline.ts'
import type { Words } from '../words/words.ts'
import { Avatar } from './avatar.tsx'
import { useMessenger, useWords } from './context.ts'
import { Late } from './late.tsx'
import { Text } from './text.tsx'

const loadProposal = () => import('../proposal.ts')
const loadEnded = () => import('../ended.ts')

/** One thing in the log. */
export function Entry({ item, lastOwn }: { item: Item; lastOwn: string | null }): JSX.Element {
  const words = useWords()
  switch (item.kind) {
    case 'date':
      return (
        <p class="date">
          <time>{words.day(new Date(item.at), new Date())}</time>
        </p>
      )
    case 'new':
      return <p class="new-line">{words.t('line.new')}</p>
    case 'system':
      return item.event.type === 'cobrowse_ended' ? (
        <Late load={loadEnded} item={item} failed={words.t('system.over')} />
      ) : (
        <p class="system">{systemText(item.event, words)}</p>
      )
    case 'proposal':
      return <Late load={loadProposal} failed={words.t('proposal.failed')} />
    case 'group':
      return <Group group={item} lastOwn={lastOwn} />
  }
}

function Group(props: {
  group: Extract<Item, { kind: 'group' }>
  lastOwn: string | null
}): JSX.Element {
  const { from, name, bubbles } = props.group
  const { t } = useWords()
  return (
    <div class={`group group-${from}`}>
      {from === 'agent' ? (
        <>
          <Avatar name={name} />
          <p class="group-name">
            <bdi>{name}</bdi>
          </p>
        </>
      ) : (
        <p class="unseen">{t('announce.you')}</p>
      )}
      {bubbles.map((bubble) => (
        <BubbleRow key={bubble.key} bubble={bubble} withState={bubble.key === props.lastOwn} />
      ))}
    </div>
  )
}

function BubbleRow({ bubble, withState }: { bubble: Bubble; withState: boolean }): JSX.Element {
  const { time } = useWords()
  const [pressed, setPressed] = useState(false)
  const at = new Date(bubble.at)
  const failed = bubble.delivery === 'failed'
  return (
    <>
      {/* A tap shows the time; screen readers and hover have it anyway. */}
      {/* biome-ignore lint/a11y: nothing here is reachable only by the tap */}
      <div
        class={`row ${pressed ? 'row-pressed' : ''} ${failed ? 'row-failed' : ''}`}
        onClick={() => setPressed(!pressed)}
      >
        <p class="bubble" dir="auto">
          <Text text={bubble.text} />
        </p>
        <time class="row-time" dateTime={at.toISOString()}>
          {time(at)}
        </time>
      </div>
      {bubble.delivery && (withState || failed) && <DeliveryState bubble={bubble} />}
    </>
  )
}

function DeliveryState({ bubble }: { bubble: Bubble }): JSX.Element | null {
  const [, messenger] = useMessenger()
  const { t } = messenger.words
  if (!bubble.delivery) return null
  if (bubble.delivery !== 'failed') {
    return <p class="delivery">{t(`delivery.${bubble.delivery}`)}</p>
  }
  return (
    <p class="delivery delivery-failed">
      <span>{t('delivery.failed')}</span>
      <button type="button" class="link" onClick={() => messenger.retry(bubble.key)}>
        {t('delivery.retry')}
      </button>
      <button type="button" class="link link-quiet" onClick={() => messenger.discard(bubble.key)}>
        {t('delivery.discard')}
      </button>
    </p>
  )
}

function systemText({ type, agentName: name }: SystemEvent, { t }: Words): string {
  switch (type) {
    case 'conversation_assigned':
      return t('system.assigned', { name })
    case 'conversation_ended':
      return t('system.ended')
    case 'cobrowse_proposed':
      return t('system.asked', { name })
    case 'cobrowse_accepted':
      return t('system.started', { name })
    case 'cobrowse_ended':
      return t('system.over')
  }
}
