import type { Boot, PageApi, PageCall } from './boot.ts'
import type { Messenger, MessengerEvent } from './model/messenger.ts'
import { mayJoin } from './model/state.ts'

type Callback = (data: unknown) => void

/**
 * The page's side of `Alongside(...)`: commands, subscriptions. Takes over the queue that the snippet began.
 * Errors of the page's callbacks go to the page's own error handling, never into ours.
 */
export function openPageApi(page: { Alongside?: PageApi }, boot: Boot, messenger: Messenger): void {
  const subscriptions: { event: string; callback: Callback; once: boolean }[] = []

  const call = (callback: unknown, data: object): void => {
    if (typeof callback !== 'function') return
    try {
      callback(data)
    } catch (error) {
      reportError(error)
    }
  }
  const publish = (event: string, data: object): void => {
    for (const subscription of subscriptions.filter((s) => s.event === event)) {
      if (subscription.once) subscriptions.splice(subscriptions.indexOf(subscription), 1)
      call(subscription.callback, { event, data })
    }
  }
  const subscribe = (event: unknown, callback: unknown, once: boolean): void => {
    if (typeof event !== 'string' || typeof callback !== 'function') return
    const told: Callback = (data) => callback(data)
    // Whoever comes after the start still hears that it happened.
    if (event === 'Messenger.ready') {
      call(told, { event, data: {} })
      return
    }
    subscriptions.push({ event, callback: told, once })
    callbacks.set(callback, told)
  }
  const callbacks = new WeakMap<object, Callback>()
  const unsubscribe = (event: unknown, callback: unknown): void => {
    const told = callback instanceof Object ? callbacks.get(callback) : undefined
    for (let i = subscriptions.length - 1; i >= 0; i--) {
      const entry = subscriptions[i]
      if (!entry || entry.event !== event) continue
      if (!callback || entry.callback === told) {
        subscriptions.splice(i, 1)
      }
    }
  }

  const handle = (args: PageCall): void => {
    const [verb, name, third, fourth, fifth] = Array.from(args)
    if (verb === 'subscribe') subscribe(name, third, false)
    else if (verb === 'subscribeOnce') subscribe(name, third, true)
    else if (verb === 'unsubscribe') unsubscribe(name, third)
    else if (verb === 'command') {
      // Options may be left out: command, name, resolve, reject.
      const [resolve, reject] = typeof third === 'function' ? [third, fourth] : [fourth, fifth]
      const refusal = run(messenger, String(name))
      if (refusal) call(reject, refusal)
      else call(resolve, {})
    }
  }

  const api: PageApi = (...args) => handle(args)
  api.on = true
  page.Alongside = api
  messenger.on((event: MessengerEvent, data) => publish(event, data))
  for (const args of boot.queue.splice(0)) handle(args)
}

/** Runs a command; what it returns is why not. Codes are listed in docs/EMBEDDING.md. */
function run(messenger: Messenger, name: string): { code: string; message: string } | null {
  const { open, session } = messenger.store.value
  const live = session !== null && session.state !== 'ended' && session.state !== 'proposed'
  switch (name) {
    case 'Messenger.open':
      messenger.open()
      return null
    case 'Messenger.close':
      messenger.close()
      return null
    case 'Messenger.toggle':
      if (open) messenger.close()
      else messenger.open()
      return null
    case 'Messenger.openConversation':
      messenger.open('conversation')
      return null
    case 'CobrowseService.stopSession':
      if (!live) return refuse('no_session', 'No session is running.')
      messenger.stopSharing()
      return null
    case 'CobrowseService.declineSession':
      if (session?.state !== 'proposed') return refuse('no_proposal', 'Nothing was proposed.')
      messenger.decline()
      return null
    case 'CobrowseService.acceptSession':
      // Consent is the customer's: the page may only bring them to the card.
      if (session?.state !== 'proposed') return refuse('no_proposal', 'Nothing was proposed.')
      messenger.open('conversation')
      return refuse('gesture_required', 'The customer answers in the messenger.')
    case 'Messenger.openCobrowse':
      if (!mayJoin(messenger.store.value)) return refuse('unavailable', 'No channel Voice.')
      messenger.open('home')
      messenger.store.set({ joining: true })
      return null
    default:
      return refuse('unknown_command', `There is no command ${name}.`)
  }
}

function refuse(code: string, message: string): { code: string; message: string } {
  return { code, message }
}
