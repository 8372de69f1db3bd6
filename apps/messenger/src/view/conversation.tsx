import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Avatar } from './avatar.tsx'
import { Composer } from './composer.tsx'
import { useMessenger } from './context.ts'
import { BackIcon, CloseIcon, OptionsIcon } from './icons.tsx'
import { ConnectionLine, ProblemLine, SharingLine } from './lines.tsx'
import { Log } from './log.tsx'

export function ConversationScreen(): JSX.Element {
  const [state, messenger] = useMessenger()
  const { t } = messenger.words
  const { conversation } = state
  const ended = conversation?.state === 'ended'
  return (
    <>
      <Header />
      <SharingLine />
      {state.loadFailed && <ProblemLine />}
      <Log />
      <ConnectionLine />
      {ended && state.outbox.length === 0 ? (
        <footer class="over">
          <p>{t('conversation.ended')}</p>
          <button type="button" class="button button-accent" onClick={messenger.startOver}>
            {t('conversation.again')}
          </button>
        </footer>
      ) : (
        <Composer />
      )}
    </>
  )
}

function Header(): JSX.Element {
  const [{ conversation, deployment }, messenger] = useMessenger()
  const { t } = messenger.words
  const agent = conversation?.agentName ?? ''
  const name = agent || deployment.config.look.name
  const live = conversation !== null && conversation.state !== 'ended'
  const about = !conversation
    ? t('conversation.waiting')
    : !live
      ? t('conversation.over')
      : t(agent ? 'conversation.with' : 'conversation.waiting')
  return (
    <header class="bar">
      <button
        type="button"
        class="icon-button"
        aria-label={t('conversation.back')}
        onClick={() => messenger.show('home')}
      >
        <BackIcon />
      </button>
      <Avatar name={name} kind={agent ? 'agent' : 'brand'} />
      <div class="bar-name">
        <h1 class="cut">
          <bdi>{name}</bdi>
        </h1>
        <p class="cut">{about}</p>
      </div>
      {live && <Options />}
      <button
        type="button"
        class="icon-button"
        aria-label={t('conversation.close')}
        onClick={messenger.close}
      >
        <CloseIcon />
      </button>
    </header>
  )
}

/** Ending a conversation asks once more, in place: it cannot be taken back. */
function Options(): JSX.Element {
  const [, messenger] = useMessenger()
  const { t } = messenger.words
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const close = (): void => {
    setOpen(false)
    trigger.current?.focus()
  }
  useEffect(() => {
    if (open) panel.current?.querySelector('button')?.focus()
  }, [open])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and leaving close what is inside, from wherever in it
    <div
      class="options"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
      onFocusOut={(event) => {
        const next = event.relatedTarget
        if (next instanceof Node && !event.currentTarget.contains(next)) setOpen(false)
      }}
    >
      <button
        ref={trigger}
        type="button"
        class="icon-button"
        aria-label={t('conversation.options')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <OptionsIcon />
      </button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own box
        <div ref={panel} class="panel" role="group" aria-label={t('conversation.endAsk')}>
          <p class="panel-title">{t('conversation.endAsk')}</p>
          <p class="panel-text">{t('conversation.endHint')}</p>
          <button type="button" class="button" onClick={close}>
            {t('conversation.keep')}
          </button>
          <button
            type="button"
            class="button button-danger"
            onClick={() => {
              setOpen(false)
              messenger.endConversation()
            }}
          >
            {t('conversation.end')}
          </button>
        </div>
      )}
    </div>
  )
}
