import { LIMITS } from '@alongside/protocol'
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useMessenger } from './context.ts'
import { SendIcon } from './icons.tsx'

/** Enter sends, Shift+Enter begins a line; grows with what is written up to a third of the window. */
export function Composer(): JSX.Element {
  const [, messenger] = useMessenger()
  const { t } = messenger.words
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const over = text.trim().length - LIMITS.messageChars
  const empty = text.trim() === ''

  useLayoutEffect(() => {
    const style = area.current?.style
    if (!style || !area.current) return
    style.height = 'auto'
    style.height = `${area.current.scrollHeight}px`
  }, [text])
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) area.current?.focus({ preventScroll: true })
  }, [])

  const send = (): void => {
    if (empty || over > 0) return
    messenger.send(text.trim())
    setText('')
    area.current?.focus({ preventScroll: true })
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {over > 0 && (
        <p class="composer-over" role="alert">
          {t('composer.tooLong', { n: over })}
        </p>
      )}
      <div class="composer-box">
        <textarea
          ref={area}
          rows={1}
          value={text}
          dir="auto"
          aria-label={t('composer.label')}
          placeholder={t('composer.placeholder')}
          enterkeyhint="send"
          onInput={(event) => {
            setText(event.currentTarget.value)
            messenger.wrote()
          }}
          onKeyDown={(event) => {
            // Enter that ends a composition (Japanese, Chinese, Korean input) is not Send; Safari says so by 229 only.
            const composing = event.isComposing || event.keyCode === 229
            if (event.key !== 'Enter' || event.shiftKey || composing) return
            event.preventDefault()
            send()
          }}
        />
        <button
          type="submit"
          class="send"
          aria-label={t('composer.send')}
          disabled={empty || over > 0}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  )
}
