import type { JSX } from 'preact'
import { Announcer } from './announcer.tsx'
import { useMessenger } from './context.ts'
import { Launcher } from './launcher.tsx'
import { Prompt } from './prompt.tsx'
import { MessengerWindow } from './window.tsx'

/** Everything that the messenger draws. */
export function App(): JSX.Element {
  const [{ open, sharing, deployment }, { words }] = useMessenger()
  const { alignment } = deployment.config.look
  return (
    <div
      class={`root align-${alignment} ${sharing ? 'sharing' : ''}`}
      dir={words.direction}
      lang={words.language}
    >
      {open && <MessengerWindow />}
      {!open && <Prompt />}
      <Launcher />
      <Announcer />
    </div>
  )
}
