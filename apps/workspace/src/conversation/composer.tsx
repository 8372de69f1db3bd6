import type { Agent, Conversation } from '@alongside/protocol/api'
import { SendHorizontal } from 'lucide-react'
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactElement,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useI18n } from '../i18n/i18n.tsx'
import { useServices } from '../state/services.ts'
import { IconButton } from '../ui/button.tsx'

/** As the server's limit; counted down when little is left. */
const LONGEST = 4000
const SHOW_LEFT = 400
/** While someone types it is said this often, and unsaid after this long a pause. */
const SAY_EVERY = 3_000
const PAUSE = 5_000

export function Composer({
  me,
  conversation,
  name,
}: {
  me: Agent
  conversation: Conversation
  name: string
}): ReactElement {
  const { t } = useI18n()
  if (conversation.state === 'ended')
    return <p className="composer-closed">{t('composer.ended')}</p>
  if (!me.permissions.includes('conversation:message:add')) {
    return <p className="composer-closed">{t('composer.readOnly')}</p>
  }
  return <Writing conversationId={conversation.id} name={name} />
}

function Writing({ conversationId, name }: { conversationId: string; name: string }): ReactElement {
  const { t } = useI18n()
  const { outbox, drafts } = useServices()
  const [text, setText] = useState(() => drafts.get(conversationId) ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  const typing = useSayTyping(conversationId)
  const id = useId()
  const left = LONGEST - text.length
  const ready = text.trim() !== '' && left >= 0

  const write = (next: string) => {
    setText(next)
    if (next) drafts.set(conversationId, next)
    else drafts.delete(conversationId)
    typing(next.trim() !== '')
  }
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (!ready) return
    outbox.send(conversationId, text.trim())
    write('')
    field.current?.focus()
  }
  const press = (event: KeyboardEvent) => {
    // Enter that ends the choice of a Japanese word is not the Enter that sends.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form className="composer" onSubmit={send}>
      <div className="composer-box">
        <label className="for-readers" htmlFor={id}>
          {t('composer.label', { name })}
        </label>
        <textarea
          ref={field}
          id={id}
          className="composer-field scrolls"
          value={text}
          rows={1}
          dir="auto"
          placeholder={t('composer.placeholder')}
          aria-describedby={`${id}-help`}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          onBlur={() => typing(false)}
        />
        <IconButton label={t('composer.send')} type="submit" aria-disabled={!ready || undefined}>
          <SendHorizontal className="mirrors" size={18} />
        </IconButton>
      </div>
      <p className="composer-help" id={`${id}-help`}>
        {left < SHOW_LEFT ? (
          <span data-tone={left < 0 ? 'danger' : undefined} role="status">
            {t(left < 0 ? 'composer.over' : 'composer.left', { n: Math.abs(left) })}
          </span>
        ) : (
          t('composer.help')
        )}
      </p>
    </form>
  )
}

/** Says that the agent types, and that they stopped, no more often than needed. */
function useSayTyping(conversationId: string): (typing: boolean) => void {
  const { sayTyping } = useServices()
  const said = useRef(0)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const stop = useRef(() => {})
  stop.current = () => {
    clearTimeout(pause.current)
    if (said.current === 0) return
    said.current = 0
    sayTyping.get()(conversationId, false)
  }
  useEffect(() => () => stop.current(), [])
  return (typing) => {
    if (!typing) {
      stop.current()
      return
    }
    clearTimeout(pause.current)
    pause.current = setTimeout(() => stop.current(), PAUSE)
    if (Date.now() - said.current < SAY_EVERY) return
    said.current = Date.now()
    sayTyping.get()(conversationId, true)
  }
}
