import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useMessenger } from './context.ts'
import { ConversationScreen } from './conversation.tsx'
import { HomeScreen } from './home.tsx'

/** The open messenger: one dialog, two screens. The page behind it stays usable. */
export function MessengerWindow(): JSX.Element {
  const [{ screen, deployment }, messenger] = useMessenger()
  const dialog = useRef<HTMLDivElement>(null)
  const { name } = deployment.config.look

  useKeyboardRoom(dialog)
  // Opening is the customer's own press, so focus may follow it into the window.
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    const wanted = matchMedia('(hover: hover)').matches ? element.querySelector('textarea') : null
    const target = wanted ?? element
    target.focus({ preventScroll: true })
  }, [screen])

  return (
    <div
      ref={dialog}
      class={`window window-${screen}`}
      role="dialog"
      aria-label={messenger.words.t('window.label', { name })}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) messenger.close()
      }}
    >
      {screen === 'home' ? <HomeScreen /> : <ConversationScreen />}
    </div>
  )
}

/** Full screen on a phone: the on-screen keyboard takes room from the visual viewport, not from the layout. */
function useKeyboardRoom(dialog: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const measure = (): void => {
      const style = dialog.current?.style
      style?.setProperty('--room', `${viewport.height}px`)
      style?.setProperty('--above', `${viewport.offsetTop}px`)
    }
    measure()
    viewport.addEventListener('resize', measure)
    viewport.addEventListener('scroll', measure)
    return () => {
      viewport.removeEventListener('resize', measure)
      viewport.removeEventListener('scroll', measure)
    }
  }, [dialog])
}
